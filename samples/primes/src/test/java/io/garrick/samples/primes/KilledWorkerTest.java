package io.garrick.samples.primes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Master and workers, each a process. */
@Tag("nightly")
@Timeout(300)
class KilledWorkerTest {

    private static final Pattern COMMAND = Pattern.compile("worker --master (127\\.0\\.0\\.1:\\d+)");

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(process -> process.destroyForcibly().onExit().join());
    }

    private Process start(String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Primes.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name).toFile())
                .start();
        started.add(process);
        return process;
    }

    private String said(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private void await(String name, String text) {
        Awaitility.await().atMost(100, TimeUnit.SECONDS).until(() -> said(name).contains(text));
    }

    private int code(Process process) throws InterruptedException {
        assertTrue(process.waitFor(100, TimeUnit.SECONDS));
        return process.exitValue();
    }

    @Test
    @DisplayName(
            "primes: kill -9 of one of two nodes of workers: its ranges are counted by the other, and the sum is right")
    void worker_killed_sumIsRight() throws Exception {
        Process master = start("master", "--to", "6000000", "--port", "0", "--workers", "0", "--nodes", "2");
        await("master", "worker --master");
        Matcher command = COMMAND.matcher(said("master"));
        assertTrue(command.find());
        Process victim = start("victim", "worker", "--workers", "2", "--master", command.group(1));
        Process survivor = start("survivor", "worker", "--workers", "1", "--master", command.group(1));
        await("victim", "counted range");
        victim.destroyForcibly().onExit().join();

        assertEquals(0, code(master), said("master"));
        assertEquals(0, code(survivor), said("survivor"));
        String said = said("master");
        assertTrue(said.contains("primes from 1 to 6000000: 412849"), said);
        assertTrue(said.contains("ranges counted again after an end: 2"), said);
        assertTrue(said("survivor").contains("the master has all that it wanted"), said("survivor"));
    }
}
