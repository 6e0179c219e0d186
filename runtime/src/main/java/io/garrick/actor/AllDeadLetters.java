package io.garrick.actor;

/**
 * What the event stream offers to those who want to see every message that nobody got: subscribe with {@link DeadLetter} for those that matter,
 * with this type for the {@linkplain DeadLetterSuppression suppressed} ones as well.
 */
public sealed interface AllDeadLetters permits DeadLetter, SuppressedDeadLetter {

    /**
     * What was sent.
     *
     * @return the message
     */
    Object message();

    /**
     * Who sent it.
     *
     * @return the sender, or the dead-letter ref
     */
    ActorRef sender();

    /**
     * Whom it was for.
     *
     * @return the recipient
     */
    ActorRef recipient();

    /**
     * Why nobody got it.
     *
     * @return the reason
     */
    DeadLetter.Reason reason();
}
