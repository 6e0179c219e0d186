package io.garrick.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.actor.SystemSettings;
import io.garrick.dispatch.DispatcherSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that starts a system and leaves its main method, in a JVM of its own. */
class JvmLifeTest {

    private static final Duration LATER = Duration.ofMillis(500);

    /** Takes the settings' kind as its argument; says when main is left, and when something happens after that. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) {
            boolean daemonic = arguments[0].equals("daemonic");
            ActorSystem system = ActorSystem.create(
                    "life",
                    SystemSettings.defaults()
                            .withDaemonic(daemonic)
                            .withDispatcher(DispatcherSettings.of("pinned").withKind(DispatcherSettings.Kind.PINNED)));
            system.actorOf(Props.empty().withDispatcher("pinned"));
            system.scheduler()
                    .scheduleOnce(
                            daemonic ? LATER.multipliedBy(10) : LATER,
                            () -> {
                                System.out.println("alive");
                                system.terminate();
                            },
                            system.dispatcher());
            system.registerOnTermination(() -> System.out.println("terminated"));
            System.out.println("main is left");
        }
    }

    private static List<String> run(Path directory, String argument) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        argument)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean ended = process.waitFor(30, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertTrue(ended, "program does not end");
        return Files.readAllLines(output);
    }

    @Test
    @DisplayName("M14 A running system keeps the JVM alive, and a terminated one does not")
    void system_runsWhenMainIsLeft_keepsTheJvmAlive(@TempDir Path directory) throws Exception {
        assertEquals(List.of("main is left", "alive", "terminated"), run(directory, "usual"));
    }

    @Test
    @DisplayName("M14 A daemonic system does not keep the JVM alive, whatever dispatchers it has")
    void system_daemonic_letsTheJvmEnd(@TempDir Path directory) throws Exception {
        assertEquals(List.of("main is left"), run(directory, "daemonic"));
    }
}
