package io.garrick.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.CoordinatedShutdown;
import io.garrick.actor.CoordinatedShutdownSettings;
import io.garrick.actor.Done;
import io.garrick.actor.Props;
import io.garrick.actor.SystemSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is told to end while requests come in, in a JVM of its own. A request is <em>accepted</em> when the server has said so; it says so only after it has told an actor of it. The
 * first task closes the door: what comes after it is refused. The next one drains: it is done when every actor has handled a message that was sent after the last accepted request. So every
 * request that was accepted is handled before the JVM has ended, in spite of {@code terminate()}, which drains nothing.
 */
class DrainTest {

    /** Reads requests, numbers, from its input; says what becomes of each. */
    static final class Server {

        private static final int WORKERS = 4;

        /** Requests that the door has not seen yet, at most. */
        private static final Semaphore ROOM = new Semaphore(1000);

        private Server() {}

        public static void main(String[] arguments) throws Exception {
            ActorSystem system = ActorSystem.create(
                    "server",
                    SystemSettings.defaults()
                            .withCoordinatedShutdown(CoordinatedShutdownSettings.defaults()
                                    .withDefaultPhaseTimeout(Duration.ofMinutes(1))));
            ActorRef door = system.actorOf(Props.create(Door.class, Door::new), "door");
            CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
            shutdown.addTask(CoordinatedShutdown.PhaseServiceUnbind(), "close the door", () -> {
                Close close = new Close(new CompletableFuture<>());
                door.tell(close, ActorRef.noSender());
                return close.closed;
            });
            shutdown.addTask(CoordinatedShutdown.PhaseServiceRequestsDone(), "drain", () -> {
                Drain drain = new Drain(new ArrayList<>());
                for (int i = 0; i < WORKERS; i++) {
                    drain.drained.add(new CompletableFuture<>());
                }
                door.tell(drain, ActorRef.noSender());
                return all(drain.drained);
            });
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                ROOM.acquire();
                door.tell(Integer.valueOf(line), ActorRef.noSender());
            }
        }

        private static CompletionStage<Done> all(Collection<CompletableFuture<Done>> futures) {
            return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new))
                    .thenApply(done -> Done.getInstance());
        }

        record Close(CompletableFuture<Done> closed) {}

        record Drain(List<CompletableFuture<Done>> drained) {}

        /** Takes requests in and hands them to the workers. */
        static final class Door extends AbstractActor {
            private final List<ActorRef> workers = new ArrayList<>();
            private boolean open = true;

            @Override
            public void preStart() {
                for (int i = 0; i < WORKERS; i++) {
                    workers.add(getContext().actorOf(Props.create(Worker.class, Worker::new)));
                }
            }

            @Override
            public Receive createReceive() {
                return receiveBuilder()
                        .match(Integer.class, this::request)
                        .match(Close.class, close -> {
                            open = false;
                            System.out.println("closed");
                            close.closed.complete(Done.getInstance());
                        })
                        .match(Drain.class, drain -> {
                            for (int i = 0; i < WORKERS; i++) {
                                workers.get(i).tell(drain.drained.get(i), getSelf());
                            }
                        })
                        .build();
            }

            private void request(Integer id) {
                ROOM.release();
                if (open) {
                    workers.get(id % WORKERS).tell(id, getSelf());
                    System.out.println("accepted " + id);
                } else {
                    System.out.println("refused " + id);
                }
            }
        }

        /** Takes its time over each request, so that some wait. */
        static final class Worker extends AbstractActor {
            private static final long WORK_NANOS = 300_000;

            @Override
            public Receive createReceive() {
                return receiveBuilder()
                        .match(Integer.class, this::handle)
                        .match(CompletableFuture.class, this::drained)
                        .build();
            }

            private void handle(Integer id) {
                long end = System.nanoTime() + WORK_NANOS;
                while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
                System.out.println("handled " + id);
            }

            @SuppressWarnings("unchecked") // the door sends no other
            private void drained(CompletableFuture<?> drained) {
                ((CompletableFuture<Done>) drained).complete(Done.getInstance());
            }
        }
    }

    /** Sends requests until the server has ended. */
    private static void send(Process server) {
        try (Writer out = new OutputStreamWriter(server.getOutputStream(), StandardCharsets.US_ASCII)) {
            for (int id = 0; ; id++) {
                out.write(id + "\n");
                if (id % 10 == 0) {
                    out.flush();
                }
            }
        } catch (IOException serverHasEnded) {
            // as it is to
        }
    }

    private static TreeSet<Integer> numbers(List<String> lines, String what) {
        TreeSet<Integer> found = new TreeSet<>();
        lines.stream()
                .filter(line -> line.startsWith(what + " "))
                .forEach(line -> assertTrue(found.add(Integer.valueOf(line.substring(what.length() + 1))), line));
        return found;
    }

    private static long count(Path output, String what) {
        try {
            return Files.readAllLines(output).stream()
                    .filter(line -> line.startsWith(what))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName(
            "M14 behaviour 22: SIGTERM under load: every request that was accepted is handled before the JVM has ended, once")
    void sigterm_underLoad_losesNothingThatWasAccepted(@TempDir Path directory) throws Exception {
        if (!ProcessHandle.current().supportsNormalTermination()) {
            return; // this system has no SIGTERM
        }
        Path output = directory.resolve("output");
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Server.class.getName())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Thread sender = new Thread(() -> send(server));
        try {
            sender.start();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> count(output, "handled") > 200);
            server.toHandle().destroy(); // and not its streams
            assertTrue(server.waitFor(60, TimeUnit.SECONDS), "server does not end");
        } finally {
            server.destroyForcibly();
            sender.join();
        }
        List<String> lines = Files.readAllLines(output);
        TreeSet<Integer> accepted = numbers(lines, "accepted");
        assertEquals(143, server.exitValue());
        assertEquals(accepted, numbers(lines, "handled"));
        int closed = lines.indexOf("closed");
        assertTrue(closed > 0, "the door was not closed");
        assertEquals(
                0,
                lines.subList(closed, lines.size()).stream()
                        .filter(line -> line.startsWith("accepted"))
                        .count());
        assertTrue(
                lines.subList(closed, lines.size()).stream().anyMatch(line -> line.startsWith("handled")),
                "nothing was waiting, so nothing could be lost");
    }
}
