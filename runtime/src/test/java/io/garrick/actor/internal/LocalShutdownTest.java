package io.garrick.actor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorSystem;
import io.garrick.actor.Cancellable;
import io.garrick.actor.CoordinatedShutdown;
import io.garrick.actor.CoordinatedShutdownSettings;
import io.garrick.actor.Done;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.spi.SystemServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** The shutdown and the JVM, with a JVM of the test's own; the real one is in system-tests. */
class LocalShutdownTest {

    private static final String PHASE = CoordinatedShutdown.PhaseServiceStop();

    /** What a JVM knows of its systems. */
    private static final class Jvm {
        final List<Runnable> hooks = new CopyOnWriteArrayList<>();
        final List<Integer> exits = new CopyOnWriteArrayList<>();
        private volatile boolean ending;

        ActorSystem system(UnaryOperator<SystemSettings> change) {
            SystemSettings settings = change.apply(SystemSettings.defaults());
            return ActorSystem.create(
                    "hooked",
                    settings.withPlatform((name, of) -> new PlatformOver(DefaultPlatform.FACTORY.create(name, of)) {
                        @Override
                        public Optional<Runnable> whenJvmEnds(Runnable task) {
                            if (ending) {
                                return Optional.empty();
                            }
                            hooks.add(task);
                            return Optional.of(() -> hooks.remove(task));
                        }

                        @Override
                        public void exitJvm(int status) {
                            exits.add(status);
                        }
                    }));
        }

        void end() {
            ending = true;
            hooks.forEach(Runnable::run);
        }
    }

    private final Jvm jvm = new Jvm();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private static UnaryOperator<SystemSettings> shutdown(UnaryOperator<CoordinatedShutdownSettings> change) {
        return settings -> settings.withCoordinatedShutdown(change.apply(settings.coordinatedShutdown()));
    }

    private CompletionStage<Done> write(String line) {
        lines.add(line);
        return CompletableFuture.completedStage(Done.getInstance());
    }

    private static boolean hasEnded(ActorSystem system) {
        return system.whenTerminated().toCompletableFuture().isDone();
    }

    @Test
    @DisplayName(
            "M14 A system has one hook in the JVM while it runs, however many tasks; none is left when it has terminated")
    void hook_isOneAndGoesWithTheSystem() {
        List<ActorSystem> systems = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            ActorSystem system = jvm.system(settings -> settings);
            systems.add(system);
            CoordinatedShutdown.get(system).addTask(PHASE, "one", () -> write("task"));
            CoordinatedShutdown.get(system).addTask(PHASE, "two", () -> write("task"));
            assertEquals(i, jvm.hooks.size());
        }
        systems.get(1).close();
        assertEquals(2, jvm.hooks.size());
        systems.forEach(ActorSystem::close);
        assertEquals(List.of(), jvm.hooks);
    }

    @Test
    @DisplayName("M14 With run-by-jvm-shutdown-hook = off the JVM is left alone")
    void hook_off_isNotThere() {
        try (ActorSystem system = jvm.system(shutdown(settings -> settings.withRunByJvmShutdownHook(false)))) {
            CoordinatedShutdown.get(system).addTask(PHASE, "task", () -> write("task"));
            assertEquals(List.of(), jvm.hooks);
            jvm.end();
            assertEquals(List.of(), lines);
            assertFalse(hasEnded(system));
        }
    }

    @Test
    @DisplayName("M14 The end of the JVM does not wait for a daemonic system, unless it has tasks")
    void hook_daemonic_isThereWithTheFirstTask() {
        try (ActorSystem system = jvm.system(settings -> settings.withDaemonic(true))) {
            assertEquals(List.of(), jvm.hooks);
            CoordinatedShutdown.get(system).addTask(PHASE, "task", () -> write("task"));
            assertEquals(1, jvm.hooks.size());
        }
        assertEquals(List.of(), jvm.hooks);
    }

    @Test
    @DisplayName("M14 22. The JVM waits until the phases have run and the system has terminated, once")
    void jvmEnds_systemRuns_isShutDownOnce() {
        ActorSystem system = jvm.system(settings -> settings);
        CoordinatedShutdown.get(system).addTask(PHASE, "task", () -> write("task"));
        system.registerOnTermination(() -> lines.add("terminated"));
        jvm.end();
        assertTrue(hasEnded(system));
        system.close();
        assertEquals(List.of("task", "terminated"), lines);
        assertEquals(
                Optional.of(CoordinatedShutdown.jvmExitReason()),
                CoordinatedShutdown.get(system).getShutdownReason());
    }

    @Test
    @DisplayName("M14 22. When terminate() has begun already the JVM waits for that")
    void jvmEnds_terminationUnderWay_isWaitedFor() throws Exception {
        ActorSystem system = jvm.system(settings -> settings);
        CompletableFuture<Done> until = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(1);
        CoordinatedShutdown.get(system).addTask(PHASE, "task", () -> {
            begun.countDown();
            return until;
        });
        system.terminate();
        assertTrue(begun.await(10, TimeUnit.SECONDS));
        Thread end = new Thread(() -> {
            jvm.end();
            lines.add("JVM has ended");
        });
        end.start();
        end.join(300);
        assertEquals(List.of(), lines);
        until.complete(Done.getInstance());
        end.join(10_000);
        assertEquals(List.of("JVM has ended"), lines);
        assertTrue(hasEnded(system));
    }

    @Test
    @DisplayName("M14 A failed run does not keep the end of the JVM from stopping the actors")
    void jvmEnds_runFails_actorsStop() {
        ActorSystem system = jvm.system(shutdown(settings -> settings.withPhase(
                PHASE,
                CoordinatedShutdownSettings.Phase.after()
                        .withTimeout(Duration.ofMillis(100))
                        .withRecover(false))));
        CoordinatedShutdown.get(system).addTask(PHASE, "hangs", CompletableFuture::new);
        jvm.end();
        assertTrue(hasEnded(system));
    }

    @Test
    @DisplayName("M14 An actor that does not stop holds the JVM up for the time-out of the last phase and not for ever")
    void jvmEnds_actorDoesNotStop_isNotWaitedForForEver() throws Exception {
        ActorSystem system = jvm.system(shutdown(settings -> settings.withPhase(
                CoordinatedShutdown.PhaseActorSystemTerminate(),
                CoordinatedShutdownSettings.Phase.after().withTimeout(Duration.ofMillis(200)))));
        CountDownLatch until = new CountDownLatch(1);
        Scripted.occupy(system.actorOf(Scripted.props()), until);
        jvm.end();
        assertFalse(hasEnded(system));
        until.countDown();
        system.close();
    }

    @Test
    @DisplayName(
            "M14 The program's hooks run before the shutdown, in order, but for those taken back; one that throws keeps nobody waiting")
    void jvmEnds_programsHooks_runFirst() {
        ActorSystem system = jvm.system(settings -> settings);
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
        shutdown.addTask(PHASE, "task", () -> write("task"));
        shutdown.addJvmShutdownHook(() -> lines.add("one"));
        Cancellable gone = shutdown.addCancellableJvmShutdownHook(() -> lines.add("gone"));
        shutdown.addJvmShutdownHook(() -> {
            throw new IllegalStateException("thrown");
        });
        shutdown.addJvmShutdownHook(() -> lines.add("two"));
        assertTrue(gone.cancel());
        assertFalse(gone.cancel());
        assertTrue(gone.isCancelled());
        assertEquals(1, jvm.hooks.size());
        jvm.end();
        assertEquals(List.of("one", "two", "task"), lines);
        assertTrue(hasEnded(system));
        assertTrue(shutdown.addCancellableJvmShutdownHook(() -> {}).isCancelled());
    }

    @Test
    @DisplayName(
            "M14 A hook of the program that closes the system runs the phases, once, and waits for nothing afterwards")
    void jvmEnds_programsHookCloses_isShutDownOnce() {
        ActorSystem system = jvm.system(settings -> settings);
        CoordinatedShutdown.get(system).addTask(PHASE, "task", () -> write("task"));
        CoordinatedShutdown.get(system).addJvmShutdownHook(system::close);
        jvm.end();
        assertEquals(List.of("task"), lines);
        assertEquals(
                Optional.of(CoordinatedShutdown.actorSystemTerminateReason()),
                CoordinatedShutdown.get(system).getShutdownReason());
    }

    @Test
    @DisplayName("M14 An error of the virtual machine in a task is reported as a fatal one, with phase and task")
    void task_throwsFatalError_isReported() {
        ActorSystem system = jvm.system(settings -> settings);
        SystemServices.of(system).addLogListener(Level.ERROR, event -> lines.add(event.message()));
        CoordinatedShutdown.get(system).addTask(PHASE, "task", () -> {
            throw new OutOfMemoryError("thrown by a test");
        });
        system.close();
        assertEquals(2, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith("shutdown task failed: phase=service-stop task=task"), lines::toString);
        assertTrue(lines.get(1).startsWith("fatal error"), lines::toString);
    }

    @Test
    @DisplayName("M14 The program's hooks stay when the system has terminated, until they are taken back")
    void programsHook_systemHasTerminated_stays() {
        ActorSystem system = jvm.system(shutdown(settings -> settings.withRunByJvmShutdownHook(false)));
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
        Cancellable gone = shutdown.addCancellableJvmShutdownHook(() -> lines.add("gone"));
        shutdown.addTask(PHASE, "task", () -> write("task"));
        system.close();
        assertEquals(1, jvm.hooks.size());
        assertTrue(gone.cancel());
        assertEquals(List.of(), jvm.hooks);
        shutdown.addJvmShutdownHook(() -> lines.add("hook"));
        jvm.end();
        assertEquals(List.of("task", "hook"), lines);
    }

    @Test
    @DisplayName(
            "M14 With exit-jvm the JVM is ended once, after the system has terminated, with the exit code; also without tasks")
    void exitJvm_afterTermination_once() {
        UnaryOperator<SystemSettings> exits =
                shutdown(settings -> settings.withExitJvm(true).withExitCode(7));
        jvm.system(exits).close();
        assertEquals(List.of(7), jvm.exits);
        ActorSystem system = jvm.system(exits);
        CoordinatedShutdown.get(system).addTask(PHASE, "task", () -> write("task"));
        system.registerOnTermination(() -> assertEquals(1, jvm.exits.size()));
        system.close();
        assertEquals(List.of(7, 7), jvm.exits);
        jvm.system(settings -> settings).close();
        assertEquals(2, jvm.exits.size());
    }

    @Test
    @DisplayName("M14 With exit-jvm a JVM that is ending already is not ended once more")
    void exitJvm_whileItEnds_isNotCalled() {
        ActorSystem system = jvm.system(shutdown(settings -> settings.withExitJvm(true)));
        jvm.end();
        assertTrue(hasEnded(system));
        assertEquals(List.of(), jvm.exits);
    }

    @Test
    @DisplayName(
            "M14 close() waits for the shutdown time-out at most, phases included, and then names the phase and its tasks")
    void close_taskHangs_namesIt() {
        Duration timeout = Duration.ofMillis(200);
        ActorSystem system = jvm.system(settings -> settings.withShutdownTimeout(timeout));
        CompletableFuture<Done> until = new CompletableFuture<>();
        CoordinatedShutdown.get(system).addTask(PHASE, "hanging one", () -> until);
        CoordinatedShutdown.get(system).addTask(PHASE, "quick one", () -> write("quick"));
        IllegalStateException error = assertThrows(IllegalStateException.class, system::close);
        assertTrue(error.getMessage().contains("phase=service-stop tasks=[hanging one]"), error::getMessage);
        until.complete(Done.getInstance());
        system.whenTerminated()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @Test
    @DisplayName("M14 A task that hangs for ever on its thread keeps the threads, but nobody beyond the time-outs")
    void task_blocksForEver_nextPhasesRun() throws Exception {
        ActorSystem system = jvm.system(shutdown(settings -> settings.withDefaultPhaseTimeout(Duration.ofMillis(100))));
        CountDownLatch until = new CountDownLatch(1);
        CountDownLatch next = new CountDownLatch(1);
        CoordinatedShutdown.get(system).addTask(PHASE, "blocks", () -> {
            awaitUninterruptibly(until);
            return write("late");
        });
        CoordinatedShutdown.get(system).addTask(CoordinatedShutdown.PhaseClusterLeave(), "next", () -> {
            next.countDown();
            return write("next");
        });
        system.terminate();
        assertTrue(next.await(10, TimeUnit.SECONDS));
        assertFalse(lines.contains("late"));
        until.countDown();
        system.close();
        assertEquals(
                List.of(),
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("garrick-hooked-shutdown"))
                        .toList());
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("the system interrupts what it waits for", e);
        }
    }

    @Test
    @DisplayName("M14 A run after the system has ended fails its tasks and is over")
    void run_afterTheEnd_isOver() throws Exception {
        ActorSystem system = jvm.system(shutdown(settings -> settings.withRunByActorSystemTerminate(false)));
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
        shutdown.addTask(PHASE, "task", () -> write("task"));
        system.close();
        assertEquals(Done.getInstance(), shutdown.runAll().toCompletableFuture().get(10, TimeUnit.SECONDS));
        assertEquals(List.of(), lines);
    }

    @Test
    @DisplayName(
            "M14 terminate() by several threads at once runs the tasks once, and from its return on no actor is created without tasks")
    void terminate_byManyThreads_runsOnce() throws Exception {
        for (int round = 0; round < 50; round++) {
            lines.clear();
            ActorSystem system = jvm.system(settings -> settings);
            boolean tasks = round % 2 == 0;
            if (tasks) {
                CoordinatedShutdown.get(system).addTask(PHASE, "task", () -> write("task"));
            }
            CountDownLatch go = new CountDownLatch(1);
            List<Object> wrong = new CopyOnWriteArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Thread thread = new Thread(() -> {
                    awaitUninterruptibly(go);
                    system.terminate();
                    try {
                        if (!tasks) {
                            wrong.add(system.actorOf(Scripted.props()));
                        }
                    } catch (IllegalStateException refused) {
                        lines.add("refused");
                    }
                });
                threads.add(thread);
                thread.start();
            }
            go.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
            system.close();
            assertEquals(List.of(), wrong);
            assertEquals(tasks ? 1 : 0, lines.stream().filter("task"::equals).count());
        }
    }
}
