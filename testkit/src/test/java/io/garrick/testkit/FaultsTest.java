package io.garrick.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.AbstractActorWithStash;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Props;
import io.garrick.actor.spi.SystemServices;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultsTest {

    /** Writes down what it handles; a new instance writes down that it is new. */
    private static class Noting extends AbstractActorWithStash {
        private final List<Object> noted;

        Noting(List<Object> noted) {
            this.noted = noted;
        }

        @Override
        public void postRestart(Throwable reason) {
            noted.add("restarted by " + reason.getMessage());
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchEquals("stash", any -> stash())
                    .matchEquals("fail", any -> {
                        throw new IllegalStateException("own");
                    })
                    .matchEquals("unstash", any -> unstashAll())
                    .matchAny(noted::add)
                    .build();
        }
    }

    /** Decides on all failures in the same way. */
    private static final class Parent extends AbstractActor {
        private final Directive directive;
        private final Props child;

        Parent(Directive directive, Props child) {
            this.directive = directive;
            this.child = child;
        }

        @Override
        public SupervisorStrategy supervisorStrategy() {
            return new OneForOneStrategy(false, cause -> directive);
        }

        @Override
        public void preStart() {
            getContext().actorOf(child, "child");
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder().build();
        }
    }

    private final List<Object> noted = new ArrayList<>();

    private ActorRef child(Rehearsal rehearsal, ActorSystem system, Directive directive) {
        Props child = Props.create(Noting.class, () -> new Noting(noted));
        ActorRef parent = system.actorOf(Props.create(Parent.class, () -> new Parent(directive, child)));
        rehearsal.run();
        return SystemServices.of(system).children(parent).get(0);
    }

    private static IllegalStateException bang() {
        return new IllegalStateException("bang");
    }

    // ---------------------------------------------------------------- crash

    @Test
    void crashAt_nthMessage_failsThereAndOnce() {
        for (long seed = 0; seed < 20; seed++) {
            noted.clear();
            try (Rehearsal rehearsal = Rehearsal.of(seed)) {
                ActorRef child = child(rehearsal, rehearsal.create("crash"), Directive.RESTART);
                Doing.tell(child, 0);
                rehearsal.run();
                rehearsal.faults().crashAt(child, 3, FaultsTest::bang);
                Doing.tell(child, 1, 2, 3, 4, 5);
                rehearsal.run();
                assertEquals(List.of(0, 1, 2, "restarted by bang", 4, 5), noted);
            }
        }
    }

    @Test
    void crashAt_resumed_goesOnWithItsBehaviour() {
        try (Rehearsal rehearsal = Rehearsal.of(61)) {
            ActorRef child = child(rehearsal, rehearsal.create("crash"), Directive.RESUME);
            rehearsal.faults().crashAt(child, 1, FaultsTest::bang);
            Doing.tell(child, 1, 2, 3);
            rehearsal.run();
            assertEquals(List.of(2, 3), noted);
        }
    }

    /** It runs while it is suspended, to hear from the system; that must not prepare it twice. */
    @Test
    void crashAt_suspendedMeanwhile_failsOnce() {
        try (Rehearsal rehearsal = Rehearsal.of(60)) {
            ActorSystem system = rehearsal.create("crash");
            ActorRef child = child(rehearsal, system, Directive.RESUME);
            rehearsal.faults().crashAt(child, 2, FaultsTest::bang);
            Doing.tell(child, "fail", 2, 3, 4);
            rehearsal.runUntil(
                    () -> SystemServices.of(system).mailbox(child).orElseThrow().isSuspended());
            for (int i = 0; i < 3; i++) {
                SystemServices.of(system).visit(child, inside -> noted.add("visited"));
                rehearsal.step();
            }
            rehearsal.run();
            noted.removeIf("visited"::equals);
            assertEquals(List.of(3, 4), noted);
        }
    }

    @Test
    void crashAt_stopped_isOver() {
        try (Rehearsal rehearsal = Rehearsal.of(62)) {
            ActorRef child = child(rehearsal, rehearsal.create("crash"), Directive.STOP);
            rehearsal.faults().crashAt(child, 2, FaultsTest::bang);
            Doing.tell(child, 1, 2, 3);
            rehearsal.run();
            assertEquals(List.of(1), noted);
            assertThrows(
                    IllegalArgumentException.class, () -> rehearsal.faults().crashAt(child, 1, FaultsTest::bang));
        }
    }

    @Test
    void crashAt_twice_bothCome() {
        try (Rehearsal rehearsal = Rehearsal.of(63)) {
            ActorRef child = child(rehearsal, rehearsal.create("crash"), Directive.RESTART);
            rehearsal.faults().crashAt(child, 2, FaultsTest::bang);
            Doing.tell(child, 1, 2);
            rehearsal.run();
            rehearsal.faults().crashAt(child, 1, () -> new IllegalStateException("again"));
            Doing.tell(child, 3, 4);
            rehearsal.run();
            assertEquals(List.of(1, "restarted by bang", "restarted by again", 4), noted);
        }
    }

    @Test
    void crashAt_stashedOnes_doNotCountAgain() {
        try (Rehearsal rehearsal = Rehearsal.of(64)) {
            ActorRef child = child(rehearsal, rehearsal.create("crash"), Directive.RESTART);
            rehearsal.faults().crashAt(child, 4, FaultsTest::bang);
            Doing.tell(child, "stash", "unstash");
            rehearsal.step();
            Doing.tell(child, 3);
            rehearsal.runFor(Duration.ZERO);
            noted.clear();
            Doing.tell(child, 4, 5);
            rehearsal.runFor(Duration.ZERO);
            assertEquals(List.of("restarted by bang", 5), noted);
        }
    }

    @Test
    void crashAt_poisonPill_comesFirst() {
        try (Rehearsal rehearsal = Rehearsal.of(65)) {
            ActorRef child = child(rehearsal, rehearsal.create("crash"), Directive.RESTART);
            rehearsal.faults().crashAt(child, 1, FaultsTest::bang);
            Doing.tell(child, PoisonPill.getInstance(), 1);
            rehearsal.run();
            assertEquals(List.of(), noted);
        }
    }

    @Test
    void crashAt_nonsense_refused() {
        try (Rehearsal rehearsal = Rehearsal.of(66);
                Rehearsal another = Rehearsal.of(67)) {
            ActorRef actor = Doing.actor(rehearsal.create("own"), "a", (self, any) -> {});
            ActorRef foreign = Doing.actor(another.create("foreign"), "a", (self, any) -> {});
            Faults faults = rehearsal.faults();
            assertThrows(IllegalArgumentException.class, () -> faults.crashAt(actor, 0, FaultsTest::bang));
            assertThrows(IllegalArgumentException.class, () -> faults.crashAt(foreign, 1, FaultsTest::bang));
        }
    }

    // ---------------------------------------------------------------- stop

    @Test
    void stop_withinEvents_endsTheSystemAtAnyOfThem() {
        Set<Integer> handled = new HashSet<>();
        for (long seed = 0; seed < 200; seed++) {
            try (Rehearsal rehearsal = Rehearsal.of(seed)) {
                ActorSystem system = rehearsal.create("stopped");
                noted.clear();
                ActorRef actor = Doing.actor(system, "a", (self, any) -> noted.add(any));
                rehearsal.run();
                rehearsal.faults().stop(system, 4);
                for (int i = 0; i < 50; i++) {
                    Doing.tell(actor, i);
                }
                rehearsal.run();
                assertTrue(system.whenTerminated().toCompletableFuture().isDone());
                handled.add(noted.size());
            }
        }
        assertTrue(handled.containsAll(Set.of(0, 1, 2, 3)), handled::toString);
        assertFalse(handled.contains(50), handled::toString);
    }

    @Test
    void stop_nothingToDo_endsTheSystem() {
        try (Rehearsal rehearsal = Rehearsal.of(71)) {
            ActorSystem system = rehearsal.create("stopped");
            ActorSystem other = rehearsal.create("other");
            rehearsal.run();
            rehearsal.faults().stop(system, Long.MAX_VALUE);
            rehearsal.run();
            assertTrue(system.whenTerminated().toCompletableFuture().isDone());
            assertFalse(other.whenTerminated().toCompletableFuture().isDone());
            assertThrows(
                    IllegalArgumentException.class, () -> rehearsal.faults().stop(other, 0));
        }
    }

    // ---------------------------------------------------------------- delay

    @Test
    void delay_actorIsLate_orderStays() {
        Set<Duration> times = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            noted.clear();
            try (Rehearsal rehearsal = Rehearsal.of(seed)) {
                ActorSystem system = rehearsal.create("late");
                ActorRef late = Doing.actor(system, "late", (self, any) -> noted.add(any));
                ActorRef other =
                        Doing.actor(system, "other", (self, any) -> assertEquals(Duration.ZERO, rehearsal.elapsed()));
                rehearsal.run();
                rehearsal.faults().delay(late, Duration.ofMillis(100));
                Doing.tell(late, 1, 2, 3, 4);
                Doing.tell(other, 1, 2, 3, 4);
                for (int i = 0; i < 4; i++) {
                    rehearsal.step();
                }
                rehearsal.run();
                assertEquals(List.of(1, 2, 3, 4), noted);
                times.add(rehearsal.elapsed());
                assertTrue(rehearsal.elapsed().compareTo(Duration.ofMillis(400)) <= 0);

                rehearsal.faults().delay(late, Duration.ZERO);
                Duration before = rehearsal.elapsed();
                Doing.tell(late, 5);
                rehearsal.run();
                assertEquals(before, rehearsal.elapsed());
            }
        }
        assertEquals(20, times.size());
    }

    @Test
    void delay_closing_waitsForTheLate() {
        Rehearsal rehearsal = Rehearsal.of(72);
        ActorSystem system = rehearsal.create("late");
        ActorRef late = Doing.actor(system, "late", (self, any) -> noted.add(any));
        rehearsal.run();
        rehearsal.faults().delay(late, Duration.ofHours(1));
        Doing.tell(late, 1);
        rehearsal.runFor(Duration.ZERO);
        rehearsal.close();
        assertTrue(rehearsal.elapsed().compareTo(Duration.ZERO) > 0);
        assertThrows(IllegalArgumentException.class, () -> rehearsal.faults().delay(late, Duration.ofHours(1)));
    }

    @Test
    void slow_dispatcher_isLateWithAllItDoes() {
        try (Rehearsal rehearsal = Rehearsal.of(73)) {
            ActorSystem system = rehearsal.create("slow");
            ActorSystem other = rehearsal.create("other");
            rehearsal.run();
            rehearsal.faults().slow(system, system.dispatcher().id(), Duration.ofMillis(50));
            other.dispatcher().execute(() -> noted.add(rehearsal.elapsed()));
            rehearsal.run();
            assertEquals(List.of(Duration.ZERO), noted);
            system.dispatcher().execute(() -> noted.add(rehearsal.elapsed()));
            rehearsal.run();
            assertTrue(((Duration) noted.get(1)).compareTo(Duration.ZERO) > 0);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> rehearsal.faults().slow(system, "any", Duration.ofMillis(-1)));
        }
    }

    // ---------------------------------------------------------------- clock

    @Test
    void jumpWallClock_movesThatOnly() {
        try (Rehearsal rehearsal = Rehearsal.of(74)) {
            ActorSystem system = rehearsal.create("clock");
            long nanos = SystemServices.of(system).clock().nanoTime();
            long millis = SystemServices.of(system).clock().currentTimeMillis();
            rehearsal.faults().jumpWallClock(Duration.ofHours(-1));
            rehearsal.faults().jumpWallClock(Duration.ofMillis(1));
            assertEquals(
                    millis - 3_600_000 + 1, SystemServices.of(system).clock().currentTimeMillis());
            assertEquals(nanos, SystemServices.of(system).clock().nanoTime());
        }
    }

    // ---------------------------------------------------------------- replay

    @Test
    void faults_sameSeed_sameTrace() {
        for (long seed = 0; seed < 20; seed++) {
            Rehearsal.ensureDeterministic(seed, rehearsal -> {
                ActorSystem system = rehearsal.create("faulty");
                ActorRef child = child(rehearsal, system, Directive.RESTART);
                ActorRef late = Doing.actor(system, "late", (self, any) -> child.tell(any, self.self()));
                rehearsal.faults().delay(late, Duration.ofMillis(100));
                rehearsal.faults().crashAt(child, 2, FaultsTest::bang);
                rehearsal.faults().stop(system, 20);
                Doing.tell(late, 1, 2, 3, 4);
                Doing.tell(child, 5, 6, 7);
                rehearsal.run();
            });
        }
    }

    @Test
    void faults_fromAnotherThread_refused() throws InterruptedException {
        Rehearsal rehearsal = Rehearsal.of(75);
        List<Exception> thrown = new ArrayList<>();
        Thread thread = new Thread(() -> thrown.add(assertThrows(
                IllegalStateException.class, () -> rehearsal.faults().jumpWallClock(Duration.ZERO))));
        thread.start();
        thread.join();
        assertEquals(1, thrown.size());
    }
}
