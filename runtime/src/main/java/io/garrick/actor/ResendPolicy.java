package io.garrick.actor;

/** Knows which messages to send once more before they become dead letters, and where to. */
@FunctionalInterface
public interface ResendPolicy {

    /**
     * Decides about a message that could not be delivered. Called in the thread in which that became clear: the sender's, the one that runs the recipient, or the timers';
     * by several at a time. Must be quick and must not block. What it throws is logged, and is a {@link Resend#no()}.
     *
     * @param letter what the dead letter would be
     * @param resends how often this message has been sent again so far
     * @return what to do; never null
     */
    Resend decide(DeadLetter letter, int resends);
}
