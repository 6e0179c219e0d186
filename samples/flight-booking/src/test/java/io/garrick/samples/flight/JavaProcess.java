package io.garrick.samples.flight;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A program in a JVM of its own, in a folder of its own, with the flags of this JVM. */
final class JavaProcess implements AutoCloseable {

    private static final long LONGEST_SECONDS = 100;

    private final Process process;
    private final Path out;
    private final Path err;

    private JavaProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static JavaProcess start(Path folder, Class<?> program, String... arguments) throws IOException {
        Path own = Files.createTempDirectory(folder, program.getSimpleName());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.matches("--(sun-misc|illegal)-.*"))
                .forEach(command::add);
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(program.getName());
        command.addAll(List.of(arguments));
        Path out = own.resolve("out.txt");
        Path err = own.resolve("err.txt");
        Process process = new ProcessBuilder(command)
                .directory(own.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new JavaProcess(process, out, err);
    }

    /** The first group of a pattern, when it has appeared on standard output. */
    String awaitOutput(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        Awaitility.await()
                .atMost(LONGEST_SECONDS, TimeUnit.SECONDS)
                .until(() -> wanted.matcher(out() + err()).find() || !process.isAlive());
        Matcher found = wanted.matcher(out() + err());
        if (!found.find()) {
            throw new AssertionError("not printed: pattern=" + pattern + " out=" + out() + " err=" + err());
        }
        return found.group(1);
    }

    /** Ctrl-C. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    ProgramOutput awaitEnd() throws InterruptedException {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running: out=" + out() + " err=" + err());
        }
        return new ProgramOutput(process.exitValue(), out(), err());
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    @Override
    public void close() {
        kill();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
