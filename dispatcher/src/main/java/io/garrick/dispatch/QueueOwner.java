package io.garrick.dispatch;

import java.util.function.BooleanSupplier;

/**
 * What a {@link MessageQueue} may ask the mailbox that it belongs to, and tell it. A queue's elements are the owner's: a bare message, or one wrapped
 * with what belongs to it. All methods may be called from any thread, and are fast; those that report are called outside all locks of the queue.
 */
public interface QueueOwner {

    /**
     * Whether an element must not be counted against a bound, refused or dropped.
     *
     * @param element an element of the queue
     * @return always the same of the same element
     */
    boolean isExempt(Object element);

    /**
     * The message in an element, for those who order by it.
     *
     * @param element an element of the queue
     * @return what was sent
     */
    Object message(Object element);

    /**
     * The message in an element together with its sender.
     *
     * @param element an element of the queue
     * @return a view of it
     */
    Envelope envelope(Object element);

    /**
     * Waits for room in the sender's stead, see {@link Dispatcher#waitsFor}.
     *
     * @param condition whether there is room
     * @param nanos how long to wait, in nanoseconds
     * @return whether it has waited; {@code false} where the sender's thread has to wait by itself
     */
    default boolean waitsFor(BooleanSupplier condition, long nanos) {
        return false;
    }

    /** A sender that should wait for room must not. Called once at most, in that sender's thread. */
    void senderCannotWait();

    /**
     * A priority generator or a comparator has thrown; the message it was asked about keeps its place in the queue. Called once at most.
     *
     * @param thrown what it has thrown
     */
    void rankingFailed(Throwable thrown);
}
