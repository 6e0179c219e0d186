package hello;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.pattern.Patterns;
import java.time.Duration;

/** Greets twice: by an actor made from its class, and by one made from a lambda. */
final class Hello {

    private Hello() {}

    public static void main(String[] arguments) {
        try (ActorSystem system = ActorSystem.create("hello")) {
            ActorRef byClass = system.actorOf(Props.create(Greeter.class), "by-class");
            ActorRef byCreator = system.actorOf(Props.create(Greeter.class, Greeter::new), "by-creator");
            for (ActorRef greeter : new ActorRef[] {byClass, byCreator}) {
                System.out.println(Patterns.ask(greeter, "world", Duration.ofSeconds(10))
                        .toCompletableFuture()
                        .join());
            }
        }
    }

    static final class Greeter extends AbstractActor {

        private Greeter() {}

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(String.class, name -> sender().tell(greeting(name), self()))
                    .build();
        }

        private String greeting(String name) {
            return "hello " + name + " from " + self().path().name() + " in module "
                    + getClass().getModule().getName();
        }
    }
}
