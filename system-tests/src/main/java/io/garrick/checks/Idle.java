package io.garrick.checks;

import io.garrick.actor.AbstractActor;
import java.util.concurrent.CountDownLatch;

/** An actor as PERFORMANCE measures it: one int field, one match. */
final class Idle extends AbstractActor {

    private int handled;

    @Override
    public Receive createReceive() {
        return receiveBuilder().match(Object.class, this::handle).build();
    }

    private void handle(Object message) {
        handled++;
        if (message instanceof CountDownLatch latch && handled > 0) {
            latch.countDown();
        }
    }
}
