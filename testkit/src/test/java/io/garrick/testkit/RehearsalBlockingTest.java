package io.garrick.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Props;
import io.garrick.actor.SystemSettings;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.dispatch.Mailboxes;
import io.garrick.dispatch.Overflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Actors that may block by contract, in a rehearsal. */
class RehearsalBlockingTest {

    private static final String PINNED = "pinned";

    private static final SystemSettings SETTINGS = SystemSettings.defaults()
            .withDispatcher(DispatcherSettings.of(PINNED).withKind(DispatcherSettings.Kind.PINNED))
            .withDispatcher(DispatcherSettings.of("virtual").withKind(DispatcherSettings.Kind.VIRTUAL_THREADS))
            .withMailbox("two", Mailboxes.bounded(2, Overflow.block(Duration.ofSeconds(1))));

    @FunctionalInterface
    interface Doing {
        void on(AbstractActor self, Object message) throws Exception;
    }

    private static final class Doer extends AbstractActor {
        private final Doing doing;

        Doer(Doing doing) {
            this.doing = doing;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder().matchAny(message -> doing.on(this, message)).build();
        }
    }

    private static Props doer(Doing doing) {
        return Props.create(Doer.class, () -> new Doer(doing));
    }

    private static void tell(ActorRef actor, Object message) {
        actor.tell(message, ActorRef.noSender());
    }

    private static List<Thread> players() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread instanceof Player)
                .toList();
    }

    // ---------------------------------------------------------------- turns

    @Test
    @DisplayName(
            "An actor that may block has a thread of its own, the same for all its messages; others run on the owner's")
    void actors_threads_asTheirDispatchersSay() {
        List<Thread> pinned = new ArrayList<>();
        List<Thread> ordinary = new ArrayList<>();
        try (Rehearsal rehearsal = Rehearsal.of(1)) {
            ActorSystem system = rehearsal.create("threads", SETTINGS);
            ActorRef one = system.actorOf(
                    doer((self, message) -> pinned.add(Thread.currentThread())).withDispatcher(PINNED));
            ActorRef other = system.actorOf(doer((self, message) -> ordinary.add(Thread.currentThread())));
            for (int i = 0; i < 3; i++) {
                tell(one, i);
                tell(other, i);
            }
            rehearsal.run();
            assertTrue(one.path().name().startsWith("$"));
        }
        assertEquals(3, pinned.size());
        assertEquals(1, Stream.of(pinned.toArray()).distinct().count());
        assertNotSame(Thread.currentThread(), pinned.get(0));
        assertEquals(
                List.of(Thread.currentThread()), ordinary.stream().distinct().toList());
    }

    @Test
    @DisplayName("When a rehearsal is closed, or given up, none of its threads is left")
    void close_threads_gone() {
        try (Rehearsal rehearsal = Rehearsal.of(2)) {
            ActorSystem system = rehearsal.create("gone", SETTINGS);
            tell(system.actorOf(doer((self, message) -> {}).withDispatcher(PINNED)), "m");
            rehearsal.run();
            assertFalse(players().isEmpty());
        }
        CompletableFuture<Object> never = new CompletableFuture<>();
        AssertionError error = assertThrows(
                AssertionError.class,
                () -> Rehearsal.replay(3, rehearsal -> {
                    ActorSystem system = rehearsal.create("stuck", SETTINGS);
                    tell(
                            system.actorOf(doer((self, message) -> rehearsal.await(never))
                                    .withDispatcher(PINNED)),
                            "m");
                    rehearsal.run();
                }));
        assertTrue(error.getMessage().contains("rehearsal is at rest and somebody waits"), error::getMessage);
        Awaitility.await().until(() -> players().isEmpty());
    }

    // ---------------------------------------------------------------- waiting

    private static List<String> handshake(Rehearsal rehearsal) {
        List<String> journal = new ArrayList<>();
        CompletableFuture<String> hello = new CompletableFuture<>();
        CompletableFuture<String> welcome = new CompletableFuture<>();
        ActorSystem system = rehearsal.create("shake", SETTINGS);
        ActorRef one = system.actorOf(
                doer((self, message) -> {
                            hello.complete("hello");
                            journal.add("one got " + rehearsal.await(welcome));
                        })
                        .withDispatcher(PINNED),
                "one");
        ActorRef two = system.actorOf(
                doer((self, message) -> {
                            journal.add("two got " + rehearsal.await(hello));
                            welcome.complete("welcome");
                        })
                        .withDispatcher("virtual"),
                "two");
        for (int i = 0; i < 3; i++) {
            tell(system.actorOf(doer((self, message) -> journal.add("other"))), "m");
        }
        tell(one, "go");
        tell(two, "go");
        rehearsal.run();
        return journal;
    }

    @Test
    @DisplayName(
            "Two that wait for each other in the midst of their messages come to an end with any seed, and not always in one order")
    void await_eachOther_bothGoOn() {
        List<List<String>> orders = new ArrayList<>();
        for (int seed = 0; seed < 50; seed++) {
            try (Rehearsal rehearsal = Rehearsal.of(seed)) {
                List<String> journal = handshake(rehearsal);
                assertEquals(5, journal.size());
                assertTrue(journal.indexOf("two got hello") < journal.indexOf("one got welcome"));
                orders.add(journal);
            }
        }
        assertTrue(orders.stream().distinct().count() > 3, orders::toString);
    }

    @Test
    @DisplayName("The same seed is the same run, also with threads")
    void seed_again_sameTrace() {
        for (int seed = 0; seed < 20; seed++) {
            Rehearsal.ensureDeterministic(seed, RehearsalBlockingTest::handshake);
            Rehearsal.ensureDeterministic(seed, Exploration.pct(3, 30), RehearsalBlockingTest::handshake);
        }
    }

    @Test
    @DisplayName("The trace shows who goes on")
    void trace_handOver_isSeen() {
        try (Rehearsal rehearsal = Rehearsal.of(1)) {
            handshake(rehearsal);
            assertTrue(
                    rehearsal.trace().stream().anyMatch(line -> line.contains("garrick://shake/user/one (goes on)")),
                    () -> String.join("\n", rehearsal.trace()));
        }
    }

    @Test
    @DisplayName("The owner's thread waits by running the rehearsal, and is told when what it waits for cannot come")
    void await_byOwner_runs() {
        try (Rehearsal rehearsal = Rehearsal.of(4)) {
            ActorSystem system = rehearsal.create("owner", SETTINGS);
            CompletableFuture<Object> got = new CompletableFuture<>();
            tell(system.actorOf(doer((self, message) -> got.complete(message))), "m");
            assertEquals("m", rehearsal.await(got));
            AssertionError error = assertThrows(AssertionError.class, () -> rehearsal.await(new CompletableFuture<>()));
            assertTrue(error.getMessage().contains("what is waited for has not come"), error::getMessage);
        }
    }

    @Test
    @DisplayName("An actor that must not block is told so when it waits")
    void await_inOrdinaryActor_refused() {
        try (Rehearsal rehearsal = Rehearsal.of(5)) {
            ActorSystem system = rehearsal.create("ordinary", SETTINGS);
            List<Throwable> thrown = new ArrayList<>();
            ActorRef actor = system.actorOf(
                    doer((self, message) -> {
                        try {
                            rehearsal.await(new CompletableFuture<>());
                        } catch (IllegalStateException e) {
                            thrown.add(e);
                        }
                    }),
                    "waiter");
            tell(actor, "m");
            rehearsal.run();
            assertEquals(1, thrown.size());
            String text = String.valueOf(thrown.get(0).getMessage());
            assertTrue(text.contains("must not block") && text.contains("waiter"), text);
        }
    }

    // ---------------------------------------------------------------- a full mailbox

    private static Duration fill(Rehearsal rehearsal, Duration pause, List<Object> handled, String senders) {
        ActorSystem system = rehearsal.create("full", SETTINGS);
        ActorRef slow = system.actorOf(
                doer((self, message) -> {
                            CompletableFuture<Void> later = new CompletableFuture<>();
                            self.getContext()
                                    .getSystem()
                                    .scheduler()
                                    .scheduleOnce(pause, () -> later.complete(null), system.dispatcher());
                            rehearsal.await(later);
                            handled.add(message);
                        })
                        .withDispatcher(PINNED)
                        .withMailbox("two"),
                "slow");
        ActorRef eager = system.actorOf(
                doer((self, message) -> {
                            for (int i = 0; i < 10; i++) {
                                tell(slow, i);
                            }
                        })
                        .withDispatcher(senders),
                "eager");
        tell(eager, "go");
        rehearsal.run();
        return rehearsal.elapsed();
    }

    @Test
    @DisplayName("Q02 A sender that may block waits on virtual time for room in a full mailbox")
    void fullMailbox_blocks_nothingIsLost() {
        for (int seed = 0; seed < 50; seed++) {
            List<Object> handled = new ArrayList<>();
            try (Rehearsal rehearsal = Rehearsal.of(seed)) {
                Duration took = fill(rehearsal, Duration.ofMillis(300), handled, PINNED);
                assertTrue(took.compareTo(Duration.ofSeconds(3)) >= 0, took::toString);
            }
            assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), handled);
        }
    }

    @Test
    @DisplayName(
            "Q02 A sender that has waited for as long as the mailbox says has its message dropped; one that must not wait at once")
    void fullMailbox_tooLong_dropped() {
        for (String senders : List.of(PINNED, SystemSettings.DEFAULT_DISPATCHER)) {
            List<Object> handled = new ArrayList<>();
            try (Rehearsal rehearsal = Rehearsal.of(6)) {
                Duration took = fill(rehearsal, Duration.ofSeconds(100), handled, senders);
                assertTrue(handled.size() < 10 && handled.size() >= 2, handled::toString);
                assertEquals(handled.size() * 100L, took.toSeconds());
            }
        }
    }

    @Test
    @DisplayName("Q02 The owner's thread waits for room between steps")
    void fullMailbox_toldByOwner_waits() {
        List<Object> handled = new ArrayList<>();
        try (Rehearsal rehearsal = Rehearsal.of(7)) {
            ActorSystem system = rehearsal.create("outside", SETTINGS);
            ActorRef narrow =
                    system.actorOf(doer((self, message) -> handled.add(message)).withMailbox("two"));
            List<Object> lost = new ArrayList<>();
            ActorRef ear = system.actorOf(doer((self, message) -> lost.add(message)));
            system.eventStream().subscribe(ear, DeadLetter.class);
            for (int i = 0; i < 10; i++) {
                tell(narrow, i);
            }
            rehearsal.run();
            assertEquals(10, handled.size());
            assertEquals(List.of(), lost);
        }
    }

    // ---------------------------------------------------------------- what the rehearsal does not know of

    @Test
    @DisplayName("An actor that blocks by anything else is reported with the stack of its thread")
    void blocks_forReal_isReported() {
        CountDownLatch latch = new CountDownLatch(1);
        Rehearsal rehearsal = Rehearsal.of(8).blockingLimit(Duration.ofMillis(200));
        ActorSystem system = rehearsal.create("real", SETTINGS);
        tell(system.actorOf(doer((self, message) -> latch.await()).withDispatcher(PINNED), "sleeper"), "m");
        AssertionError error = assertThrows(AssertionError.class, rehearsal::run);
        assertTrue(error.getMessage().contains("blocks, and not by what the rehearsal knows of"), error::getMessage);
        assertTrue(Stream.of(error.getCause().getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(CountDownLatch.class.getName())));
        rehearsal.abandon();
        latch.countDown();
        Awaitility.await().until(() -> players().isEmpty());
    }

    @Test
    @DisplayName("An actor that must not block and does is interrupted and reported, too")
    void blocks_onOwnersThread_isReported() {
        CountDownLatch latch = new CountDownLatch(1);
        Rehearsal rehearsal = Rehearsal.of(11).blockingLimit(Duration.ofMillis(300));
        ActorSystem system = rehearsal.create("real", SETTINGS);
        tell(system.actorOf(doer((self, message) -> latch.await()), "sleeper"), "m");
        AssertionError error = assertThrows(AssertionError.class, rehearsal::run);
        assertTrue(
                error.getMessage()
                        .startsWith(
                                "actor blocks, and not by what the rehearsal knows of: actor=garrick://real/user/sleeper"),
                error::getMessage);
        assertTrue(Stream.of(error.getCause().getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(CountDownLatch.class.getName())));
        assertFalse(Thread.interrupted());
        rehearsal.abandon();
    }

    @Test
    @DisplayName("Another thread is refused while an actor's thread has the baton")
    void otherThread_refused() {
        Rehearsal rehearsal = Rehearsal.of(9);
        ActorSystem system = rehearsal.create("outside", SETTINGS);
        ActorRef target = system.actorOf(doer((self, message) -> {}), "target");
        List<Throwable> refused = new ArrayList<>();
        tell(
                system.actorOf(
                        doer((self, message) -> {
                                    Thread other = new Thread(() -> {
                                        try {
                                            tell(target, "m");
                                        } catch (IllegalStateException e) {
                                            refused.add(e);
                                        }
                                    });
                                    other.start();
                                    other.join();
                                })
                                .withDispatcher(PINNED),
                        "starter"),
                "go");
        assertThrows(IllegalStateException.class, rehearsal::run);
        assertEquals(1, refused.size());
        assertSame(IllegalStateException.class, refused.get(0).getClass());
        rehearsal.abandon();
    }

    @Test
    @DisplayName("A limit for blocking that is not positive is refused")
    void blockingLimit_notPositive_refused() {
        try (Rehearsal rehearsal = Rehearsal.of(10)) {
            assertThrows(IllegalArgumentException.class, () -> rehearsal.blockingLimit(Duration.ZERO));
        }
    }
}
