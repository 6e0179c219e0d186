package io.garrick.dispatch;

/** A {@link BoundedMailbox} at which no sender waits: a message that does not fit is lost. */
public final class NonBlockingBoundedMailbox extends BoundedMailbox {

    /**
     * Makes the type.
     *
     * @param capacity messages, at least 1
     */
    public NonBlockingBoundedMailbox(int capacity) {
        super(capacity, Overflow.dropNewest());
    }
}
