package io.garrick.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorSystem;
import io.garrick.actor.CoordinatedShutdown;
import io.garrick.actor.CoordinatedShutdownSettings;
import io.garrick.actor.CoordinatedShutdownSettings.Phase;
import io.garrick.actor.Done;
import io.garrick.actor.SystemSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the end of the JVM does to the systems in it, in a JVM of its own. */
class SigtermTest {

    private static final int TERMINATED_BY_SIGTERM = 128 + 15;

    /** Starts one or two systems with a task each, says so, and does what its argument says. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) throws InterruptedException {
            CoordinatedShutdownSettings settings = CoordinatedShutdownSettings.defaults()
                    .withRunByJvmShutdownHook(!arguments[0].equals("off"))
                    .withExitJvm(arguments[0].equals("exit-jvm"))
                    .withExitCode(7)
                    .withPhase(
                            CoordinatedShutdown.PhaseActorSystemTerminate(),
                            Phase.after(CoordinatedShutdown.PhaseBeforeActorSystemTerminate())
                                    .withTimeout(Duration.ofMinutes(2)));
            ActorSystem system = start("one", settings);
            switch (arguments[0]) {
                case "two" -> start("two", settings);
                case "exit-in-callback" -> {
                    system.registerOnTermination(() -> System.exit(3));
                    system.terminate();
                }
                case "exit-jvm" -> system.terminate();
                case "terminate" -> system.terminate();
                default -> {}
            }
            System.out.println("ready");
            if (arguments[0].equals("exit-jvm")) {
                new CountDownLatch(1).await(); // the JVM would not end by itself
            }
        }

        private static ActorSystem start(String name, CoordinatedShutdownSettings settings) {
            ActorSystem system =
                    ActorSystem.create(name, SystemSettings.defaults().withCoordinatedShutdown(settings));
            CountDownLatch started = new CountDownLatch(1);
            system.actorOf(Puppet.role(new Journal(), "a")
                    .preStart(self -> started.countDown())
                    .postStop(self -> System.out.println(name + " actor stops"))
                    .props());
            CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
            shutdown.addTask(CoordinatedShutdown.PhaseServiceStop(), "task", () -> {
                System.out.println(name + " task");
                return CompletableFuture.completedStage(Done.getInstance());
            });
            shutdown.addJvmShutdownHook(() -> System.out.println(name + " hook"));
            system.registerOnTermination(() -> System.out.println(name + " terminated"));
            try {
                started.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return system;
        }
    }

    private static Process start(Path output, String argument) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        argument)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Whether this operating system can ask a process to end. */
    private static boolean hasSigterm() {
        return ProcessHandle.current().supportsNormalTermination();
    }

    private static int runUntilSigterm(Path output, String argument) throws Exception {
        return run(output, argument, process -> {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> Files.readAllLines(output).contains("ready"));
            process.destroy();
        });
    }

    /** Runs a program to its end; what it has written is in the output. */
    private static int run(Path output, String argument, Consumer<Process> meanwhile) throws Exception {
        Process process = start(output, argument);
        try {
            meanwhile.accept(process);
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), () -> "program does not end: " + argument);
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    @DisplayName(
            "M14 behaviour 22: SIGTERM runs the program's hooks and then the phases, the actors stop, and the JVM waits for all that")
    void sigterm_systemRuns_isShutDown(@TempDir Path directory) throws Exception {
        if (hasSigterm()) {
            assertIsShutDown(directory.resolve("output"));
        }
    }

    @Test
    @Tag("nightly")
    @DisplayName("M14 behaviour 22: SIGTERM shuts a system down twenty times of twenty")
    void sigterm_systemRuns_isShutDownEveryTime(@TempDir Path directory) throws Exception {
        for (int i = 0; i < 20 && hasSigterm(); i++) {
            assertIsShutDown(directory.resolve("output-" + i));
        }
    }

    private static void assertIsShutDown(Path output) throws Exception {
        assertEquals(TERMINATED_BY_SIGTERM, runUntilSigterm(output, "one"));
        assertEquals(
                List.of("ready", "one hook", "one task", "one actor stops", "one terminated"),
                Files.readAllLines(output));
    }

    @Test
    @DisplayName("M14 behaviour 22: SIGTERM shuts down every system of the JVM, each by its own hook")
    void sigterm_twoSystems_areBothShutDown(@TempDir Path directory) throws Exception {
        Path output = directory.resolve("output");

        if (!hasSigterm()) {
            return;
        }
        assertEquals(TERMINATED_BY_SIGTERM, runUntilSigterm(output, "two"));

        List<String> lines = Files.readAllLines(output);
        for (String name : List.of("one", "two")) {
            assertEquals(
                    Stream.of("hook", "task", "actor stops", "terminated")
                            .map(line -> name + " " + line)
                            .toList(),
                    lines.stream().filter(line -> line.startsWith(name)).toList());
        }
    }

    @Test
    @DisplayName("M14 With run-by-jvm-shutdown-hook = off SIGTERM ends the JVM, and the system with it")
    void sigterm_hookIsOff_systemIsNotShutDown(@TempDir Path directory) throws Exception {
        Path output = directory.resolve("output");

        if (!hasSigterm()) {
            return;
        }
        assertEquals(TERMINATED_BY_SIGTERM, runUntilSigterm(output, "off"));

        assertEquals(List.of("ready", "one hook"), Files.readAllLines(output));
    }

    @Test
    @DisplayName("M14 A system that has terminated runs nothing more when the JVM ends; the program's own hooks do")
    void jvmEnds_systemHasTerminated_runsNothingTwice(@TempDir Path directory) throws Exception {
        Path output = directory.resolve("output");

        assertEquals(0, run(output, "terminate", process -> {}));

        List<String> lines = Files.readAllLines(output);
        assertEquals(
                List.of("one task", "one actor stops", "one terminated", "one hook"),
                lines.stream().filter(line -> !line.equals("ready")).toList());
    }

    @Test
    @DisplayName("M14 System.exit in a termination callback ends the JVM at once: the hook has gone by then")
    void exit_inATerminationCallback_isNotWaitedFor(@TempDir Path directory) throws Exception {
        Path output = directory.resolve("output");

        assertEquals(3, run(output, "exit-in-callback", process -> {}));

        assertTrue(Files.readAllLines(output).contains("one actor stops"));
    }

    @Test
    @DisplayName("M14 exit-jvm ends a JVM that would go on, with the exit code, after the system has terminated")
    void exitJvm_othersRun_endsTheJvm(@TempDir Path directory) throws Exception {
        Path output = directory.resolve("output");

        assertEquals(7, run(output, "exit-jvm", process -> {}));

        List<String> lines = Files.readAllLines(output);
        assertEquals(
                List.of("one task", "one actor stops", "one terminated", "one hook"),
                lines.stream().filter(line -> !line.equals("ready")).toList());
    }
}
