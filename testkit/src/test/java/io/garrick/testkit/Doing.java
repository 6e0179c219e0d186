package io.garrick.testkit;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import java.util.function.BiConsumer;

/** Does with each message what it is told. */
final class Doing extends AbstractActor {

    private final BiConsumer<Doing, Object> what;

    private Doing(BiConsumer<Doing, Object> what) {
        this.what = what;
    }

    static ActorRef actor(ActorSystem system, String name, BiConsumer<Doing, Object> what) {
        return system.actorOf(Props.create(Doing.class, () -> new Doing(what)), name);
    }

    static void tell(ActorRef actor, Object... messages) {
        for (Object message : messages) {
            actor.tell(message, ActorRef.noSender());
        }
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder().matchAny(message -> what.accept(this, message)).build();
    }
}
