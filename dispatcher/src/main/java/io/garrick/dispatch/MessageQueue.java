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
     * Adds a message. Any thread.
     *
     * @param message what to add
     * @return {@code null} when nothing was lost; {@code message} itself when it was refused; an older message when that one
     *     was evicted to make room
     */
    @Nullable
    Object offer(Object message);

    /**
     * Takes the next message. Consumer only.
     *
     * @return the next message, or {@code null} when none is visible now (also while a producer is half-way through
     *     {@link #offer})
     */
    @Nullable
    Object poll();

    /**
     * Whether nothing is queued. Any thread.
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
}
