package io.garrick.samples.flight.actors;

import io.garrick.actor.ActorRef;
import io.garrick.samples.flight.actors.Messages.Request;
import io.garrick.samples.flight.actors.Messages.StepRequest;
import io.garrick.samples.flight.saga.Action;
import io.garrick.samples.flight.saga.Action.Do;
import io.garrick.samples.flight.saga.Action.Undo;
import io.garrick.samples.flight.saga.Action.Write;
import io.garrick.samples.flight.saga.Step;
import java.util.List;

/**
 * Whom a worker asks for what. Where there are several of a kind, the same one is asked for the same booking each
 * time, so a step and its undoing arrive in the order in which they were sent. For seats it is the same one for the
 * same flight: two who sell seats of one flight would only wait for each other.
 */
record Services(
        ActorRef log,
        List<ActorRef> reservations,
        ActorRef payments,
        List<ActorRef> billings,
        List<ActorRef> promotions) {

    /** Whom to ask for something. */
    ActorRef inChargeOf(Request request) {
        if (!(request instanceof StepRequest step) || step.action() instanceof Write) {
            return log;
        }
        String booking = step.booking().id();
        return switch (stepOf(step.action())) {
            case RESERVE -> pick(reservations, step.booking().flightId());
            case PAY -> payments;
            case BILL -> pick(billings, booking);
            case PROMOTE -> pick(promotions, booking);
        };
    }

    private static Step stepOf(Action action) {
        return action instanceof Do step ? step.step() : ((Undo) action).step();
    }

    /** The same one of several for the same key. */
    static ActorRef pick(List<ActorRef> actors, String key) {
        return actors.get(Math.floorMod(key.hashCode(), actors.size()));
    }
}
