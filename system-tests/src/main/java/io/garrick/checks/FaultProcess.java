package io.garrick.checks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A {@link FaultNode} that runs, and what it has said so far. Any thread. */
final class FaultProcess implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private final Process process;
    private final String ear;

    /** Guards itself. */
    private final List<Line> lines = new ArrayList<>();

    /** Something that the node has said, and when that was read. */
    record Line(String text, long nanos) {}

    /** Starts a node that others reach at this place, and waits until it listens. */
    FaultProcess(FaultNetwork.Place place) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(place.prefix());
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty("java.class.path"),
                FaultNode.class.getName(),
                "node" + place.port(),
                place.host(),
                String.valueOf(place.port())));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread reader = new Thread(this::read, "reads " + process.pid());
        reader.setDaemon(true);
        reader.start();
        ear = await("ready ", 1).text().substring("ready ".length());
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String text = output.readLine(); text != null; text = output.readLine()) {
                synchronized (lines) {
                    lines.add(new Line(text, System.nanoTime()));
                    lines.notifyAll();
                }
            }
        } catch (IOException | UncheckedIOException ended) {
            // It was killed while it spoke; what it has said is known.
        }
    }

    /** Path of its actor. */
    String ear() {
        return ear;
    }

    void send(String line) {
        try {
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(line)
                    .append('\n')
                    .flush();
        } catch (IOException ended) {
            throw new IllegalStateException("node does not listen to its input: " + this, ended);
        }
    }

    /** Those that begin so, in order. */
    List<Line> said(String prefix) {
        synchronized (lines) {
            return lines.stream()
                    .filter(line -> line.text().startsWith(FaultNode.MARK + prefix))
                    .map(line -> new Line(line.text().substring(FaultNode.MARK.length()), line.nanos()))
                    .toList();
        }
    }

    /** Waits until the node has said so many that begin so; the last of these. */
    Line await(String prefix, int count) throws InterruptedException {
        if (!awaits(prefix, count, PATIENCE_SECONDS)) {
            throw new IllegalStateException("node has not said what was expected: prefix=" + prefix + " found="
                    + said(prefix).size() + " wanted=" + count + " seconds=" + PATIENCE_SECONDS + " " + this);
        }
        return said(prefix).get(count - 1);
    }

    /** Waits, not longer than this; whether the node has said so many that begin so. */
    boolean awaits(String prefix, int count, double seconds) throws InterruptedException {
        long deadline = System.nanoTime() + (long) (seconds * 1e9);
        synchronized (lines) {
            while (said(prefix).size() < count) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(lines, left);
            }
            return true;
        }
    }

    /** Sends it a signal by its name, such as STOP. */
    void signal(String name) throws IOException, InterruptedException {
        FaultNetwork.run(List.of("sh", "-c", "kill -" + name + " " + process.pid()));
    }

    /** As {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
    }

    /** Waits until the machine has forgotten it. */
    void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    @Override
    public void close() {
        kill();
    }

    @Override
    public String toString() {
        synchronized (lines) {
            List<String> last = lines.subList(Math.max(0, lines.size() - 12), lines.size()).stream()
                    .map(Line::text)
                    .toList();
            return String.format(Locale.ROOT, "pid=%d alive=%s said=%s", process.pid(), process.isAlive(), last);
        }
    }
}
