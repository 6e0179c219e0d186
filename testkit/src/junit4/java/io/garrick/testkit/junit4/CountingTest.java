package io.garrick.testkit.junit4;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.actor.ReceiveTimeout;
import io.garrick.testkit.EventFilter;
import io.garrick.testkit.ManualTime;
import io.garrick.testkit.SystemCheck;
import io.garrick.testkit.TestActorRef;
import io.garrick.testkit.TestKit;
import io.garrick.testkit.TestProbe;
import java.time.Duration;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;

/** Tests of an actor as a user of JUnit 4 writes them: one system for the class, each test begun and ended with the check. */
public class CountingTest {

    private static ActorSystem system;

    private SystemCheck check;
    private TestKit kit;
    private ActorRef counter;

    /** Answers with how many messages there have been; fails of a negative number; tells another one when nothing comes for a day. */
    static final class Counter extends AbstractActor {
        private final ActorRef idleListener;
        int count;

        Counter(ActorRef idleListener) {
            this.idleListener = idleListener;
        }

        @Override
        public void preStart() {
            getContext().setReceiveTimeout(Duration.ofDays(1));
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Integer.class, number -> number < 0, number -> {
                        throw new IllegalArgumentException("number must be 0 or more: number=" + number);
                    })
                    .match(ReceiveTimeout.class, timeout -> idleListener.tell("a day has passed", getSelf()))
                    .matchAny(message -> getSender().tell(++count, getSelf()))
                    .build();
        }
    }

    @BeforeClass
    public static void startSystem() {
        system = ActorSystem.create("junit4", ManualTime.settings());
    }

    @AfterClass
    public static void endSystem() {
        TestKit.shutdownActorSystem(system);
    }

    @Before
    public void begin() {
        check = SystemCheck.begin(system);
        kit = new TestKit(system);
        counter = system.actorOf(Props.create(Counter.class, () -> new Counter(kit.getRef())));
    }

    @After
    public void end() {
        kit.watch(counter);
        system.stop(counter);
        kit.expectTerminated(counter);
        check.end();
    }

    @Test
    public void countsWhatItIsTold() {
        TestProbe other = new TestProbe(system);
        kit.send(counter, "a");
        kit.expectMsg(1);
        other.send(counter, "b");
        other.expectMsg(2);
        kit.expectNoMessage(Duration.ZERO);
    }

    @Test
    public void dayPassesOnManualTime() {
        ManualTime time = ManualTime.get(system);
        kit.send(counter, "a");
        kit.expectMsg(1);
        time.timePasses(Duration.ofDays(1));
        kit.expectMsg("a day has passed");
    }

    @Test
    public void failureIsLoggedAndCountingBeginsAnew() {
        kit.send(counter, "a");
        kit.expectMsg(1);
        new EventFilter(IllegalArgumentException.class, system).occurrences(1).intercept(() -> kit.send(counter, -1));
        kit.send(counter, "b");
        kit.expectMsg(1);
    }

    @Test
    public void actorIsSeenFromInside() {
        TestActorRef<Counter> ref =
                TestActorRef.create(system, Props.create(Counter.class, () -> new Counter(ActorRef.noSender())));
        kit.send(ref, "a");
        kit.expectMsg(1);
        assertEquals(1, ref.underlyingActor().count);
        system.stop(ref);
    }

    /** JUnit 4 knows of failures by the error that the kit throws. */
    @Test
    public void unmetExpectationIsAnAssertionError() {
        kit.send(counter, "a");
        AssertionError error = assertThrows(AssertionError.class, () -> kit.expectMsg(2));
        assertSame(AssertionError.class, error.getClass());
    }
}
