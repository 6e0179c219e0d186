package io.garrick.actor.internal;

import io.garrick.dispatch.Clock;

/** Lets a number of log lines through in a window of time and counts the others. Any thread. */
final class RateLimit {

    static final long WINDOW_NANOS = 10_000_000_000L;

    private final Clock clock;
    private final int most;

    private boolean open;
    private long windowStartNanos;
    private int passed;
    private long held;

    RateLimit(Clock clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    /** Returns how many were held back since the last one that passed, or -1 to hold this one back too. */
    synchronized long pass() {
        long now = clock.nanoTime();
        if (!open || now - windowStartNanos >= WINDOW_NANOS) {
            open = true;
            windowStartNanos = now;
            passed = 0;
        }
        if (passed >= most) {
            held++;
            return -1;
        }
        passed++;
        long before = held;
        held = 0;
        return before;
    }
}
