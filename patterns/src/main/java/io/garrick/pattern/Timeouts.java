package io.garrick.pattern;

import java.time.Duration;

/** Time-outs of the API as nanoseconds. */
final class Timeouts {

    private Timeouts() {}

    /** Checks; what does not fit into a long counts as its largest value, 292 years. */
    static long positiveNanos(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must be positive: timeout=" + timeout);
        }
        return timeout.compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0 ? timeout.toNanos() : Long.MAX_VALUE;
    }
}
