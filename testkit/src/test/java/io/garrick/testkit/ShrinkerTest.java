package io.garrick.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ShrinkerTest {

    private static final Consumer<Rehearsal> TROUPE = rehearsal -> Troupe.perform(rehearsal, new ArrayList<>());

    private static Run recorded(long seed, Exploration exploration, Consumer<Rehearsal> scenario) {
        Rehearsal rehearsal = Rehearsal.of(seed, exploration);
        rehearsal.loop().agenda().record();
        return Run.of(rehearsal, scenario);
    }

    private static Run failing(Consumer<Rehearsal> scenario) {
        for (long seed = 0; ; seed++) {
            Run run = recorded(seed, Exploration.randomWalk(), scenario);
            if (run.hasFailed()) {
                return run;
            }
        }
    }

    /** What is recorded is all that makes a schedule. */
    @Test
    void directed_byAllDeviations_isTheSameRun() {
        for (Exploration exploration : List.of(Exploration.randomWalk(), Exploration.pct(4, 300))) {
            for (long seed = 0; seed < 50; seed++) {
                Run run = recorded(seed, exploration, TROUPE);
                List<Deviation> deviations = run.rehearsal().loop().agenda().deviations();
                assertTrue(deviations.size() > 10);
                Rehearsal again = Rehearsal.directed(seed, exploration, deviations);
                again.loop().agenda().record();
                assertTrue(Run.of(again, TROUPE).isSameAs(run), "seed " + seed);
                assertEquals(deviations, again.loop().agenda().deviations());
            }
        }
    }

    @Test
    void directed_byNothing_isThePlainSchedule() {
        Rehearsal plain = Rehearsal.directed(3, Exploration.randomWalk(), List.of());
        plain.loop().agenda().record();
        Run run = Run.of(plain, TROUPE);
        assertEquals(List.of(), plain.loop().agenda().deviations());
        assertEquals(0, run.preemptions());
    }

    /** Deviations that fit nowhere do no harm. */
    @Test
    void directed_byAnothersDeviations_runsAllTheSame() {
        List<Deviation> others = recorded(1, Exploration.randomWalk(), ExploreTest::torn)
                .rehearsal()
                .loop()
                .agenda()
                .deviations();
        Run run = Run.of(Rehearsal.directed(3, Exploration.randomWalk(), others), TROUPE);
        assertNull(run.thrown());
    }

    /** A timer has to overtake, and its task the actor that is busy. */
    private static void overtaken(Rehearsal rehearsal) {
        ActorSystem system = rehearsal.create("timers");
        AtomicInteger handled = new AtomicInteger();
        ActorRef busy = Doing.actor(system, "busy", (self, any) -> handled.incrementAndGet());
        ActorRef other = Doing.actor(system, "other", (self, any) -> {});
        rehearsal.run();
        Runnable early = () -> {
            if (handled.get() < 20) {
                throw new AssertionError("too early");
            }
        };
        system.scheduler().scheduleOnce(Duration.ofMillis(10), early, system.dispatcher());
        for (int i = 0; i < 20; i++) {
            Doing.tell(busy, i);
            Doing.tell(other, i);
        }
        rehearsal.run();
    }

    @Test
    void shrink_timerOvertakes_keepsTheLeapAndOnePreemption() {
        Run original = failing(ShrinkerTest::overtaken);
        Run shrunk = new Shrinker(original, ShrinkerTest::overtaken).shrink();
        List<Deviation> left = shrunk.rehearsal().loop().agenda().deviations();
        assertEquals(2, left.size(), left::toString);
        assertTrue(left.get(0).isLeap());
        assertEquals(1, shrunk.preemptions());
    }

    @Test
    void shrink_onlyOtherFailures_givesTheOriginal() {
        Run original = failing(ShrinkerTest::overtaken);
        Shrinker shrinker = new Shrinker(original, rehearsal -> {
            throw new AssertionError("not the same");
        });
        assertSame(original, shrinker.shrink());
    }

    @Test
    void shrink_longRun_staysWithinItsAttempts() {
        AtomicInteger runs = new AtomicInteger();
        Consumer<Rehearsal> fragile = rehearsal -> {
            runs.incrementAndGet();
            TROUPE.accept(rehearsal);
            if (rehearsal.loop().agenda().preemptions() % 7 == 3) {
                throw new IllegalStateException("by chance");
            }
        };
        Run original = failing(fragile);
        runs.set(0);
        Shrinker shrinker = new Shrinker(original, fragile);
        Run shrunk = shrinker.shrink();
        assertEquals(3, shrunk.preemptions());
        assertNotEquals(original.preemptions(), shrunk.preemptions());
        assertEquals(shrinker.attempts(), runs.get());
        assertTrue(runs.get() <= 500, runs::toString);
    }

    @Test
    void shrink_nothingHelps_givesUpInTheEnd() {
        AtomicInteger runs = new AtomicInteger();
        Consumer<Rehearsal> once = rehearsal -> {
            TROUPE.accept(rehearsal);
            if (runs.getAndIncrement() == 0) {
                throw new IllegalStateException("once");
            }
        };
        Run original = recorded(4, Exploration.randomWalk(), once);
        assertTrue(original.rehearsal().loop().agenda().deviations().size() > 300);
        assertSame(original, new Shrinker(original, once).shrink());
        assertEquals(1 + 500, runs.get());
    }

    /** One waits for the other by telling itself: in the plain schedule for ever. */
    @Test
    void shrink_plainScheduleIsEndless_isGivenUpSoon() {
        List<Long> lengths = new ArrayList<>();
        Consumer<Rehearsal> busyWaiting = rehearsal -> {
            AtomicInteger ready = new AtomicInteger();
            ActorSystem system = rehearsal.create("busy");
            ActorRef waiting = Doing.actor(system, "waiting", (self, any) -> {
                if (ready.get() == 0) {
                    self.self().tell(any, self.self());
                }
            });
            Doing.tell(waiting, "are you ready?");
            Doing.tell(Doing.actor(system, "slow", (self, any) -> ready.set(1)), "go");
            try {
                rehearsal.run();
            } finally {
                lengths.add(rehearsal.events());
            }
            throw new IllegalStateException("after all");
        };
        Run original = recorded(1, Exploration.randomWalk(), busyWaiting);
        lengths.clear();
        Run shrunk = new Shrinker(original, busyWaiting).shrink();
        assertTrue(shrunk.hasFailed());
        long longest = lengths.stream().mapToLong(Long::longValue).max().orElse(0);
        assertEquals(2 * original.events() + 1_001, longest);
    }
}
