package io.garrick.actor;

import java.util.Objects;

/**
 * A message that could not be delivered or was dropped, on the event stream (promise Q03). A message that is handled is none, however its handler
 * ended.
 *
 * @param message what was sent
 * @param sender who sent it, or the dead-letter ref
 * @param recipient whom it was for
 * @param reason why nobody got it
 */
public record DeadLetter(Object message, ActorRef sender, ActorRef recipient, Reason reason) implements AllDeadLetters {

    /**
     * Refuses null.
     *
     * @param message what was sent
     * @param sender who sent it, or the dead-letter ref
     * @param recipient whom it was for
     * @param reason why nobody got it
     */
    public DeadLetter {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(sender, "sender");
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(reason, "reason");
    }

    /** Why a message did not arrive. */
    public enum Reason {
        /** The recipient had ended, or ended before its turn came. */
        STOPPED,
        /** A bound was reached, of a mailbox or of a link. */
        OVERFLOW,
        /** It came too late: the reply to an ask that had been given up or answered. */
        EXPIRED,
        /** Its handling has crashed the actor as often as it may. */
        POISON,
        /** It could not be turned into bytes. */
        SERIALIZATION,
        /** The recipient's node cannot be reached. */
        UNREACHABLE,
        /** The recipient's node, or what came from it, has been declared dead. */
        QUARANTINED,
        /** It came while the recipient waited for its restart, and was not to be kept. */
        RESTARTED,
        /** There is, and was, nobody under that address. */
        NO_RECIPIENT
    }
}
