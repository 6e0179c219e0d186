package io.garrick.dispatch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs jcstress tests in a JVM of their own. */
final class Jcstress {

    private Jcstress() {}

    /** What became of a run. */
    record Verdict(boolean passed, boolean foundForbidden, String output) {}

    /**
     * Runs the tests whose names match.
     *
     * @param before class path entries that go before those of this JVM
     * @param tests a regular expression
     * @param folder for the report
     * @param millis how long each iteration of each test takes
     */
    static Verdict run(List<Path> before, String tests, Path folder, int millis)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        StringBuilder classPath = new StringBuilder();
        before.forEach(entry -> classPath.append(entry.toAbsolutePath()).append(File.pathSeparator));
        classPath.append(System.getProperty("java.class.path"));
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath.toString(),
                        "org.openjdk.jcstress.Main",
                        "-t",
                        tests,
                        "-jvmArgs",
                        "-XX:+UseSerialGC",
                        "-sc",
                        "false",
                        "-af",
                        "NONE",
                        "-f",
                        "1",
                        "-iters",
                        "2",
                        "-time",
                        Integer.toString(millis),
                        "-r",
                        folder.resolve("report").toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int exit = process.waitFor();
        String text = Files.readString(output);
        if (!text.contains("RUN RESULTS") || text.contains("(Results: 0 planned")) {
            throw new IllegalStateException("jcstress has run nothing: tests=" + tests + "\n" + text);
        }
        return new Verdict(exit == 0, text.contains("Observed forbidden state"), text);
    }
}
