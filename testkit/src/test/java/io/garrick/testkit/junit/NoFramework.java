package io.garrick.testkit.junit;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.testkit.EventFilter;
import io.garrick.testkit.ManualTime;
import io.garrick.testkit.SystemCheck;
import io.garrick.testkit.TestActorRef;
import io.garrick.testkit.TestKit;
import java.time.Duration;

/** What a test may do that has JUnit 4, another framework, or none: a program. */
final class NoFramework {

    private NoFramework() {}

    private static final class Echo extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Exception.class, failure -> {
                        throw failure;
                    })
                    .matchAny(message -> getSender().tell(message, getSelf()))
                    .build();
        }
    }

    public static void main(String[] arguments) {
        ActorSystem system = ActorSystem.create("plain", ManualTime.settings());
        SystemCheck check = SystemCheck.begin(system);
        TestKit kit = new TestKit(system);
        TestActorRef<Echo> echo = TestActorRef.create(system, Props.create(Echo.class, Echo::new));
        kit.send(echo, "x");
        kit.expectMsg("x");
        ManualTime.get(system).expectNoMessageFor(Duration.ofDays(1), kit);
        new EventFilter(IllegalStateException.class, system)
                .intercept(() -> echo.tell(new IllegalStateException(), ActorRef.noSender()));
        check.endWithSystem();
        try {
            Class.forName("org.junit.jupiter.api.Test");
        } catch (ClassNotFoundException absent) {
            System.out.println("no JUnit, and all is well");
        }
    }
}
