package io.garrick.checks;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Runs single tests against changed code: what was changed is compiled into a folder of its own, which goes before the module's classes. */
final class TestBench {

    private static final List<String> MODULES =
            List.of("dispatcher", "supervision", "runtime", "patterns", "testkit", "system-tests");

    private static final int PATIENCE_SECONDS = 120;
    private static final int GREEN = 0;
    private static final int RED = 1;

    private final Path root;
    private final Path work;
    private final Map<String, Boolean> green = new HashMap<>();

    private TestBench(Path root, Path work) {
        this.root = root;
        this.work = work;
    }

    /** What became of a test. */
    enum Outcome {
        SEEN("seen"),
        SEEN_BY_TIME_OUT("seen, by time-out,"),
        SURVIVED("SURVIVED, overlooked"),
        RED_WITHOUT_IT("RED WITHOUT IT,");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        boolean isSeen() {
            return this == SEEN || this == SEEN_BY_TIME_OUT;
        }
    }

    /** Compiles the tests of all modules and asks for their class paths, once. */
    static TestBench build(Path root) throws IOException, InterruptedException {
        System.err.println("mutants: building the tests");
        List<String> command = List.of(
                System.getProperty("os.name").startsWith("Windows") ? "mvn.cmd" : "mvn",
                "-B",
                "-q",
                "-f",
                root.resolve("pom.xml").toString(),
                "-Dspotless.check.skip=true",
                "-Denforcer.skip=true",
                "-Dmdep.includeScope=test",
                "-Dmdep.outputFile=target/mutants.classpath",
                "-pl",
                String.join(",", MODULES),
                "-am",
                "test-compile",
                "dependency:build-classpath");
        Path log = Files.createTempFile("mutants", ".log");
        Process maven = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (maven.waitFor() != 0) {
            throw new IllegalStateException("tests cannot be built: status=" + maven.exitValue() + " log=" + log);
        }
        return new TestBench(root, Files.createTempDirectory("mutants"));
    }

    /** Tries a mutant, after its test has been green without it. */
    Outcome tryOut(Mutant mutant) throws IOException, InterruptedException {
        String key = mutant.test() + "#" + mutant.method();
        Path nothing = Files.createDirectories(work.resolve("nothing"));
        if (!green.containsKey(key)) {
            green.put(key, run(nothing, mutant) == GREEN);
        }
        if (!green.get(key)) {
            return Outcome.RED_WITHOUT_IT;
        }
        Path folder = work.resolve(mutant.name());
        Path classes = Files.createDirectories(folder.resolve("classes"));
        compile(mutant.apply(root, folder.resolve("source")), module(mutant.file()), classes);
        int status = run(classes, mutant);
        if (status == RED) {
            return Outcome.SEEN;
        }
        return status == GREEN ? Outcome.SURVIVED : Outcome.SEEN_BY_TIME_OUT;
    }

    private String module(Path file) {
        return file.getName(0).toString();
    }

    private void compile(Path source, String module, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter output = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-proc:none", "-nowarn", "--release", "17", "-cp", classPath(module), "-d", classes.toString());
            if (!compiler.getTask(output, files, null, options, null, files.getJavaFileObjects(source))
                    .call()) {
                throw new IllegalStateException("mutant does not compile: source=" + source + "\n" + output);
            }
        }
    }

    /** Runs the test in a JVM of its own, in its module's folder; gives the status, or -1 after too long. */
    private int run(Path first, Mutant mutant) throws IOException, InterruptedException {
        Path testClass = testClass(mutant.test());
        String module = module(root.relativize(testClass));
        Path classes = root.resolve(module).resolve("target/test-classes");
        String name =
                classes.relativize(testClass).toString().replace(".class", "").replace(File.separatorChar, '.');
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                String.join(File.pathSeparator, first.toString(), classPath(module), classPath("system-tests")),
                "io.garrick.checks.OneTest",
                name,
                mutant.method()));
        Process test = new ProcessBuilder(command)
                .directory(root.resolve(module).toFile())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve(mutant.name() + ".log").toFile())
                .start();
        if (!test.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            test.destroyForcibly().waitFor();
            return -1;
        }
        int status = test.exitValue();
        if (status != GREEN && status != RED) {
            throw new IllegalStateException("test cannot be run: test=" + name + "#" + mutant.method() + " log=" + work
                    + "/" + mutant.name() + ".log");
        }
        return status;
    }

    private String classPath(String module) throws IOException {
        Path target = root.resolve(module).resolve("target");
        return String.join(
                File.pathSeparator,
                target.resolve("test-classes").toString(),
                target.resolve("classes").toString(),
                Files.readString(target.resolve("mutants.classpath")).strip());
    }

    private Path testClass(String simpleName) throws IOException {
        for (String module : MODULES) {
            Path classes = root.resolve(module).resolve("target/test-classes");
            if (Files.exists(classes)) {
                try (Stream<Path> files = Files.walk(classes)) {
                    List<Path> found = files.filter(
                                    f -> f.getFileName().toString().equals(simpleName + ".class"))
                            .toList();
                    if (!found.isEmpty()) {
                        return found.get(0);
                    }
                }
            }
        }
        throw new IllegalStateException("there is no such test: name=" + simpleName + " looked=" + MODULES);
    }
}
