package io.garrick.samples.handson;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.pattern.Patterns;
import java.time.Duration;

/** An actor, a message, an answer. */
public final class Hello {

    private Hello() {}

    /** What one asks the greeter for. Messages are immutable: sender and receiver share them. */
    record Greet(String name) {}

    /** What the greeter answers. */
    record Greeting(String text, int number) {}

    /** Counts in a plain field: an actor handles one message at a time, so nothing has to be locked. */
    static final class Greeter extends AbstractActor {

        private int greeted;

        @Override
        public Receive createReceive() {
            return receiveBuilder().match(Greet.class, this::greet).build();
        }

        private void greet(Greet greet) {
            greeted++;
            sender().tell(new Greeting("Hello, " + greet.name() + "!", greeted), self());
        }
    }

    public static void main(String[] arguments) {
        try (ActorSystem system = ActorSystem.create("hello")) {
            ActorRef greeter = system.actorOf(Props.create(Greeter.class), "greeter");
            for (String name : new String[] {"Ada", "Grace", "Barbara"}) {
                // Outside an actor there is nobody to answer to; ask makes a future of the answer.
                Object answer = Patterns.ask(greeter, new Greet(name), Duration.ofSeconds(3))
                        .toCompletableFuture()
                        .join();
                Greeting greeting = (Greeting) answer;
                System.out.println(greeting.text() + " You are number " + greeting.number() + ".");
            }
        }
    }
}
