package io.garrick.actor;

import java.util.Objects;

/**
 * A message that reached its recipient and matched no case of its behaviour, on the event stream (promise M05).
 *
 * @param message what was sent
 * @param sender who sent it, or the dead-letter ref
 * @param recipient who did not handle it
 */
public record UnhandledMessage(Object message, ActorRef sender, ActorRef recipient) {

    /**
     * Refuses null.
     *
     * @param message what was sent
     * @param sender who sent it, or the dead-letter ref
     * @param recipient who did not handle it
     */
    public UnhandledMessage {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(sender, "sender");
        Objects.requireNonNull(recipient, "recipient");
    }

    /**
     * What was sent.
     *
     * @return the message
     */
    public Object getMessage() {
        return message;
    }

    /**
     * Who sent it.
     *
     * @return the sender, or the dead-letter ref
     */
    public ActorRef getSender() {
        return sender;
    }

    /**
     * Who did not handle it.
     *
     * @return the recipient
     */
    public ActorRef getRecipient() {
        return recipient;
    }
}
