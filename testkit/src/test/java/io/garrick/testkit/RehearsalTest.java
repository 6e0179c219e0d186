package io.garrick.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.dispatch.Dispatcher;
import io.garrick.dispatch.Mailbox;
import io.garrick.dispatch.SystemMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    /** Does with each message what it is told. */
    private static final class Doing extends AbstractActor {
        private final Consumer<Doing> what;

        Doing(Consumer<Doing> what) {
            this.what = what;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder().matchAny(any -> what.accept(this)).build();
        }
    }

    private static ActorRef actor(ActorSystem system, Consumer<Doing> what) {
        return system.actorOf(Props.create(Doing.class, () -> new Doing(what)));
    }

    // ---------------------------------------------------------------- replay

    @Test
    void seed_sameTwice_sameTrace() {
        for (long seed = 0; seed < 20; seed++) {
            assertEquals(Troupe.play(seed), Troupe.play(seed), "seed " + seed);
        }
    }

    @Test
    void seed_another_anotherOrder() {
        Set<String> plays = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            plays.add(Troupe.play(seed));
        }
        assertEquals(20, plays.size());
    }

    @Test
    @DisplayName(
            "The same seed is the same run in another JVM, whatever its identity hashes are, and on another JDK where the build runs on one")
    void seed_inAnotherJvm_sameTrace() throws IOException, InterruptedException {
        String javaHome = System.getProperty("build.java.home", System.getProperty("java.home"));
        Process child = new ProcessBuilder(
                        Path.of(javaHome, "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:hashCode=2",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Troupe.class.getName(),
                        "7")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        assertEquals(0, child.waitFor());
        assertEquals(Troupe.play(7), said);
    }

    @Test
    void traceHash_sameEventsAtOtherTimes_differs() {
        Set<Long> hashes = new HashSet<>();
        for (int seconds = 1; seconds <= 3; seconds++) {
            try (Rehearsal rehearsal = Rehearsal.of(9)) {
                ActorSystem system = rehearsal.create("times");
                system.scheduler().scheduleOnce(Duration.ofSeconds(seconds), () -> {}, system.dispatcher());
                rehearsal.run();
                hashes.add(rehearsal.traceHash());
            }
        }
        assertEquals(3, hashes.size());
    }

    @Test
    void actors_ended_areForgotten() {
        try (Rehearsal rehearsal = Rehearsal.of(10)) {
            ActorSystem system = rehearsal.create("many");
            for (int i = 0; i < 100; i++) {
                system.stop(actor(system, self -> {}));
                rehearsal.run();
            }
            assertTrue(
                    rehearsal.loop().sources().toString().matches("Sources\\[seen=\\d{3} remembered=\\d]"),
                    rehearsal.loop().sources().toString());
        }
    }

    // ---------------------------------------------------------------- order

    @Test
    void order_manySeeds_everyActorIsFirstSometimes() {
        Set<String> orders = new HashSet<>();
        for (long seed = 0; seed < 200; seed++) {
            try (Rehearsal rehearsal = Rehearsal.of(seed)) {
                ActorSystem system = rehearsal.create("orders");
                StringBuilder order = new StringBuilder();
                List<ActorRef> actors = new ArrayList<>();
                for (char name = 'a'; name <= 'c'; name++) {
                    char mine = name;
                    actors.add(actor(system, self -> order.append(mine)));
                }
                rehearsal.run();
                actors.forEach(ref -> ref.tell("go", ActorRef.noSender()));
                rehearsal.run();
                orders.add(order.toString());
            }
        }
        assertEquals(Set.of("abc", "acb", "bac", "bca", "cab", "cba"), orders);
    }

    @Test
    void activation_manyMessages_oneAtATime() {
        Set<String> orders = new HashSet<>();
        for (long seed = 0; seed < 100; seed++) {
            try (Rehearsal rehearsal = Rehearsal.of(seed)) {
                ActorSystem system = rehearsal.create("turns");
                StringBuilder order = new StringBuilder();
                ActorRef a = actor(system, self -> order.append('a'));
                ActorRef b = actor(system, self -> order.append('b'));
                rehearsal.run();
                for (int i = 0; i < 2; i++) {
                    a.tell("go", ActorRef.noSender());
                    b.tell("go", ActorRef.noSender());
                }
                rehearsal.run();
                orders.add(order.toString());
            }
        }
        assertEquals(Set.of("aabb", "abab", "abba", "baab", "baba", "bbaa"), orders);
    }

    // ---------------------------------------------------------------- time

    @Test
    void run_timersPending_virtualTimePasses() {
        try (Rehearsal rehearsal = Rehearsal.of(1)) {
            ActorSystem system = rehearsal.create("time");
            List<Duration> times = new ArrayList<>();
            for (int hours : List.of(3, 1, 2)) {
                system.scheduler()
                        .scheduleOnce(
                                Duration.ofHours(hours), () -> times.add(rehearsal.elapsed()), system.dispatcher());
            }
            long before = system.startTime();
            rehearsal.run();
            assertEquals(List.of(Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(3)), times);
            assertEquals(3 * 3600, system.uptime());
            assertEquals(before, system.startTime());
        }
    }

    @Test
    void runFor_timersBeyond_wait() {
        try (Rehearsal rehearsal = Rehearsal.of(2)) {
            ActorSystem system = rehearsal.create("time");
            List<String> fired = new ArrayList<>();
            system.scheduler().scheduleOnce(Duration.ofSeconds(1), () -> fired.add("one"), system.dispatcher());
            system.scheduler().scheduleOnce(Duration.ofSeconds(3), () -> fired.add("three"), system.dispatcher());
            rehearsal.runFor(Duration.ofSeconds(2));
            assertEquals(List.of("one"), fired);
            assertEquals(Duration.ofSeconds(2), rehearsal.elapsed());
            rehearsal.runFor(Duration.ofSeconds(1));
            assertEquals(List.of("one", "three"), fired);
        }
    }

    @Test
    void run_timerSoonAndWorkPending_timerOvertakesSometimes() {
        int overtaken = 0;
        for (long seed = 0; seed < 100; seed++) {
            try (Rehearsal rehearsal = Rehearsal.of(seed)) {
                ActorSystem system = rehearsal.create("leaps");
                ActorRef busy = actor(system, self -> {});
                List<Duration> fired = new ArrayList<>();
                system.scheduler()
                        .scheduleOnce(Duration.ofMillis(50), () -> fired.add(Duration.ZERO), system.dispatcher());
                system.scheduler().scheduleOnce(Duration.ofHours(1), () -> {}, system.dispatcher());
                for (int i = 0; i < 50; i++) {
                    busy.tell(i, ActorRef.noSender());
                }
                for (int i = 0; i < 20; i++) {
                    rehearsal.step();
                }
                overtaken += rehearsal.elapsed().isZero() ? 0 : 1;
                assertTrue(rehearsal.elapsed().compareTo(Duration.ofMillis(100)) < 0);
                rehearsal.run();
            }
        }
        assertTrue(overtaken > 10 && overtaken < 90, "overtaken in " + overtaken);
    }

    @Test
    void clock_originNearOverflow_systemsDoNotCare() {
        Set<Boolean> signs = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            try (Rehearsal rehearsal = Rehearsal.of(seed)) {
                signs.add(rehearsal.clock().nanoTime() < 0);
            }
        }
        assertEquals(2, signs.size());
    }

    // ---------------------------------------------------------------- running

    @Test
    void runUntil_conditionNeverHolds_saysSoWithSeedAndTrace() {
        try (Rehearsal rehearsal = Rehearsal.of(42)) {
            actor(rehearsal.create("rest"), self -> {}).tell("hello", ActorRef.noSender());
            AssertionError error = assertThrows(AssertionError.class, () -> rehearsal.runUntil(() -> false));
            assertTrue(error.getMessage().contains("seed=42"), error.getMessage());
            assertTrue(error.getMessage().contains("/user/$a java.lang.String"), error.getMessage());
        }
    }

    @Test
    void run_endlessTalk_givesUp() {
        Rehearsal rehearsal = Rehearsal.of(43);
        actor(rehearsal.create("endless"), self -> self.self().tell("again", self.self()))
                .tell("begin", ActorRef.noSender());
        AssertionError error = assertThrows(AssertionError.class, rehearsal::run);
        assertTrue(error.getMessage().startsWith("rehearsal does not come to rest: seed=43"), error.getMessage());
    }

    @Test
    void run_insideAnActor_refused() {
        try (Rehearsal rehearsal = Rehearsal.of(3)) {
            List<Throwable> thrown = new ArrayList<>();
            actor(
                            rehearsal.create("nested"),
                            self -> thrown.add(assertThrows(IllegalStateException.class, rehearsal::run)))
                    .tell("go", ActorRef.noSender());
            rehearsal.run();
            assertEquals(1, thrown.size());
        }
    }

    @Test
    void task_throwsError_rehearsalFails() {
        Rehearsal rehearsal = Rehearsal.of(44);
        ActorSystem system = rehearsal.create("errors");
        AssertionError mine = new AssertionError("mine");
        system.dispatcher().execute(() -> {
            throw mine;
        });
        AssertionError error = assertThrows(AssertionError.class, rehearsal::run);
        assertSame(mine, error.getCause());
        assertTrue(error.getMessage().contains("seed=44"), error.getMessage());
    }

    @Test
    void systemClose_insideTryWithResources_runsToTheEnd() {
        Rehearsal rehearsal = Rehearsal.of(5);
        CompletableFuture<?> ended;
        try (ActorSystem system = rehearsal.create("closing")) {
            actor(system, self -> {});
            ended = system.whenTerminated().toCompletableFuture();
            assertFalse(ended.isDone());
        }
        assertTrue(ended.isDone());
        rehearsal.close();
        rehearsal.close();
    }

    @Test
    void systems_two_eachItsOwnEnd() {
        try (Rehearsal rehearsal = Rehearsal.of(6)) {
            ActorSystem one = rehearsal.create("one");
            ActorSystem two = rehearsal.create("two");
            List<Object> got = new ArrayList<>();
            ActorRef inTwo = actor(two, self -> got.add("hello"));
            actor(one, self -> inTwo.tell("hello", self.self())).tell("go", ActorRef.noSender());
            rehearsal.run();
            one.close();
            assertFalse(two.whenTerminated().toCompletableFuture().isDone());
            inTwo.tell("again", ActorRef.noSender());
            rehearsal.run();
            assertEquals(2, got.size());
        }
    }

    // ---------------------------------------------------------------- what must not be

    @Test
    void tell_fromAnotherThread_failsThereAndHere() throws InterruptedException {
        Rehearsal rehearsal = Rehearsal.of(45);
        ActorRef ref = actor(rehearsal.create("threads"), self -> {});
        rehearsal.run();
        CompletableFuture<Void> elsewhere = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        ref.tell("hello", ActorRef.noSender());
                        elsewhere.complete(null);
                    } catch (RuntimeException e) {
                        elsewhere.completeExceptionally(e);
                    }
                },
                "elsewhere");
        thread.start();
        thread.join();
        ExecutionException there = assertThrows(ExecutionException.class, elsewhere::get);
        assertInstanceOf(IllegalStateException.class, there.getCause());
        assertTrue(there.getCause().getMessage().contains("thread=elsewhere"), there.getMessage());
        IllegalStateException here = assertThrows(IllegalStateException.class, rehearsal::run);
        assertSame(there.getCause(), here.getCause());
        assertTrue(here.getMessage().contains("seed=45"), here.getMessage());
        assertThrows(IllegalStateException.class, rehearsal::close);
    }

    @Test
    void close_suspendedForEver_saysWhich() {
        Rehearsal rehearsal = Rehearsal.of(46);
        new Forgotten(rehearsal.create("stuck").dispatcher(), true).start();
        rehearsal.run();
        AssertionError error = assertThrows(AssertionError.class, rehearsal::close);
        assertTrue(
                error.getMessage()
                        .startsWith(
                                "rehearsal is at rest and an actor is not: actor=forgotten suspended=true queued=0"),
                error.getMessage());
    }

    @Test
    void close_messagesForgotten_saysWhere() {
        Rehearsal rehearsal = Rehearsal.of(47);
        ActorSystem system = rehearsal.create("stuck");
        Forgotten mailbox = new Forgotten(system.dispatcher(), false);
        mailbox.start();
        rehearsal.run();
        mailbox.offer("past the status word");
        AssertionError error = assertThrows(AssertionError.class, rehearsal::close);
        assertTrue(error.getMessage().contains("actor=forgotten suspended=false queued=1"), error.getMessage());
    }

    @Test
    void close_actorOutlivesItsSystem_saysWhich() {
        Rehearsal rehearsal = Rehearsal.of(48);
        new Forgotten(rehearsal.create("stuck").dispatcher(), false).start();
        AssertionError error = assertThrows(AssertionError.class, rehearsal::close);
        assertTrue(
                error.getMessage().startsWith("systems have ended and actors are left: actors=[forgotten]: seed=48"),
                error.getMessage());
    }

    /** A mailbox that nobody ever closes, and that is suspended for ever if so wished. */
    private static final class Forgotten extends Mailbox {
        private final boolean suspended;

        Forgotten(Dispatcher dispatcher, boolean suspended) {
            super(dispatcher, null, new SystemMessage() {});
            this.suspended = suspended;
        }

        @Override
        protected void onSystem(SystemMessage message) {
            if (suspended) {
                suspend();
            }
        }

        @Override
        protected void onMessage(Object message) {}

        @Override
        protected void onClosed(Object message) {}

        @Override
        protected void onClosedSystem(SystemMessage message) {}

        @Override
        protected @Nullable Object pollFront() {
            return null;
        }

        @Override
        protected void onLeave() {}

        @Override
        protected void onOverflow(Object lost, boolean refused) {}

        @Override
        protected void onRejected(RejectedExecutionException cause) {}

        @Override
        public String toString() {
            return "forgotten";
        }
    }

    @Test
    void mayBlock_anywhere_isFalse() {
        try (Rehearsal rehearsal = Rehearsal.of(8)) {
            ActorSystem system = rehearsal.create("blocking");
            List<Boolean> answers = new ArrayList<>();
            actor(system, self -> {
                        answers.add(self.getContext().dispatcher().mayBlock());
                        answers.add(self.getContext().dispatcher().maySendersWait());
                        answers.add(!self.getContext().dispatcher().runsHere());
                    })
                    .tell("go", ActorRef.noSender());
            rehearsal.run();
            answers.add(system.dispatcher().runsHere());
            assertEquals(List.of(false, false, false, false), answers);
        }
    }
}
