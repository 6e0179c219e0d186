package io.garrick.testkit.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.testkit.EventFilter;
import io.garrick.testkit.SystemCheck;
import io.garrick.testkit.TestKit;
import io.garrick.testkit.TestProbe;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Classes of tests as users write them, run by JUnit itself within this test. */
class ActorSystemExtensionTest {

    /** A tag that the build excludes, whatever pattern it looks for tests with. */
    private static final String FAILS_ON_PURPOSE = "none";

    /** What became of each test of a class, by its name: "ok", or the text of what it failed of. */
    private static Map<String, String> run(Class<?> testClass) {
        Map<String, String> results = new TreeMap<>();
        TestExecutionListener listener = new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                    String name = test.getDisplayName().replaceAll("\\(.*", "");
                    results.put(
                            name,
                            result.getThrowable().map(Throwable::getMessage).orElse("ok"));
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

    private static void assertSays(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), () -> "missing: " + part + " in: " + text);
        }
    }

    /** Fails at everything but a text, which it answers. */
    static final class Fussy extends AbstractActor {
        static Props props() {
            return Props.create(Fussy.class, Fussy::new);
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(String.class, text -> getSender().tell(text, getSelf()))
                    .matchAny(message -> {
                        throw new IllegalStateException("fussy");
                    })
                    .build();
        }
    }

    // ---------------------------------------------------------------- a system for each test

    @Tag(FAILS_ON_PURPOSE)
    @ExtendWith(ActorSystemExtension.class)
    static class OwnSystem {
        private static ActorSystem first;
        private ActorSystem before;

        @BeforeEach
        void before(ActorSystem system) {
            before = system;
        }

        @AfterEach
        void after(ActorSystem system, TestProbe probe) {
            assertSame(before, system);
            probe.ref().tell("still running", ActorRef.noSender());
            probe.expectMsg("still running");
        }

        private static void assertIsNotTheOther(ActorSystem system) {
            if (first == null) {
                first = system;
            } else {
                assertNotSame(first, system);
            }
        }

        @Test
        void clean(ActorSystem system, TestKit kit, TestProbe one, TestProbe two) {
            assertSame(before, system);
            assertIsNotTheOther(system);
            assertNotEquals(one.ref(), two.ref());
            kit.send(system.actorOf(Fussy.props()), "x");
            kit.expectMsg("x");
            assertTrue(system.name().matches("OwnSystem-\\d+"), system.name());
        }

        @Test
        void another(ActorSystem system) {
            assertIsNotTheOther(system);
        }

        @Test
        void error(ActorSystem system, TestProbe probe) {
            ActorRef fussy = system.actorOf(Fussy.props());
            probe.send(fussy, 1);
            probe.send(fussy, "x");
            probe.expectMsg("x");
        }

        @Test
        void errorExpected(ActorSystem system) {
            ActorRef fussy = system.actorOf(Fussy.props());
            new EventFilter(IllegalStateException.class, system).intercept(() -> fussy.tell(1, ActorRef.noSender()));
        }

        @Test
        void errorExcused(ActorSystem system, SystemCheck check) {
            check.expectErrors();
            system.log().error("x");
        }

        @Test
        void deadLetter(ActorSystem system) {
            system.deadLetters().tell("lost", ActorRef.noSender());
        }

        @Test
        void failing(ActorSystem system) {
            system.log().error("beside");
            throw new IllegalArgumentException("its own failure");
        }
    }

    @Test
    void eachTest_hasItsSystem_andFailsOfWhatIsWrongWithIt() {
        Map<String, String> results = run(OwnSystem.class);
        assertSays(
                results.remove("error"),
                "system is not as it should be after the test: system=OwnSystem-",
                "unexpected error in the log: actor failed and is restarted",
                "cause=java.lang.IllegalStateException: fussy");
        assertSays(results.remove("deadLetter"), "unexpected dead letter: lost");
        assertEquals("its own failure", results.remove("failing"));
        assertEquals(Map.of("clean", "ok", "another", "ok", "errorExpected", "ok", "errorExcused", "ok"), results);
        assertEquals(
                0,
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("garrick-OwnSystem-"))
                        .count());
    }

    // ---------------------------------------------------------------- one for all tests

    @Tag(FAILS_ON_PURPOSE)
    static class OneSystem {
        private static final ActorSystem RUNNING =
                ActorSystem.create("one", ConfigFactory.parseString("garrick.test.filter-leeway = 100ms"));

        @RegisterExtension
        static final ActorSystemExtension EXTENSION = ActorSystemExtension.shared(RUNNING);

        @Test
        void clean(ActorSystem system, TestProbe probe) {
            assertSame(RUNNING, system);
            probe.childActorOf(Fussy.props());
        }

        @Test
        void leak(ActorSystem system) {
            system.actorOf(Fussy.props(), "leak");
        }

        @AfterAll
        static void end() {
            assertFalse(RUNNING.whenTerminated().toCompletableFuture().isDone());
            RUNNING.close();
        }
    }

    @Test
    void sharedSystem_livesOn_andLeakedActorsAreNamed() {
        Map<String, String> results = run(OneSystem.class);
        assertSays(results.remove("leak"), "actors are left: actors=[Actor[garrick://one/user/leak#");
        assertEquals(Map.of("clean", "ok"), results);
    }

    // ---------------------------------------------------------------- systems of another make, and misuse

    @Tag(FAILS_ON_PURPOSE)
    static class MadeSystem {
        @RegisterExtension
        final ActorSystemExtension extension =
                ActorSystemExtension.of(name -> ActorSystem.create("made-" + name, ConfigFactory.empty()));

        @Test
        void made(ActorSystem system) {
            assertTrue(system.name().startsWith("made-MadeSystem-"), system.name());
        }
    }

    @Test
    void systemOfAnotherMake_isUsed() {
        assertEquals(Map.of("made", "ok"), run(MadeSystem.class));
    }

    @Tag(FAILS_ON_PURPOSE)
    static class NoSystem {
        @RegisterExtension
        final ActorSystemExtension extension = ActorSystemExtension.of(name -> {
            throw new IllegalStateException("cannot be made");
        });

        @Test
        void test() {}
    }

    @Test
    void systemThatCannotBeMade_failsTheTestOnce() {
        assertEquals(Map.of("test", "cannot be made"), run(NoSystem.class));
    }

    @Tag(FAILS_ON_PURPOSE)
    @ExtendWith(ActorSystemExtension.class)
    static class TooEarly {
        @BeforeAll
        static void beforeAll(ActorSystem system) {}

        @Test
        void test() {}
    }

    @Test
    void systemBeforeAllTests_isRefusedWithTheReason() {
        assertSays(
                String.join("\n", run(TooEarly.class).values()),
                "there is no system outside of tests, only test methods and those before and after each can have one:"
                        + " parameter=io.garrick.actor.ActorSystem");
    }
}
