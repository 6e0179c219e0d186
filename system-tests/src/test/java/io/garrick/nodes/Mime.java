package io.garrick.nodes;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Props;
import java.util.ArrayList;
import java.util.List;

/** An actor that keeps what it is told, and does with it what the test says. */
final class Mime extends AbstractActor {

    private final List<Object> heard;
    private final Act act;

    /** What is done with each message. */
    @FunctionalInterface
    interface Act {
        void on(Mime self, Object message) throws Exception;
    }

    /** Done inside the actor, and not kept. */
    @FunctionalInterface
    interface Do {
        void on(Mime self) throws Exception;
    }

    /** A message that travels. */
    record Number(int value) {}

    /** A message that brings a ref along. */
    record Gift(ActorRef ref) {}

    private Mime(List<Object> heard, Act act) {
        this.heard = heard;
        this.act = act;
    }

    static Props props(List<Object> heard) {
        return props(heard, (self, message) -> {});
    }

    static Props props(List<Object> heard, Act act) {
        return Props.create(Mime.class, () -> new Mime(heard, act));
    }

    /** Answers everything with itself. */
    static Props echo() {
        return props(new ArrayList<>(), (self, message) -> self.getSender().tell(message, self.getSelf()));
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Do.class, task -> task.on(this))
                .matchAny(message -> {
                    heard.add(message);
                    act.on(this, message);
                })
                .build();
    }
}
