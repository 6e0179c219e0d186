package io.garrick.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * A queue that takes the place of a mailbox's built-in unbounded one: many producers, one consumer at a time.
 *
 * <p>What a producer did before {@link #offer} <em>happens-before</em> what the consumer does after the {@link #poll} that
 * returns the message. Consumers hand over to each other through the mailbox's status word.
 */
public interface MessageQueue {

    /**
     * How many messages have been taken so far, for snapshots. Any thread.
     *
     * @return an estimate; 0 where they are not counted
     */
    default long taken() {
        return 0;
    }

    /**
     * Adds a message. Any thread.
     *
     * @param message what to add
     * @return {@code null} when nothing was lost; {@code message} itself when it was refused; an older message when that one
     *     was evicted to make room
     */
    @Nullable
    Object offer(Object message);

    /**
     * As {@link #offer(Object)}, for a queue whose senders may have to wait for room. This is what a mailbox calls.
     *
     * @param message what to add
     * @param mayWait {@code false} where waiting would hold up others, or be for the calling thread itself: on threads that must not block, and in
     *     the mailbox's own activation
     * @return as above
     */
    @Nullable
    default Object offer(Object message, boolean mayWait) {
        return offer(message);
    }

    /**
     * Takes the next message. Consumer only.
     *
     * @return the next message, or {@code null} when none is visible now (also while a producer is half-way through
     *     {@link #offer})
     */
    @Nullable
    Object poll();

    /**
     * Whether nothing is queued. Any thread; a volatile read at least, of something that {@link #offer} writes volatile: a runner that
     * leaves asks it to learn of a producer that has not seen it leave.
     *
     * @return {@code false} from the moment a producer can no longer be undone, even if {@link #poll} does not see its message yet
     */
    boolean isEmpty();

    /**
     * How many messages are queued. Any thread.
     *
     * @return the number queued, never negative; O(1); an estimate while others add or take
     */
    int size();

    /**
     * How many messages fit. Any thread.
     *
     * @return messages, {@link Integer#MAX_VALUE} when there is no bound
     */
    default int capacity() {
        return Integer.MAX_VALUE;
    }

    /**
     * Whether a sender whose message was refused is to be told by an exception.
     *
     * @return {@code false} when a refused message is only reported as lost
     */
    default boolean failsSender() {
        return false;
    }

    /**
     * The mailbox of this queue begins. Called once, before it takes anything, by whoever made it.
     *
     * @param mailbox what takes from this queue
     */
    default void begins(Mailbox mailbox) {}

    /** The mailbox will take no message until it has been resumed. In its activation. */
    default void pauses() {}

    /**
     * The mailbox closes: what {@link #poll} still gives is disposed of, now and later. Once, in its activation, or in the thread of a sender when its dispatcher
     * refuses it.
     */
    default void ends() {}
}
