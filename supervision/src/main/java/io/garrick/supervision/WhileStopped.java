package io.garrick.supervision;

import java.util.Objects;

/**
 * What becomes of messages that come to a child while it waits for the end of its delay and has no instance (S13). Those that were queued before the old
 * instance went are kept in any case, and so are {@code PoisonPill}, {@code Kill}, {@code Identify} and what the runtime sends. Immutable.
 *
 * <p>Origin: {@code withReplyWhileStopped} of Akka's {@code BackoffSupervisor}.
 */
public sealed interface WhileStopped {

    /** They queue, and the next instance handles them. What happens unless something else is chosen. */
    record Queue() implements WhileStopped {}

    /**
     * Their senders get this reply, from the child, and that is all that becomes of them; one without a sender is a dead letter, as for
     * {@link DeadLetters}.
     *
     * @param message the reply; goes to many senders, so it must be immutable
     */
    record Reply(Object message) implements WhileStopped {

        /**
         * Checks the reply.
         *
         * @param message the reply
         */
        public Reply {
            Objects.requireNonNull(message, "message");
        }
    }

    /** They become dead letters with the reason {@code RESTARTED}. */
    record DeadLetters() implements WhileStopped {}
}
