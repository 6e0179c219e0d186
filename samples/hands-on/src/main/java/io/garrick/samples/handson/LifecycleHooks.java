package io.garrick.samples.handson;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.pattern.Patterns;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Every hook of an actor's life, with the generation of the instance that it is called on: a restart replaces the instance behind the ref. */
public final class LifecycleHooks {

    private LifecycleHooks() {}

    static final class Mortal extends AbstractActor {

        private final int generation;

        Mortal(AtomicInteger generations) {
            generation = generations.incrementAndGet();
            say("constructor");
        }

        @Override
        public void preStart() {
            say("preStart: once in the actor's life, for the first instance");
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchEquals("crash", m -> {
                        throw new IllegalStateException("asked to crash");
                    })
                    .match(String.class, message -> say("handles " + message))
                    .build();
        }

        @Override
        public void preRestart(Throwable reason, Optional<Object> message) {
            say("preRestart: because \"" + reason.getMessage() + "\", while it handled " + message.orElse("nothing"));
        }

        @Override
        public void postRestart(Throwable reason) {
            say("postRestart: in the place of the one that failed");
        }

        @Override
        public void postStop() {
            say("postStop");
        }

        private void say(String what) {
            System.out.println("generation " + generation + "  " + what);
        }
    }

    public static void main(String[] arguments) {
        AtomicInteger generations = new AtomicInteger();
        try (ActorSystem system = ActorSystem.create("lifecycle")) {
            ActorRef actor = system.actorOf(Props.create(Mortal.class, () -> new Mortal(generations)), "mortal");
            for (String message : new String[] {"one", "crash", "two", "crash", "three"}) {
                actor.tell(message, ActorRef.noSender()); // the same ref all the time
            }
            Patterns.gracefulStop(actor, Duration.ofSeconds(3))
                    .toCompletableFuture()
                    .join();
            System.out.println("stopped");
        }
    }
}
