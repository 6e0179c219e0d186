package io.garrick.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InvariantsTest {

    private static void assertStarts(String start, AssertionError error) {
        assertTrue(error.getMessage().startsWith(start), error.getMessage());
    }

    private static void after(ActorSystem system, Duration delay, Runnable task) {
        system.scheduler().scheduleOnce(delay, task, system.dispatcher());
    }

    // ---------------------------------------------------------------- always

    @Test
    void always_isLookedAtAfterEachEvent() {
        Rehearsal rehearsal = Rehearsal.of(51);
        AtomicInteger balance = new AtomicInteger(10);
        AtomicInteger looked = new AtomicInteger();
        ActorSystem system = rehearsal.create("bank");
        ActorRef account = Doing.actor(system, "account", (self, amount) -> balance.addAndGet((Integer) amount));
        rehearsal.run();
        rehearsal.always("nobody owes", () -> looked.incrementAndGet() > 0 && balance.get() >= 0);
        Doing.tell(account, -10, -1, 1);
        long before = rehearsal.events();
        AssertionError error = assertThrows(AssertionError.class, rehearsal::run);
        assertStarts("invariant does not hold: name=nobody owes: seed=51", error);
        assertTrue(error.getMessage().contains("elapsed=PT0S"), error.getMessage());
        assertEquals(2, rehearsal.events() - before);
        assertEquals(3, looked.get());
    }

    @Test
    void always_doesNotHoldNow_failsAtOnce() {
        Rehearsal rehearsal = Rehearsal.of(52);
        assertThrows(AssertionError.class, () -> rehearsal.always("never", () -> false));
    }

    @Test
    void always_throws_isAFailureToo() {
        Rehearsal rehearsal = Rehearsal.of(53);
        AtomicBoolean broken = new AtomicBoolean();
        IllegalStateException mine = new IllegalStateException("mine");
        rehearsal.always("throws", () -> {
            if (broken.get()) {
                throw mine;
            }
            return true;
        });
        Doing.tell(Doing.actor(rehearsal.create("broken"), "a", (self, any) -> broken.set(true)), 1);
        AssertionError error = assertThrows(AssertionError.class, rehearsal::run);
        assertStarts("invariant cannot be checked: name=throws: seed=53", error);
        assertSame(mine, error.getCause());
    }

    @Test
    void always_closing_endsIt() {
        Rehearsal rehearsal = Rehearsal.of(50);
        ActorSystem system = rehearsal.create("closing");
        rehearsal.always(
                "it lives", () -> !system.whenTerminated().toCompletableFuture().isDone());
        rehearsal.run();
        rehearsal.close();
        assertTrue(system.whenTerminated().toCompletableFuture().isDone());
    }

    // ---------------------------------------------------------------- eventually

    @Test
    void eventually_holdsInTime_mayCeaseAfterwards() {
        try (Rehearsal rehearsal = Rehearsal.of(54)) {
            AtomicBoolean here = new AtomicBoolean();
            ActorSystem system = rehearsal.create("visits");
            after(system, Duration.ofSeconds(1), () -> here.set(true));
            after(system, Duration.ofSeconds(2), () -> here.set(false));
            rehearsal.eventually("somebody was here", here::get, Duration.ofSeconds(5));
            after(system, Duration.ofSeconds(9), () -> {});
            rehearsal.run();
            assertTrue(rehearsal.elapsed().compareTo(Duration.ofSeconds(9)) >= 0);
        }
    }

    @Test
    void eventually_holdsAtTheLastMoment_isInTime() {
        for (long seed = 0; seed < 50; seed++) {
            try (Rehearsal rehearsal = Rehearsal.of(seed)) {
                AtomicBoolean done = new AtomicBoolean();
                ActorSystem system = rehearsal.create("late");
                after(system, Duration.ofMillis(20), () -> done.set(true));
                Duration tick = Duration.ofMillis(30); // timers fire at the end of a tick
                rehearsal.eventually("done", done::get, tick);
                after(system, Duration.ofMillis(40), () -> {});
                for (int i = 0; i < 20; i++) {
                    system.dispatcher().execute(() -> {});
                }
                rehearsal.run();
            }
        }
    }

    @Test
    void eventually_timePassesWithoutIt_fails() {
        Rehearsal rehearsal = Rehearsal.of(55);
        ActorSystem system = rehearsal.create("late");
        AtomicBoolean done = new AtomicBoolean();
        after(system, Duration.ofSeconds(3), () -> done.set(true));
        rehearsal.eventually("another", () -> false, Duration.ofSeconds(4));
        rehearsal.eventually("done", done::get, Duration.ofSeconds(2));
        assertStarts(
                "invariant has not held in time: name=done: seed=55",
                assertThrows(AssertionError.class, rehearsal::run));
    }

    @Test
    void eventually_runForBeyondIt_fails() {
        Rehearsal rehearsal = Rehearsal.of(56);
        rehearsal.create("nothing");
        rehearsal.eventually("never", () -> false, Duration.ofSeconds(2));
        rehearsal.runFor(Duration.ofSeconds(2));
        assertStarts(
                "invariant has not held in time: name=never: seed=56",
                assertThrows(AssertionError.class, () -> rehearsal.runFor(Duration.ofNanos(1))));
    }

    @Test
    void close_somethingExpected_waitsForIt() {
        AtomicBoolean done = new AtomicBoolean();
        Rehearsal rehearsal = Rehearsal.of(57);
        ActorSystem system = rehearsal.create("late");
        after(system, Duration.ofSeconds(3), () -> done.set(true));
        rehearsal.eventually("done", done::get, Duration.ofSeconds(4));
        rehearsal.close();
        assertTrue(done.get());
    }

    @Test
    void close_somethingExpectedDoesNotCome_fails() {
        Rehearsal rehearsal = Rehearsal.of(58);
        rehearsal.create("nothing");
        rehearsal.eventually("never", () -> false, Duration.ofSeconds(2));
        assertStarts(
                "invariant has not held in time: name=never: seed=58",
                assertThrows(AssertionError.class, rehearsal::close));
    }

    /** Work that waits lets timers overtake, but nothing may be late by that. */
    @Test
    void eventually_workIsPending_timersDoNotOvertakeTheDeadline() {
        for (long seed = 0; seed < 100; seed++) {
            try (Rehearsal rehearsal = Rehearsal.of(seed)) {
                AtomicInteger done = new AtomicInteger();
                ActorSystem system = rehearsal.create("busy");
                ActorRef busy = Doing.actor(system, "busy", (self, any) -> done.incrementAndGet());
                after(system, Duration.ofMillis(50), () -> {});
                for (int i = 0; i < 100; i++) {
                    Doing.tell(busy, i);
                }
                rehearsal.eventually("all done", () -> done.get() == 100, Duration.ofMillis(10));
                rehearsal.run();
            }
        }
    }
}
