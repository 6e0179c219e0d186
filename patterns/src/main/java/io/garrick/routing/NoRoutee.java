package io.garrick.routing;

import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.spi.SystemServices;
import org.jspecify.annotations.Nullable;

/** Nobody: what a choice among no routees comes to. Routers know it, and report the message as a dead letter of theirs. */
public enum NoRoutee implements Routee {
    /** The one there is. */
    INSTANCE;

    /**
     * Reports a dead letter ({@code NO_RECIPIENT}) in the system of the sender.
     *
     * @throws IllegalStateException when there is no sender, and so no system that could tell of the loss
     */
    @Override
    public void send(Object message, @Nullable ActorRef sender) {
        if (sender == null) {
            throw new IllegalStateException(
                    "no routee to send to, and no sender whose system could report it: messageClass="
                            + message.getClass().getName() + "; give a sender, or look whether there are routees");
        }
        SystemServices services = SystemServices.of(sender);
        services.deadLetter(
                new DeadLetter(message, sender, services.system().deadLetters(), DeadLetter.Reason.NO_RECIPIENT));
    }
}
