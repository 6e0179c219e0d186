package io.garrick.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.actor.SystemSettings;
import io.garrick.dispatch.DispatcherSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of the threads of actors that may block. */
class RehearsalThreadsTest {

    private static final SystemSettings SETTINGS = SystemSettings.defaults()
            .withDispatcher(DispatcherSettings.of("pinned").withKind(DispatcherSettings.Kind.PINNED));

    @FunctionalInterface
    interface Code {
        void run() throws Exception;
    }

    private static final class Runs extends AbstractActor {
        private final Code code;

        Runs(Code code) {
            this.code = code;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder().matchAny(any -> code.run()).build();
        }
    }

    private static void start(ActorSystem system, String name, Code code) {
        ActorRef ref =
                system.actorOf(Props.create(Runs.class, () -> new Runs(code)).withDispatcher("pinned"), name);
        ref.tell("go", ActorRef.noSender());
    }

    /** Those of this seed only: other tests may run beside. */
    private static List<String> alive(long seed) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread instanceof Player && thread.getName().startsWith("rehearsal-" + seed + "-"))
                .map(Thread::getName)
                .toList();
    }

    @Test
    @DisplayName("No thread is left at the moment when close() returns")
    void close_actorsThatMayBlock_allThreadsGone() {
        for (int round = 0; round < 50; round++) {
            try (Rehearsal rehearsal = Rehearsal.of(901)) {
                ActorSystem system = rehearsal.create("gone", SETTINGS);
                for (int i = 0; i < 10; i++) {
                    start(system, "a" + i, () -> {});
                }
                rehearsal.run();
                assertEquals(10, alive(901).size());
            }
            assertEquals(List.of(), alive(901));
        }
    }

    @Test
    @DisplayName("A turn that blocks for real is interrupted when the rehearsal is closed, so that its thread ends")
    void close_afterBlockedTurn_interruptsIt() {
        CountDownLatch never = new CountDownLatch(1);
        List<String> told = new ArrayList<>();
        AssertionError error = assertThrows(AssertionError.class, () -> {
            try (Rehearsal rehearsal = Rehearsal.of(902).blockingLimit(Duration.ofMillis(200))) {
                start(rehearsal.create("real", SETTINGS), "sleeper", () -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        told.add("interrupted");
                        throw e;
                    }
                });
                rehearsal.run();
            }
        });
        assertTrue(error.getMessage().startsWith("actor blocks"), error::getMessage);
        assertEquals(0, error.getSuppressed().length);
        assertEquals(List.of("interrupted"), told);
        assertEquals(List.of(), alive(902));
    }

    @Test
    @DisplayName("A thread that does not even react to an interrupt is reported by close(), with its stack")
    void close_threadThatDoesNotEnd_isReported() throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(1);
        Rehearsal rehearsal = Rehearsal.of(903).blockingLimit(Duration.ofMillis(200));
        start(rehearsal.create("deaf", SETTINGS), "deaf", () -> {
            while (latch.getCount() > 0) {
                Thread.onSpinWait();
            }
        });
        assertThrows(AssertionError.class, rehearsal::run);
        Thread deaf = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("rehearsal-903-"))
                .findFirst()
                .orElseThrow();
        AssertionError error = assertThrows(AssertionError.class, rehearsal::close);
        latch.countDown();
        deaf.join();
        assertTrue(
                error.getMessage().startsWith("rehearsal is closed and a thread does not end: thread=rehearsal-903-"),
                error::getMessage);
        assertTrue(error.getMessage().contains("seed=903"), error::getMessage);
        assertTrue(error.getCause().getStackTrace().length > 0);
    }

    @Test
    @DisplayName("Threads are ended, too, when closing finds that somebody waits for ever")
    void close_fails_threadsGoneAllTheSame() {
        Rehearsal rehearsal = Rehearsal.of(904);
        start(rehearsal.create("stuck", SETTINGS), "waits", () -> rehearsal.await(new CompletableFuture<>()));
        rehearsal.run();
        assertFalse(alive(904).isEmpty());
        AssertionError error = assertThrows(AssertionError.class, rehearsal::close);
        assertTrue(error.getMessage().contains("somebody waits"), error::getMessage);
        assertEquals(List.of(), alive(904));
    }

    @Test
    @DisplayName(
            "After a turn that has not come back nothing runs any more, so that a late return never makes two act at once")
    void run_afterTurnWasLost_refused() throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(1);
        Rehearsal rehearsal = Rehearsal.of(905).blockingLimit(Duration.ofMillis(200));
        ActorSystem system = rehearsal.create("lost", SETTINGS);
        start(system, "sleeper", latch::await);
        assertThrows(AssertionError.class, rehearsal::run);
        IllegalStateException refused = assertThrows(IllegalStateException.class, rehearsal::run);
        assertTrue(
                String.valueOf(refused.getMessage()).startsWith("rehearsal has lost a turn that blocks"),
                refused::getMessage);
        rehearsal.close();
        assertEquals(List.of(), alive(905));
    }

    @Test
    @DisplayName("An interrupt of the owner while an actor has the baton is not taken for an actor that blocks")
    void run_ownerInterrupted_goesOn() {
        Thread owner = Thread.currentThread();
        CountDownLatch never = new CountDownLatch(1);
        List<String> done = new ArrayList<>();
        try (Rehearsal rehearsal = Rehearsal.of(906)) {
            start(rehearsal.create("calm", SETTINGS), "works", () -> {
                owner.interrupt();
                done.add("in time: " + never.await(50, TimeUnit.MILLISECONDS));
            });
            rehearsal.run();
        } finally {
            Thread.interrupted();
        }
        assertEquals(List.of("in time: false"), done);
    }

    @Test
    @DisplayName("An actor that may block, and the owner, wait for so much virtual time at most")
    void await_timeout_onVirtualTime() throws Exception {
        List<String> told = new ArrayList<>();
        try (Rehearsal rehearsal = Rehearsal.of(907)) {
            ActorSystem system = rehearsal.create("patient", SETTINGS);
            start(system, "waits", () -> {
                TimeoutException late = assertThrows(
                        TimeoutException.class, () -> rehearsal.await(new CompletableFuture<>(), Duration.ofHours(1)));
                told.add(String.valueOf(late.getMessage()));
            });
            rehearsal.run();
            assertEquals(List.of("stage is not complete in time: timeout=PT1H elapsed=PT1H seed=907"), told);
            assertThrows(
                    TimeoutException.class, () -> rehearsal.await(new CompletableFuture<>(), Duration.ofMinutes(30)));
            assertEquals(Duration.ofMinutes(90), rehearsal.elapsed());
            CompletableFuture<String> soon = new CompletableFuture<>();
            start(system, "completes", () -> soon.complete("done"));
            assertEquals("done", rehearsal.await(soon, Duration.ofMinutes(1)));
        }
    }
}
