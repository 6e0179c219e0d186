package io.garrick.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each patch in {@code mutants/} breaks one line of a protocol; the stress test that it names must find the forbidden outcome. A test that cannot
 * fail proves nothing.
 */
@Tag("nightly")
class MutantsTest {

    private static final Path MUTANTS = Path.of("mutants");
    private static final Path MAIN = Path.of("..");
    private static final String CAUGHT_BY = "caught-by: ";

    /** How often a test may overlook its mutant before that counts. */
    private static final int TRIES = 5;

    static Stream<Path> mutants() throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.list(MUTANTS)) {
            all = files.filter(file -> file.toString().endsWith(".patch"))
                    .sorted()
                    .toList();
        }
        assertTrue(all.size() >= 10, () -> "too few mutants: " + all);
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    @DisplayName("Q06 a broken line of a protocol is found by its stress test")
    void mutant_isCaughtByItsTest(Path patch) throws Exception {
        Path folder =
                Path.of("target", "mutants", patch.getFileName().toString().replace(".patch", ""));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Mutation mutation = Mutation.read(patch);

        compile(mutation.apply(MAIN, folder.resolve("source")), classes);

        String test = "io\\.garrick\\.dispatch\\." + mutation.caughtBy().replace(".", "\\.") + "$";
        boolean caught = false;
        for (int i = 0; i < TRIES && !caught; i++) {
            Jcstress.Verdict verdict = Jcstress.run(List.of(classes), test, folder.toAbsolutePath(), 500 << i);
            caught = verdict.foundForbidden();
        }
        assertTrue(caught, () -> patch + " survives " + mutation.caughtBy());
    }

    private static void compile(Path source, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter output = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean done = compiler.getTask(
                            output,
                            files,
                            null,
                            List.of(
                                    "-proc:none",
                                    "-nowarn",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    "-d",
                                    classes.toString()),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
            assertTrue(done, output::toString);
        }
    }

    /** One file with one place to change, in the form of a unified diff without regard to its line numbers. */
    record Mutation(String caughtBy, Path file, String before, String after) {

        static Mutation read(Path patch) throws IOException {
            String caughtBy = "";
            String file = "";
            List<String> before = new ArrayList<>();
            List<String> after = new ArrayList<>();
            for (String line : Files.readAllLines(patch)) {
                if (line.startsWith(CAUGHT_BY)) {
                    caughtBy = line.substring(CAUGHT_BY.length());
                } else if (line.startsWith("+++ b/")) {
                    file = line.substring("+++ b/".length());
                } else if (!file.isEmpty() && line.startsWith("-")) {
                    before.add(line.substring(1));
                } else if (!file.isEmpty() && line.startsWith("+")) {
                    after.add(line.substring(1));
                } else if (!file.isEmpty() && line.startsWith(" ")) {
                    before.add(line.substring(1));
                    after.add(line.substring(1));
                }
            }
            assertTrue(!caughtBy.isEmpty() && !before.isEmpty(), () -> "no mutation: " + patch);
            return new Mutation(caughtBy, Path.of(file), String.join("\n", before), String.join("\n", after));
        }

        Path apply(Path root, Path to) throws IOException {
            String text = Files.readString(root.resolve(file));
            int at = text.indexOf(before);
            assertTrue(at >= 0, () -> "the code has changed, so must the mutant: " + file + "\n" + before);
            assertEquals(at, text.lastIndexOf(before), () -> "the mutant fits twice: " + file);
            Path mutated = to.resolve(file);
            Files.createDirectories(mutated.getParent());
            return Files.writeString(mutated, text.substring(0, at) + after + text.substring(at + before.length()));
        }
    }
}
