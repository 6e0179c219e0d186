package io.garrick.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The test kit where nobody but the test's thread can do what it waits for. */
class TestKitRehearsedTest {

    private static final class Echo extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(
                            Duration.class,
                            delay -> getContext()
                                    .getSystem()
                                    .scheduler()
                                    .scheduleOnce(
                                            delay,
                                            getSender(),
                                            "late",
                                            getContext().getDispatcher(),
                                            getSelf()))
                    .matchAny(message -> getSender().tell(message, getSelf()))
                    .build();
        }
    }

    private static long play(long seed) {
        try (Rehearsal rehearsal = Rehearsal.of(seed)) {
            ActorSystem system = rehearsal.create("rehearsed");
            TestKit kit = new TestKit(system);
            ActorRef echo = system.actorOf(Props.create(Echo.class, Echo::new), "echo");
            kit.send(echo, "x");
            kit.expectMsg("x");
            kit.send(echo, Duration.ofMinutes(59));
            kit.expectNoMessage(Duration.ofMinutes(58));
            kit.within(Duration.ofMinutes(1), Duration.ofMinutes(2), () -> kit.expectMsg("late"));
            assertTrue(rehearsal.elapsed().compareTo(Duration.ofMinutes(59)) >= 0);
            kit.watch(echo);
            system.stop(echo);
            kit.expectTerminated(echo);
            kit.awaitCond(Duration.ofHours(1), () -> !kit.msgAvailable());
            ActorRef child = kit.childActorOf(Props.create(Echo.class, Echo::new), "child");
            kit.send(child, "y");
            kit.expectMsg("y");
            AssertionError silence =
                    assertThrows(AssertionError.class, () -> kit.expectMsg(Duration.ofHours(1), "never"));
            assertTrue(silence.getMessage().contains("waited=PT1H"), silence::getMessage);
            TestKit.shutdownActorSystem(system, true);
            return rehearsal.traceHash();
        }
    }

    @Test
    void expectations_runTheRehearsal_onVirtualTime_andReplay() {
        for (long seed = 0; seed < 20; seed++) {
            assertEquals(play(seed), play(seed));
        }
    }
}
