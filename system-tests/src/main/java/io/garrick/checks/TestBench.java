package io.garrick.checks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Runs single tests, each time in a JVM of their own: with the code as it is, or with one file changed. What was changed is compiled into a copy of the module's
 * classes that takes their place on the class path, so no source and no class of the project is touched, and what looks at the whole module finds it whole.
 */
final class TestBench {

    private static final List<String> MODULES = List.of(
            "dispatcher", "supervision", "runtime", "patterns", "serialization", "remoting", "testkit", "system-tests");

    private static final String CLASS_PATH = "target/mutants/classpath";
    private static final int PATIENCE_SECONDS = 120;

    /** How often a test may overlook a mutant before that counts: some can be seen only when threads meet in the right moment. */
    static final int TRIES = 5;

    private final Path root;
    private final Path work;
    private final Map<String, Trial> unchanged = new HashMap<>();

    private TestBench(Path root) {
        this.root = root;
        this.work = root.resolve("system-tests/target/mutants");
    }

    /** What became of a mutant. */
    enum Outcome {
        SEEN("killed"),
        SEEN_BY_TIME_OUT("killed, by time-out,"),
        SURVIVED("SURVIVED, overlooked"),
        RED_WITHOUT_IT("BROKEN, its test is not green without it,"),
        BROKEN("BROKEN, cannot be judged");

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

    /**
     * An outcome and why.
     *
     * @param reason may be empty
     */
    record Trial(Outcome outcome, String reason) {

        static Trial broken(String reason) {
            return new Trial(Outcome.BROKEN, reason);
        }

        /** Of a line that the tests' JVM wrote. */
        static Trial of(String line) {
            int blank = line.indexOf(' ');
            return switch (blank < 0 ? line : line.substring(0, blank)) {
                case "green" -> new Trial(Outcome.SURVIVED, "");
                case "red" -> new Trial(Outcome.SEEN, line.substring(blank + 1));
                default -> broken(line);
            };
        }
    }

    static TestBench in(Path root) {
        return new TestBench(root);
    }

    /** The project whose classes these are. */
    static Path projectFolder() {
        try {
            Path classes = Path.of(TestBench.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return classes.resolve("../../..").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    Path mutants() {
        return root.resolve("system-tests/mutants");
    }

    /** Compiles the tests of all modules and asks for their class paths, once. */
    void build() throws IOException, InterruptedException {
        ProcessBuilder maven = new ProcessBuilder(
                        System.getProperty("os.name").startsWith("Windows") ? "mvn.cmd" : "mvn",
                        "-B",
                        "-q",
                        "-ntp",
                        "-Dstyle.color=never",
                        "-Denforcer.skip=true",
                        "-Dmdep.includeScope=test",
                        "-Dmdep.outputFile=" + CLASS_PATH,
                        "-pl",
                        String.join(",", MODULES),
                        "-am",
                        "test-compile",
                        "dependency:build-classpath")
                .directory(root.toFile())
                .redirectErrorStream(true);
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = maven.start();
        try (BufferedReader output = process.inputReader()) {
            output.lines().filter(line -> !line.isBlank()).forEach(System.err::println);
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("tests cannot be built: status=" + process.exitValue());
        }
    }

    /** Runs the tests of these mutants without them, all of a module in one JVM. */
    void runUnchanged(List<Mutant> mutants) throws IOException, InterruptedException {
        Map<String, Set<Mutant>> byModule = new TreeMap<>();
        Set<String> known = new LinkedHashSet<>();
        for (Mutant mutant : mutants) {
            List<Path> classes = testClasses(mutant.test());
            if (classes.size() == 1 && known.add(mutant.caughtBy())) {
                byModule.computeIfAbsent(module(classes.get(0)), module -> new LinkedHashSet<>())
                        .add(mutant);
            }
        }
        for (Map.Entry<String, Set<Mutant>> module : byModule.entrySet()) {
            List<Mutant> all = List.copyOf(module.getValue());
            List<String> tests = new ArrayList<>();
            for (Mutant mutant : all) {
                tests.add(selector(mutant));
            }
            List<Trial> trials =
                    run(fresh("unchanged-" + module.getKey()), module.getKey(), classPath(module.getKey()), tests);
            for (int i = 0; i < all.size(); i++) {
                unchanged.put(all.get(i).caughtBy(), trials.get(i));
            }
        }
    }

    /** Runs a mutant's test with it. */
    Trial tryOut(Mutant mutant) throws IOException, InterruptedException {
        Trial without = unchanged.get(mutant.caughtBy());
        if (without == null) {
            return Trial.broken("there must be one test class of that name: found=" + testClasses(mutant.test()));
        }
        if (without.outcome() != Outcome.SURVIVED) {
            return new Trial(Outcome.RED_WITHOUT_IT, without.reason());
        }
        String module = module(testClasses(mutant.test()).get(0));
        List<Path> classPath = classPath(module);
        Path original = root.resolve(mutant.module()).resolve("target/classes");
        int place = classPath.indexOf(original);
        if (place < 0) {
            return Trial.broken("its test does not see what it changes: file=" + mutant.file());
        }
        Path folder = fresh(mutant.name());
        // Apart at first: beside a module's description javac would want a module path.
        Path compiled = Files.createDirectories(folder.resolve("compiled"));
        try {
            compile(mutant.apply(root, folder.resolve("source")), classPath, compiled);
        } catch (IllegalArgumentException unfit) {
            return Trial.broken(String.valueOf(unfit.getMessage()));
        }
        Path classes = folder.resolve("classes");
        copy(original, classes);
        copy(compiled, classes);
        classPath.set(place, classes);
        List<String> test = List.of(selector(mutant));
        Trial trial = untilSeen(() -> run(folder, module, classPath, test).get(0));
        delete(classes);
        return trial;
    }

    /** One run of a mutant's test. */
    interface Run {
        Trial perform() throws IOException, InterruptedException;
    }

    /** Runs a test until it sees the mutant, or has overlooked it often enough. */
    static Trial untilSeen(Run test) throws IOException, InterruptedException {
        Trial trial = test.perform();
        int tries = 1;
        while (trial.outcome() == Outcome.SURVIVED && tries < TRIES) {
            trial = test.perform();
            tries++;
        }
        return tries == 1 ? trial : new Trial(trial.outcome(), ("try " + tries + " " + trial.reason()).strip());
    }

    private static void compile(Path source, List<Path> classPath, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter output = new StringWriter();
        List<String> options = List.of(
                "-proc:none", "-nowarn", "-g", "--release", "17", "-cp", joined(classPath), "-d", classes.toString());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            if (!compiler.getTask(output, files, null, options, null, files.getJavaFileObjects(source))
                    .call()) {
                throw new IllegalArgumentException(
                        "it does not compile:\n" + output.toString().strip());
            }
        }
    }

    /** Runs tests in their module's folder; one answer each. */
    private List<Trial> run(Path folder, String module, List<Path> classPath, List<String> tests)
            throws IOException, InterruptedException {
        Path results = folder.resolve("results");
        Files.deleteIfExists(results);
        Path output = folder.resolve("output.txt");
        List<Path> entries = new ArrayList<>(classPath);
        classPath("system-tests").stream()
                .filter(e -> !isOfTheBuild(e) || e.endsWith("test-classes"))
                .forEach(entries::add);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                "-cp",
                joined(entries),
                "io.garrick.checks.TestRun",
                results.toString()));
        command.addAll(tests);
        Process process = new ProcessBuilder(command)
                .directory(root.resolve(module).toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor((long) PATIENCE_SECONDS * tests.size(), TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        delete(folder.resolve("tmp"));
        List<Trial> trials = new ArrayList<>();
        if (Files.exists(results)) {
            Files.readAllLines(results).forEach(line -> trials.add(Trial.of(line)));
        }
        while (trials.size() < tests.size()) {
            trials.add(
                    ended
                            ? Trial.broken(
                                    "its JVM ended without a word: status=" + process.exitValue() + " output=" + output)
                            : new Trial(Outcome.SEEN_BY_TIME_OUT, "not ended after " + PATIENCE_SECONDS + " s"));
        }
        return trials;
    }

    private boolean isOfTheBuild(Path entry) {
        return entry.startsWith(root);
    }

    private List<Path> classPath(String module) throws IOException {
        Path folder = root.resolve(module);
        String libraries = Files.readString(folder.resolve(CLASS_PATH)).strip();
        List<Path> entries =
                new ArrayList<>(List.of(folder.resolve("target/test-classes"), folder.resolve("target/classes")));
        Stream.of(libraries.split(File.pathSeparator)).map(Path::of).forEach(entries::add);
        return entries;
    }

    private String selector(Mutant mutant) throws IOException {
        Path file = testClasses(mutant.test()).get(0);
        Path folder = root.resolve(module(file)).resolve("target/test-classes");
        String name =
                folder.relativize(file).toString().replaceFirst("\\.class$", "").replace(File.separatorChar, '.');
        return name + "#" + mutant.method();
    }

    private String module(Path testClass) {
        return root.relativize(testClass).getName(0).toString();
    }

    private List<Path> testClasses(String simpleName) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String module : MODULES) {
            Path classes = root.resolve(module).resolve("target/test-classes");
            if (Files.exists(classes)) {
                try (Stream<Path> files = Files.walk(classes)) {
                    files.filter(f -> f.getFileName().toString().equals(simpleName + ".class"))
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    private Path fresh(String name) throws IOException {
        Path folder = work.resolve(name);
        delete(folder);
        return Files.createDirectories(folder);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static String joined(List<Path> entries) {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
