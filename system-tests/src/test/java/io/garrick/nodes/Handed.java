package io.garrick.nodes;

import io.garrick.actor.AbstractActor;
import io.garrick.nodes.Mime.Number;

/** An actor that is given something of its own package when it is created. */
final class Handed extends AbstractActor {

    private final Number given;

    Handed(Number given) {
        this.given = given;
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Number.class, number -> getSender().tell(new Number(given.value() + number.value()), getSelf()))
                .build();
    }
}
