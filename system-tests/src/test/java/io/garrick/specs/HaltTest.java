package io.garrick.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.OnFatal;
import io.garrick.actor.SystemSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The setting that ends the JVM, in one of its own. */
class HaltTest {

    /** Has an actor run out of memory, so to speak. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            Path hook = Path.of(arguments[0]);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    Files.createFile(hook);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }));
            ActorSystem system =
                    ActorSystem.create("halt", SystemSettings.defaults().withOnFatal(OnFatal.HALT_JVM));
            ActorRef actor = system.actorOf(Puppet.of(new Journal(), "a"), "a");
            Puppet.tell(actor, self -> {
                throw new OutOfMemoryError("thrown by a test");
            });
        }
    }

    @Test
    @DisplayName("S08 With on-fatal = halt-jvm an OutOfMemoryError is reported and ends the JVM at once, without hooks")
    void outOfMemory_haltJvm_jvmEndsAtOnce(@TempDir Path directory) throws Exception {
        Path hook = directory.resolve("hook");
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        hook.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "program does not end");
        String log = Files.readString(output);
        assertEquals(255, process.exitValue(), log);
        assertFalse(Files.exists(hook), log);
        assertTrue(log.contains("fatal error") && log.contains("/user/a#"), log);
    }
}
