package io.garrick.pattern;

import java.time.Duration;

/** Time-outs of the API as nanoseconds. */
final class Timeouts {

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private Timeouts() {}

    /** Checks; what does not fit into a long counts as its largest value, 292 years. */
    static long positiveNanos(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must be positive: timeout=" + timeout);
        }
        return nanos(timeout);
    }

    /** As nanoseconds; less than zero counts as zero, and what does not fit into a long as its largest value. */
    static long nanos(Duration duration) {
        if (duration.isNegative()) {
            return 0;
        }
        return duration.compareTo(LONGEST) < 0 ? duration.toNanos() : Long.MAX_VALUE;
    }
}
