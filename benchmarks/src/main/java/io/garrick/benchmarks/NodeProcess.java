package io.garrick.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A {@link RemoteNode} that runs. One thread. */
final class NodeProcess implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 90;
    private static final int LINES_KEPT = 12;
    private static final String END = "";

    /** The same for all contenders. Pekko's buffers are Agrona's, which want the package that is opened here. */
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseG1GC",
            "-Xms1g",
            "-Xmx1g",
            "-XX:+AlwaysPreTouch",
            "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "-Dslf4j.internal.verbosity=ERROR");

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Deque<String> last = new ArrayDeque<>();
    private final Fields setup;
    private final String address;

    /** Starts a process with a contender, and waits until that listens. */
    NodeProcess(String contender, List<String> furtherOptions) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(OPTIONS);
        command.addAll(furtherOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), RemoteNode.class.getName(), contender));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread reader = new Thread(this::read, "reads " + process.pid());
        reader.setDaemon(true);
        reader.start();
        setup = Fields.parse(await("setup "));
        address = await("ready ");
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException | UncheckedIOException ended) {
            // It was killed while it spoke.
        }
        lines.add(END);
    }

    Fields setup() {
        return setup;
    }

    String address() {
        return address;
    }

    void send(String line) throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
    }

    /** Waits for the next line that begins so; what comes after that. */
    String await(String prefix) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            String line = lines.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (line == null || line.equals(END) && !process.isAlive()) {
                close();
                throw new IllegalStateException("process has not said what was expected: prefix=" + prefix + " seconds="
                        + PATIENCE_SECONDS + " last=" + last);
            }
            if (line.startsWith(RemoteNode.MARK + prefix)) {
                return line.substring(RemoteNode.MARK.length() + prefix.length());
            }
            last.add(line);
            if (last.size() > LINES_KEPT) {
                last.remove();
            }
        }
    }

    /** The end of its input is its end; so it can still write what a profiler has found. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
