package io.garrick.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExploreTest {

    /** Two that never go wrong, each in its own order. */
    private static final Consumer<Rehearsal> HARMLESS = rehearsal -> {
        ActorSystem system = rehearsal.create("harmless");
        Doing.tell(Doing.actor(system, "a", (self, any) -> {}), 1, 2, 3);
        Doing.tell(Doing.actor(system, "b", (self, any) -> {}), 1, 2, 3);
        rehearsal.run();
    };

    /** A writer does in two messages what belongs into one, and a reader may come between; bystanders make noise. */
    static void torn(Rehearsal rehearsal) {
        ActorSystem system = rehearsal.create("torn");
        int[] shared = new int[2];
        List<String> seen = new ArrayList<>();
        for (String name : List.of("x", "y", "z")) {
            Doing.tell(Doing.actor(system, name, (self, any) -> {}), 1, 2, 3, 4, 5);
        }
        ActorRef writer = Doing.actor(system, "writer", (self, at) -> shared[(Integer) at] = 1);
        ActorRef reader = Doing.actor(system, "reader", (self, any) -> seen.add(shared[0] + "" + shared[1]));
        Doing.tell(writer, 0, 1);
        Doing.tell(reader, "read");
        rehearsal.run();
        if (seen.contains("10")) {
            throw new IllegalStateException("torn: seen=" + seen);
        }
    }

    @AfterEach
    void forget() {
        System.clearProperty(Explorer.ONE_SEED);
    }

    private static AssertionError failure(Consumer<Rehearsal> scenario) {
        return assertThrows(AssertionError.class, () -> Rehearsal.explore(200, scenario));
    }

    private static long number(AssertionError error, String name) {
        Matcher matcher = Pattern.compile(name + "=(\\d+)").matcher(error.getMessage());
        assertTrue(matcher.find(), error.getMessage());
        return Long.parseLong(matcher.group(1));
    }

    // ---------------------------------------------------------------- nothing is wrong

    @Test
    void explore_nothingWrong_countsWhatItHasSeen() {
        Explored ten = Rehearsal.explore(10, HARMLESS);
        assertEquals(10, ten.seeds());
        assertEquals(60, ten.messages());
        assertTrue(ten.events() > 60, ten::toString);
        assertEquals(ten, Rehearsal.explore(10, HARMLESS));
        assertEquals(ten, Rehearsal.explore(0, 10, Exploration.randomWalk(), HARMLESS));
        assertNotEquals(
                ten.traceHash(),
                Rehearsal.explore(10, Exploration.pct(2), HARMLESS).traceHash());
        assertNotEquals(
                ten.traceHash(),
                Rehearsal.explore(1, 10, Exploration.randomWalk(), HARMLESS).traceHash());
    }

    @Test
    void replay_isTheRunOfThatSeed() {
        Rehearsal rehearsal = Rehearsal.of(5);
        HARMLESS.accept(rehearsal);
        rehearsal.close();
        long hash = rehearsal.traceHash();
        Explored replayed = Rehearsal.replay(5, HARMLESS);
        assertEquals(hash, replayed.traceHash());
        assertEquals(replayed, Rehearsal.explore(5, 1, Exploration.randomWalk(), HARMLESS));
        assertEquals(replayed, Rehearsal.ensureDeterministic(5, HARMLESS));
        assertEquals(
                Rehearsal.replay(5, Exploration.pct(3), HARMLESS),
                Rehearsal.ensureDeterministic(5, Exploration.pct(3), HARMLESS));
    }

    @Test
    void explore_noSeeds_refused() {
        assertThrows(IllegalArgumentException.class, () -> Rehearsal.explore(0, HARMLESS));
    }

    // ---------------------------------------------------------------- the property

    @Test
    void explore_seedInProperty_playsItAlone() {
        List<Long> played = new ArrayList<>();
        System.setProperty(Explorer.ONE_SEED, "-42");
        Explored seen = Rehearsal.explore(10, rehearsal -> {
            played.add(rehearsal.seed());
            HARMLESS.accept(rehearsal);
        });
        assertEquals(List.of(-42L), played);
        assertEquals(Rehearsal.replay(-42, HARMLESS), seen);
    }

    @Test
    void explore_noSeedInProperty_saysSo() {
        System.setProperty(Explorer.ONE_SEED, "many");
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> Rehearsal.explore(10, HARMLESS));
        assertTrue(error.getMessage().contains("property=garrick.rehearsal.seed found=many"), error.getMessage());
    }

    // ---------------------------------------------------------------- something is wrong

    @Test
    void explore_scenarioFails_tellsSeedCauseAndEvents() {
        AssertionError error = failure(ExploreTest::torn);
        String text = error.getMessage();
        long seed = number(error, "seed");
        assertTrue(error.getCause() instanceof IllegalStateException, text);
        assertTrue(text.startsWith("rehearsal failed: seed=" + seed + " exploration=Exploration.randomWalk()"), text);
        assertTrue(text.contains("cause: java.lang.IllegalStateException: torn: seen=[10]"), text);
        assertTrue(
                text.contains("again: Rehearsal.replay(" + seed + "L, scenario), or -Dgarrick.rehearsal.seed="), text);
        assertTrue(text.contains("schedule: events="), text);
        assertTrue(text.matches("(?s).*#\\d+ at 0 ns: garrick://torn/user/reader java.lang.String.*"), text);

        AssertionError again = assertThrows(AssertionError.class, () -> Rehearsal.replay(seed, ExploreTest::torn));
        assertEquals(text, again.getMessage());
    }

    @Test
    void explore_pctFails_saysHowToReplay() {
        AssertionError error = assertThrows(
                AssertionError.class, () -> Rehearsal.explore(500, Exploration.pct(2, 60), ExploreTest::torn));
        assertTrue(error.getMessage().contains("L, Exploration.pct(2, 60), scenario)"), error.getMessage());
    }

    /** The plain schedule is right; the writer has to be held up once, between its messages. */
    @Test
    void explore_scenarioFails_shrinksToTheOnePreemptionThatMatters() {
        String text = failure(ExploreTest::torn).getMessage();
        assertTrue(text.matches("(?s).*schedule: events=\\d+ preemptions=[2-9]\\d* .*"), text);
        assertTrue(text.matches("(?s).*shrunk: events=\\d+ preemptions=1 .*"), text);
        String shrunk = text.substring(text.indexOf("shrunk:"), text.indexOf("latest events of the schedule"));
        assertEquals(1, shrunk.split("\\(before ", -1).length - 1, shrunk);
        assertTrue(shrunk.contains("(before garrick://torn/user/writer goes on)"), shrunk);
    }

    @Test
    void explore_failsInAnyOrder_shrinksToThePlainSchedule() {
        String text = failure(rehearsal -> {
                    HARMLESS.accept(rehearsal);
                    throw new IllegalStateException("always");
                })
                .getMessage();
        assertTrue(text.matches("(?s).*shrunk: events=\\d+ preemptions=0 .* attempts=1;.*"), text);
    }

    /** Another failure, from another place, is not what is looked for. */
    @Test
    void explore_otherFailureInThePlainSchedule_isNotTakenForIt() {
        AssertionError error = failure(rehearsal -> {
            torn(rehearsal);
            if (rehearsal.loop().agenda().preemptions() < 2) {
                throw new UnsupportedOperationException("something else");
            }
        });
        assertTrue(error.getCause().getMessage().startsWith("torn: seen="), error.getMessage());
        assertTrue(error.getMessage().contains("preemptions=1 "), error.getMessage());
    }

    @Test
    void explore_endlessRun_isTheFailure() {
        AssertionError error = failure(rehearsal -> {
            ActorSystem system = rehearsal.limit(1_000).create("endless");
            Doing.tell(Doing.actor(system, "a", (self, any) -> self.self().tell(any, self.self())), 1);
            rehearsal.run();
        });
        assertTrue(
                error.getMessage().contains("rehearsal does not come to rest: seed=0 events=1000"), error.getMessage());
    }

    @Test
    void explore_actorIsStuck_closingFindsIt() {
        AssertionError mine = new AssertionError("mine");
        AssertionError error =
                failure(rehearsal -> rehearsal.create("errors").dispatcher().execute(() -> {
                    throw mine;
                }));
        assertSame(mine, error.getCause().getCause());
    }

    // ---------------------------------------------------------------- nondeterminism

    @Test
    void ensureDeterministic_differentOrder_namesTheFirstDifferentEvent() {
        AtomicInteger calls = new AtomicInteger();
        Consumer<Rehearsal> scenario = rehearsal -> {
            ActorSystem system = rehearsal.create("leaky");
            ActorRef a = Doing.actor(system, "a", (self, any) -> {});
            rehearsal.run();
            Doing.tell(a, calls.incrementAndGet() % 2 == 1 ? "odd" : 2);
            rehearsal.run();
        };
        AssertionError error = assertThrows(AssertionError.class, () -> Rehearsal.ensureDeterministic(3, scenario));
        assertTrue(error.getMessage().startsWith("scenario is not deterministic: seed=3"), error.getMessage());
        assertTrue(
                error.getMessage()
                        .matches(
                                "(?s).*first differing event: #(\\d+) at 0 ns: garrick://leaky/user/a java.lang.String\n"
                                        + "  but then #\\1 at 0 ns: garrick://leaky/user/a java.lang.Integer\n.*"),
                error.getMessage());
        assertThrows(AssertionError.class, () -> Rehearsal.ensureDeterministic(3, Exploration.pct(2), scenario));
    }

    @Test
    void ensureDeterministic_moreEvents_namesTheFirstOfThem() {
        AtomicInteger calls = new AtomicInteger();
        AssertionError error = assertThrows(
                AssertionError.class,
                () -> Rehearsal.ensureDeterministic(3, rehearsal -> {
                    ActorSystem system = rehearsal.create("leaky");
                    if (calls.getAndIncrement() > 0) {
                        system.terminate();
                        rehearsal.run();
                        rehearsal.create("second");
                    }
                }));
        assertTrue(error.getMessage().contains("garrick://second"), error.getMessage());
    }

    @Test
    void explore_failureDoesNotComeAgain_saysSo() {
        AtomicInteger calls = new AtomicInteger();
        AssertionError error = failure(rehearsal -> {
            HARMLESS.accept(rehearsal);
            if (calls.incrementAndGet() == 3) {
                throw new IllegalStateException("third time");
            }
        });
        assertTrue(error.getMessage().startsWith("scenario is not deterministic: seed=2"), error.getMessage());
        assertTrue(error.getMessage().contains("first differing event: none in two more runs"), error.getMessage());
        assertTrue(error.getCause() instanceof IllegalStateException);
    }

    @Test
    void ensureDeterministic_fails_likeReplay() {
        AssertionError error = assertThrows(
                AssertionError.class,
                () -> Rehearsal.ensureDeterministic(3, rehearsal -> {
                    throw new IllegalStateException("at once");
                }));
        assertFalse(error.getMessage().contains("deterministic"), error.getMessage());
        assertTrue(error.getMessage().contains("latest events of the schedule: none"), error.getMessage());
    }
}
