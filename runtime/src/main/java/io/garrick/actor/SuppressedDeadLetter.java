package io.garrick.actor;

import java.util.Objects;

/**
 * A {@link DeadLetter} whose message is marked {@link DeadLetterSuppression}: published, but neither logged nor seen by subscribers of {@link
 * DeadLetter}.
 *
 * @param message what was sent
 * @param sender who sent it, or the dead-letter ref
 * @param recipient whom it was for
 * @param reason why nobody got it
 */
public record SuppressedDeadLetter(
        DeadLetterSuppression message, ActorRef sender, ActorRef recipient, DeadLetter.Reason reason)
        implements AllDeadLetters {

    /**
     * Refuses null.
     *
     * @param message what was sent
     * @param sender who sent it, or the dead-letter ref
     * @param recipient whom it was for
     * @param reason why nobody got it
     */
    public SuppressedDeadLetter {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(sender, "sender");
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(reason, "reason");
    }
}
