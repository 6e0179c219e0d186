package io.garrick.samples.handson;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.pattern.Patterns;
import java.time.Duration;

/** An actor decides how it handles the next message: a turnstile is a state machine of two behaviours. */
public final class Become {

    private Become() {}

    enum Event {
        COIN,
        PUSH
    }

    static final class Turnstile extends AbstractActor {

        private int passed;

        @Override
        public Receive createReceive() {
            return locked();
        }

        private Receive locked() {
            return receiveBuilder()
                    .matchEquals(Event.COIN, coin -> {
                        System.out.println("locked:   a coin, it unlocks");
                        context().become(unlocked());
                    })
                    .matchEquals(Event.PUSH, push -> System.out.println("locked:   pushed, nothing moves"))
                    .build();
        }

        private Receive unlocked() {
            return receiveBuilder()
                    .matchEquals(Event.COIN, coin -> System.out.println("unlocked: a coin, thank you"))
                    .matchEquals(Event.PUSH, push -> {
                        passed++;
                        System.out.println("unlocked: passenger " + passed + " passes, it locks");
                        context().become(locked());
                    })
                    .build();
        }
    }

    public static void main(String[] arguments) {
        try (ActorSystem system = ActorSystem.create("become")) {
            ActorRef turnstile = system.actorOf(Props.create(Turnstile.class), "turnstile");
            Event[] day = {Event.PUSH, Event.COIN, Event.PUSH, Event.PUSH, Event.COIN, Event.COIN, Event.PUSH};
            for (Event event : day) {
                turnstile.tell(event, ActorRef.noSender());
            }
            Patterns.gracefulStop(turnstile, Duration.ofSeconds(3))
                    .toCompletableFuture()
                    .join();
        }
    }
}
