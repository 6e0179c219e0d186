package io.garrick.testkit.junit4;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.testkit.SystemCheck;
import io.garrick.testkit.TestKit;
import java.time.Duration;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Fails on purpose, twice: JUnit 4 must hear from the check that a message was lost, and from the kit that another did not come. */
public class LosingTest {

    private final ActorSystem system = ActorSystem.create("losing");
    private final TestKit kit = new TestKit(system);
    private SystemCheck check;

    static final class Silent extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder().matchAny(message -> {}).build();
        }
    }

    @Before
    public void begin() {
        check = SystemCheck.begin(system);
    }

    @After
    public void end() {
        check.endWithSystem();
    }

    @Test
    public void letterIsDead() {
        system.deadLetters().tell("lost", ActorRef.noSender());
    }

    @Test
    public void answerDoesNotCome() {
        kit.send(system.actorOf(Props.create(Silent.class, Silent::new)), "question");
        kit.expectMsg(Duration.ofMillis(50), "answer");
    }
}
