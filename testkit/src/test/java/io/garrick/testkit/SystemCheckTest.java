package io.garrick.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Props;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each check seen failing, and not failing where there is no reason to. */
class SystemCheckTest {

    private static final Config HASTY =
            ConfigFactory.parseString("garrick { test.filter-leeway = 100ms, shutdown-timeout = 200ms }");

    private final CountDownLatch release = new CountDownLatch(1);
    private ActorSystem system;
    private ActorRef old;
    private SystemCheck check;

    @BeforeEach
    void start() {
        system = ActorSystem.create("checked", HASTY);
        old = system.actorOf(Worker.props(), "old");
        check = SystemCheck.begin(system);
    }

    @AfterEach
    void end() {
        release.countDown();
        TestKit.shutdownActorSystem(system, Duration.ofSeconds(20), true);
    }

    /** Waits for a latch, fails at an exception; what its child fails with is decided when a latch is open. */
    private static final class Worker extends AbstractActor {

        static Props props() {
            return Props.create(Worker.class, Worker::new);
        }

        private CountDownLatch decide = new CountDownLatch(0);

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(CountDownLatch.class, CountDownLatch::await)
                    .match(Exception.class, failure -> {
                        throw failure;
                    })
                    .match(CountDownLatch[].class, latches -> {
                        decide = latches[0];
                        getContext().actorOf(props(), "child").tell(new IllegalStateException("undecided"), getSelf());
                    })
                    .matchAny(message -> getSender().tell(message, getSelf()))
                    .build();
        }

        @Override
        public SupervisorStrategy supervisorStrategy() {
            return new OneForOneStrategy(cause -> {
                decide.await();
                return SupervisorStrategy.resume();
            });
        }
    }

    private static void tell(ActorRef actor, Object message) {
        actor.tell(message, ActorRef.noSender());
    }

    private void assertEnds(String... parts) {
        assertSays(assertThrows(AssertionError.class, check::end).getMessage(), parts);
    }

    private static void assertSays(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), () -> "missing: " + part + " in: " + text);
        }
    }

    // ---------------------------------------------------------------- a system that lives on

    @Test
    void cleanTest_ofASystemThatLivesOn_isFine() {
        TestKit kit = new TestKit(system);
        ActorRef child = kit.childActorOf(Worker.props());
        kit.send(child, "x");
        kit.expectMsg("x");
        ActorRef stopped = system.actorOf(Worker.props());
        system.stop(stopped);
        check.end();
        SystemCheck.begin(system).end();
        assertDoesNotThrow(() -> new TestKit(system), "the system lives on");
        assertThrows(IllegalStateException.class, () -> kit.watch(old), "its test actors do not");
    }

    @Test
    void leakedActors_areNamed() {
        ActorRef left = system.actorOf(Worker.props(), "left");
        assertEnds("system is not as it should be after the test: system=checked", "actors are left: actors=[" + left);
        SystemCheck.begin(system).end();
    }

    @Test
    void busyActor_isNamed() {
        tell(old, release);
        tell(old, "waits");
        assertEnds("actors do not come to rest: actors=[" + old + " running=true suspended=false queued=");
    }

    @Test
    void suspendedActor_isNamed() {
        TestKit kit = new TestKit(system);
        ActorRef parent = kit.getSystem().actorOf(Worker.props(), "parent");
        tell(parent, new CountDownLatch[] {release});
        assertEnds("actors are suspended and nobody decides: actors=[", "/child#", "suspended=true");
    }

    @Test
    void deadLetter_thatNobodyExpected_isNamed() {
        TestProbe probe = new TestProbe(system);
        ActorRef stopped = stopped(probe);
        tell(stopped, "lost");
        assertEnds("unexpected dead letter: lost DeadLetter[message=lost", "recipient=" + stopped, "reason=STOPPED");
    }

    private ActorRef stopped(TestProbe probe) {
        ActorRef stopped = system.actorOf(Worker.props());
        probe.watch(stopped);
        tell(stopped, PoisonPill.getInstance());
        probe.expectTerminated(stopped);
        return stopped;
    }

    @Test
    void deadLetter_thatWasExpected_isFine() {
        ActorRef stopped = stopped(new TestProbe(system));
        EventFilter.deadLetters(system).intercept(() -> tell(stopped, "lost"));
        check.end();

        SystemCheck second = SystemCheck.begin(system).expectDeadLetters();
        tell(stopped, "lost");
        second.end();
    }

    @Test
    void errorInTheLog_thatNobodyExpected_isNamedWithItsCause() {
        TestProbe probe = new TestProbe(system);
        tell(old, new IllegalStateException("broken"));
        probe.send(old, "x");
        probe.expectMsg("x");
        assertEnds(
                "unexpected error in the log: actor failed and is restarted: actor=" + old,
                "cause=java.lang.IllegalStateException: broken");
    }

    @Test
    void errorInTheLog_thatWasExpected_isFine_andHeardOnce() {
        new EventFilter(IllegalStateException.class, system)
                .occurrences(1)
                .intercept(() -> EventFilter.debug(system)
                        .occurrences(0)
                        .intercept(() -> tell(old, new IllegalStateException("broken"))));
        check.end();

        SystemCheck second = SystemCheck.begin(system).expectErrors();
        system.log().error("x");
        system.log().warning("warnings are no errors");
        second.end();
    }

    @Test
    void manyComplaints_areAllThere_butNotAllLines() {
        ActorRef left = system.actorOf(Worker.props(), "left");
        for (int i = 0; i < 15; i++) {
            system.log().error("line {}", i);
        }
        assertEnds("actors are left: actors=[" + left, "line 9", "unexpected error in the log: and 5 more");
    }

    @Test
    void nobodyListens_afterTheEnd() {
        check.end();
        system.log().error("after the end");
        SystemCheck.begin(system).end();
        assertFalse(system.log().isDebugEnabled());
    }

    // ---------------------------------------------------------------- with the system

    @Test
    void cleanTest_withItsSystem_isFine() {
        TestKit kit = new TestKit(system);
        kit.childActorOf(Worker.props());
        kit.send(old, "x");
        check.endWithSystem();
        assertTrue(system.whenTerminated().toCompletableFuture().isDone());
    }

    @Test
    void actorThatDoesNotStop_isNamed() {
        tell(old, release);
        assertSays(
                assertThrows(AssertionError.class, check::endWithSystem).getMessage(),
                "actors do not come to rest: actors=[" + old,
                "system has not terminated in time: system=checked timeout=PT0.2S alive=[/user/old");
    }

    @Test
    void errorDuringTheEnd_isNamed() {
        system.actorOf(Props.create(Clumsy.class, Clumsy::new), "clumsy");
        assertSays(
                assertThrows(AssertionError.class, check::endWithSystem).getMessage(),
                "unexpected error in the log: postStop failed, the stop goes on",
                "cause=java.lang.IllegalStateException: clumsy");
    }

    private static final class Clumsy extends AbstractActor {
        @Override
        public Receive createReceive() {
            return emptyBehavior();
        }

        @Override
        public void postStop() {
            throw new IllegalStateException("clumsy");
        }
    }

    @Test
    void deadLettersDuringTheEnd_areNone() {
        ActorRef teller = system.actorOf(Props.create(LastWords.class, LastWords::new));
        TestProbe probe = new TestProbe(system);
        probe.send(teller, "x");
        probe.expectMsg("x");
        check.endWithSystem();
    }

    /** Tells nobody something when it ends. */
    private static final class LastWords extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchAny(message -> getSender().tell(message, getSelf()))
                    .build();
        }

        @Override
        public void postStop() {
            getContext().getSystem().deadLetters().tell("last words", getSelf());
        }
    }

    @Test
    void threadThatSurvivesTheSystem_isNamed() throws Exception {
        Thread survivor = new Thread(
                () -> {
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                },
                "garrick-checked-leak-1");
        survivor.start();
        assertSays(
                assertThrows(AssertionError.class, check::endWithSystem).getMessage(),
                "system has ended and threads are left: threads=[garrick-checked-leak-1]");
        release.countDown();
        survivor.join();
    }

    @Test
    void rehearsedSystem_isCheckedToo() {
        try (Rehearsal rehearsal = Rehearsal.of(3)) {
            ActorSystem rehearsed = rehearsal.create("rehearsed");
            SystemCheck rehearsedCheck = SystemCheck.begin(rehearsed);
            ActorRef left = rehearsed.actorOf(Worker.props(), "left");
            assertSays(
                    assertThrows(AssertionError.class, rehearsedCheck::end).getMessage(),
                    "actors are left: actors=[" + left);
            SystemCheck.begin(rehearsed).endWithSystem();
        }
    }
}
