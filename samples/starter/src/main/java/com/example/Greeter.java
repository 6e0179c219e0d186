package com.example;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.pattern.Patterns;
import java.time.Duration;

/** Answers a name with a greeting. */
public class Greeter extends AbstractActor {

    public static Props props() {
        return Props.create(Greeter.class);
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(String.class, name -> sender().tell("Hello, " + name + "!", self()))
                .build();
    }

    public static void main(String[] arguments) {
        try (ActorSystem system = ActorSystem.create("starter")) {
            ActorRef greeter = system.actorOf(Greeter.props(), "greeter");
            Object greeting = Patterns.ask(greeter, "world", Duration.ofSeconds(3)).toCompletableFuture().join();
            System.out.println(greeting);
        }
    }
}
