package io.garrick.actor.internal;

import java.time.Duration;

/** Durations of the API as nanoseconds; what does not fit into a long counts as its largest value, 292 years. */
final class Durations {

    private Durations() {}

    static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException tooLong) {
            return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    static Duration positive(String name, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " must be positive: " + name + "=" + duration);
        }
        return duration;
    }
}
