package io.garrick.dispatch;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * In which order the messages of a {@link BoundedMessageQueue} wait. Called under its lock, but where it says otherwise.
 *
 * @param <E> what a message is while it waits
 */
interface WaitingLine<E> {

    /** Prepares a message; outside the lock, in the sender's thread. */
    E entry(Object message);

    /** Puts a message into the line. */
    void add(E entry);

    /** Takes the message whose turn it is. */
    @Nullable
    Object poll();

    /** Takes the one that has waited longest of those that a test is true of; there is one. */
    Object removeOldest(Predicate<Object> test);

    int size();

    /** Something was done; outside the lock, in the thread that did it. */
    default void unlocked() {}
}
