package io.garrick.samples.flight.actors;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Props;
import io.garrick.samples.flight.actors.Messages.Crashed;
import io.garrick.samples.flight.actors.Messages.Request;
import io.garrick.samples.flight.chaos.Rescues;

/**
 * Gets the dead letters that are poison: requests that crashed an actor as often as they may, or whose actor was stopped
 * before it could have them again. Nobody will answer them, so it tells who asked. Chaos spares it: it counts.
 */
final class ReturnedMail extends AbstractActor {

    private final Rescues rescues;

    private ReturnedMail(Rescues rescues) {
        this.rescues = rescues;
    }

    static Props props(Rescues rescues) {
        return Props.create(ReturnedMail.class, () -> new ReturnedMail(rescues));
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder().match(DeadLetter.class, this::returned).build();
    }

    /** Counted first: whoever asks again may do so with the very same message, which then is not redelivered. */
    private void returned(DeadLetter letter) {
        rescues.poison(letter.recipient().path().name(), letter.message());
        if (letter.message() instanceof Request request) {
            letter.sender().tell(new Crashed(request), self());
        }
    }
}
