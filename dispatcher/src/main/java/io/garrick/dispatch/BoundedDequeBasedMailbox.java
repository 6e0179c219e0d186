package io.garrick.dispatch;

import java.time.Duration;

/** The same as {@link BoundedMailbox}: what a stash puts back waits beside the queue, and does not count. */
public final class BoundedDequeBasedMailbox extends BoundedMailbox {

    /**
     * As {@link BoundedMailbox#BoundedMailbox(int, Duration)}.
     *
     * @param capacity messages, at least 1
     * @param pushTimeOut how long a sender waits; zero to 292 years
     */
    public BoundedDequeBasedMailbox(int capacity, Duration pushTimeOut) {
        super(capacity, pushTimeOut);
    }

    /**
     * As {@link BoundedMailbox#BoundedMailbox(int, Overflow)}.
     *
     * @param capacity messages, at least 1
     * @param overflow what happens to the next one
     */
    public BoundedDequeBasedMailbox(int capacity, Overflow overflow) {
        super(capacity, overflow);
    }
}
