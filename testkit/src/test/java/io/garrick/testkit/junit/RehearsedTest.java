package io.garrick.testkit.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.testkit.Rehearsal;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Classes of rehearsed tests as users write them, run by JUnit itself within this test. */
class RehearsedTest {

    /** A tag that the build excludes, whatever pattern it looks for tests with. */
    private static final String FAILS_ON_PURPOSE = "none";

    private static final String ONE_SEED = "garrick.rehearsal.seed";

    /** What became of each test of a class, by the method's name and what is said of its seeds: "ok", or the text of what it failed of. */
    private static Map<String, String> run(Class<?> testClass) {
        Map<String, String> results = new TreeMap<>();
        TestExecutionListener listener = new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                    results.put(
                            test.getLegacyReportingName().replaceAll("\\(.*\\)", "") + " " + test.getDisplayName(),
                            said(result));
                }
            }
        };
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(testClass))
                                .build(),
                        listener);
        return results;
    }

    private static String said(TestExecutionResult result) {
        String status = result.getStatus() == TestExecutionResult.Status.ABORTED ? "aborted: " : "";
        return status + result.getThrowable().map(Throwable::getMessage).orElse("ok");
    }

    private static void assertSays(String text, String... parts) {
        assertNotNull(text);
        for (String part : parts) {
            assertTrue(text.contains(part), () -> "missing: " + part + " in: " + text);
        }
    }

    /** Writes down what it is told. */
    static final class Writer extends AbstractActor {
        private final StringBuilder written;

        Writer(StringBuilder written) {
            this.written = written;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder().matchAny(written::append).build();
        }
    }

    /** What two actors write who are told at the same time. */
    static String twoLetters(Rehearsal rehearsal) {
        ActorSystem system = rehearsal.create("letters");
        StringBuilder written = new StringBuilder();
        ActorRef a = system.actorOf(Props.create(Writer.class, () -> new Writer(written)));
        ActorRef b = system.actorOf(Props.create(Writer.class, () -> new Writer(written)));
        a.tell("a", ActorRef.noSender());
        b.tell("b", ActorRef.noSender());
        rehearsal.run();
        return written.toString();
    }

    // ---------------------------------------------------------------- seeds

    @Retention(RetentionPolicy.RUNTIME)
    @Rehearsed(seeds = 3)
    @interface Thrice {}

    @Tag(FAILS_ON_PURPOSE)
    static class Rehearsals {
        static final Map<String, List<Long>> SEEDS = new TreeMap<>();
        static final Set<String> WRITTEN = new HashSet<>();
        static int before;
        static int after;

        private static void note(TestInfo test, Rehearsal rehearsal) {
            String method = test.getTestMethod().orElseThrow().getName();
            SEEDS.computeIfAbsent(method, name -> new ArrayList<>()).add(rehearsal.seed());
        }

        @BeforeEach
        void before() {
            before++;
        }

        @AfterEach
        void after() {
            after++;
        }

        @Rehearsed
        void many(TestInfo test, Rehearsal rehearsal) {
            note(test, rehearsal);
            WRITTEN.add(twoLetters(rehearsal));
        }

        @Rehearsed(seeds = 5)
        void few(Rehearsal rehearsal, TestInfo test) {
            note(test, rehearsal);
        }

        @Thrice
        void composed(Rehearsal rehearsal, TestInfo test) {
            note(test, rehearsal);
        }

        @Rehearsed(seeds = 100)
        void orderDependent(Rehearsal rehearsal) {
            assertEquals("ab", twoLetters(rehearsal));
        }

        @Rehearsed(depth = 2, expectedEvents = 20)
        void orderDependentByPct(Rehearsal rehearsal) {
            assertEquals("ab", twoLetters(rehearsal));
        }

        @Rehearsed(seeds = 10)
        void checkedException(Rehearsal rehearsal) throws IOException {
            throw new IOException("no disk");
        }

        @Rehearsed(seeds = 10)
        void assumption(Rehearsal rehearsal) {
            assumeTrue(false, "not today");
        }

        static void forget() {
            SEEDS.clear();
            WRITTEN.clear();
            before = 0;
            after = 0;
        }
    }

    private static List<Long> seeds(long count) {
        return LongStream.range(0, count).boxed().toList();
    }

    @Test
    void rehearsed_runsOncePerSeed_asOneTest() {
        Rehearsals.forget();
        Map<String, String> results = run(Rehearsals.class);

        assertEquals("ok", results.get("many[1] seeds=200"), results::toString);
        assertEquals("ok", results.get("few[1] seeds=5"));
        assertEquals("ok", results.get("composed[1] seeds=3"));
        assertEquals(7, results.size(), results::toString);
        assertEquals(7, Rehearsals.before);
        assertEquals(7, Rehearsals.after);
        assertEquals(Map.of("many", seeds(200), "few", seeds(5), "composed", seeds(3)), Rehearsals.SEEDS);
        assertEquals(Set.of("ab", "ba"), Rehearsals.WRITTEN);
    }

    @Test
    void rehearsed_failing_tellsSeedAndCause() {
        Map<String, String> results = run(Rehearsals.class);

        long culprit = LongStream.range(0, 100)
                .filter(RehearsedTest::isReversed)
                .findFirst()
                .orElseThrow();
        assertSays(
                results.get("orderDependent[1] seeds=100"),
                "rehearsal failed: seed=" + culprit + " exploration=Exploration.randomWalk()",
                "expected: <ab> but was: <ba>",
                "latest events of the schedule:");
        assertSays(results.get("orderDependentByPct[1] seeds=200"), "exploration=Exploration.pct(2, 20)");
        assertSays(results.get("checkedException[1] seeds=10"), "seed=0", "java.io.IOException: no disk");
        assertEquals("aborted: Assumption failed: not today", results.get("assumption[1] seeds=10"));
    }

    private static boolean isReversed(long seed) {
        try (Rehearsal rehearsal = Rehearsal.of(seed)) {
            return twoLetters(rehearsal).equals("ba");
        }
    }

    @Test
    void rehearsed_oneSeedWanted_isTheOnlyOne() {
        Rehearsals.forget();
        System.setProperty(ONE_SEED, "4711");
        try {
            assertEquals("ok", run(Rehearsals.class).get("many[1] seed=4711"));
        } finally {
            System.clearProperty(ONE_SEED);
        }
        assertEquals(List.of(4711L), Rehearsals.SEEDS.get("many"));
        assertEquals(List.of(4711L), Rehearsals.SEEDS.get("few"));
    }

    // ---------------------------------------------------------------- the end, and misuse

    /** Endless, so that an end that is not waited for is seen. */
    @Tag(FAILS_ON_PURPOSE)
    static class Unfinished {
        static final List<ActorSystem> SYSTEMS = new ArrayList<>();

        @Rehearsed(seeds = 2)
        void leavesItsSystem(Rehearsal rehearsal) {
            SYSTEMS.add(rehearsal.create("left"));
        }
    }

    @Test
    void rehearsed_systemsLeft_areEnded() {
        Unfinished.SYSTEMS.clear();
        assertEquals(Map.of("leavesItsSystem[1] seeds=2", "ok"), run(Unfinished.class));
        assertEquals(
                List.of(true, true),
                Unfinished.SYSTEMS.stream()
                        .map(system ->
                                system.whenTerminated().toCompletableFuture().isDone())
                        .toList());
    }

    @Tag(FAILS_ON_PURPOSE)
    static class Misused {
        @Rehearsed(seeds = 0)
        void noSeed(Rehearsal rehearsal) {}

        @Rehearsed
        void noParameter() {}

        @Rehearsed(depth = -1)
        void noDepth(Rehearsal rehearsal) {}

        @Rehearsed(expectedEvents = 0)
        void noEvents(Rehearsal rehearsal) {}
    }

    @Test
    void rehearsed_misused_isRefusedWithTheReason() {
        String refusals = String.join("\n", run(Misused.class).values());
        assertSays(
                refusals, "must be positive, its depth not negative: seeds=0 depth=0 expectedEvents=1000", "noSeed(");
        assertSays(refusals, "depth=-1", "noDepth(", "expectedEvents=0", "noEvents(");
        assertSays(refusals, "a rehearsed test has a parameter for its rehearsal:", "noParameter()");
    }

    /** There is none yet: each seed has its own. */
    @Tag(FAILS_ON_PURPOSE)
    static class TooEarly {
        @BeforeEach
        void before(Rehearsal rehearsal) {}

        @Rehearsed
        void test(Rehearsal rehearsal) {}
    }

    @Test
    void rehearsalBeforeTheTest_isRefused() {
        assertSays(
                run(TooEarly.class).get("test[1] seeds=200"),
                "No ParameterResolver registered for parameter [io.garrick.testkit.Rehearsal");
    }
}
