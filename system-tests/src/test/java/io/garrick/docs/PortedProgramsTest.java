package io.garrick.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.docs.MigrationNames.Row;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs as people write them for Akka, moved over by nothing but {@code names.tsv} and a system property that has the configuration under {@code akka} read:
 * they compile, run, and print what they did there.
 */
class PortedProgramsTest {

    private static final Path PROGRAMS = Path.of("src/test/resources/ported").toAbsolutePath();
    private static final int FEWEST_PROGRAMS = 10;

    /** Those that use names which the map says come later. */
    private static final Set<String> LATER = Set.of();

    private static final Map<String, Row> CLASSES =
            MigrationNames.ROWS.stream().filter(Row::isClass).collect(Collectors.toMap(Row::old, row -> row));

    /** A class with its package, in an import or elsewhere; a member behind it is not part of it. */
    private static final Pattern NAME =
            Pattern.compile("(import (?:static )?)?\\b(akka(?:\\.[a-z]\\w*)*((?:\\.[A-Z]\\w*)+))");

    private static List<String> programs() throws IOException {
        try (Stream<Path> files = Files.list(PROGRAMS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> portable() throws IOException {
        return programs().stream().filter(program -> !LATER.contains(program)).toList();
    }

    @Test
    @DisplayName("migration: there are enough programs, and those that wait for a name really do")
    void programs_thatWait_useNamesThatComeLater() throws IOException {
        assertTrue(programs().size() >= FEWEST_PROGRAMS, programs()::toString);
        for (String program : programs()) {
            List<String> missing = new ArrayList<>();
            rewrite(Files.readString(PROGRAMS.resolve(program + ".java")), missing);
            assertEquals(LATER.contains(program), !missing.isEmpty(), () -> program + " misses " + missing);
        }
    }

    @ParameterizedTest
    @MethodSource("portable")
    @DisplayName("migration: a program compiles and runs after its imports were rewritten by names.tsv")
    void program_rewritten_printsWhatItDid(String program, @TempDir Path folder) throws Exception {
        List<String> missing = new ArrayList<>();
        String moved = rewrite(Files.readString(PROGRAMS.resolve(program + ".java")), missing);
        assertEquals(List.of(), missing);
        Path source = Files.writeString(folder.resolve(program + ".java"), moved);
        compile(source, folder);
        Path configuration = PROGRAMS.resolve(program + ".conf");
        if (Files.exists(configuration)) {
            Files.copy(configuration, folder.resolve("application.conf"));
        }

        assertEquals(Files.readAllLines(PROGRAMS.resolve(program + ".txt")), run(program, folder));
    }

    /** Rewrites what is written with its package, imports first of all, and the simple names of what is called otherwise here. */
    private static String rewrite(String program, List<String> missing) {
        Matcher name = NAME.matcher(program);
        StringBuilder moved = new StringBuilder();
        List<Row> renamed = new ArrayList<>();
        while (name.find()) {
            int outer = name.group(2).length() - name.group(3).length() + 1;
            String old = name.group(2).substring(0, outer)
                    + name.group(3).substring(1).replace('.', '$');
            Row row = CLASSES.get(old);
            boolean there = row != null && row.isThere();
            if (!there) {
                missing.add(old);
            }
            String before = Objects.toString(name.group(1), "");
            name.appendReplacement(moved, before + (there ? row.ours().replace('$', '.') : name.group(2)));
            if (there && row.is("renamed") && !before.isEmpty()) {
                renamed.add(row);
            }
        }
        String result = name.appendTail(moved).toString();
        for (Row row : renamed) {
            result = result.replaceAll("\\b" + simpleName(row.old()) + "\\b", simpleName(row.ours()));
        }
        return nestedNames(result);
    }

    /** {@code ActorSystem.Settings} and the like, written out. */
    private static String nestedNames(String program) {
        String result = program;
        for (Row row : CLASSES.values()) {
            if (row.is("renamed") && row.old().contains("$")) {
                String nested =
                        row.old().substring(row.old().lastIndexOf('.') + 1).replace("$", "\\.");
                result = result.replaceAll("\\b" + nested + "\\b", row.ours().replace('$', '.'));
            }
        }
        return result;
    }

    private static String simpleName(String name) {
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }

    private static void compile(Path source, Path folder) {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int status = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "tests need a JDK")
                .run(null, null, errors, "-nowarn", "-cp", classPath(), "-d", folder.toString(), source.toString());
        assertEquals(0, status, () -> errors.toString(StandardCharsets.UTF_8));
    }

    /** Without a logger that prints to the same place as the programs. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("logback"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> run(String program, Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-Dgarrick.migration-root=akka",
                        "-cp",
                        folder + File.pathSeparator + classPath(),
                        program)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertTrue(ended, () -> program + " does not end");
        return Files.readAllLines(output);
    }
}
