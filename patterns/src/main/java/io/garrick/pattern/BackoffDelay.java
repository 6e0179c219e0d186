package io.garrick.pattern;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait the k-th time, k from 0: min(max, min·2^k)·(1+jitter·r), with a new random r below 1 each time.
 *
 * @param minNanos the first delay, not negative
 * @param maxNanos where doubling ends, not less
 * @param randomFactor how much of the delay the jitter adds at most, 0 to 1
 */
record BackoffDelay(long minNanos, long maxNanos, double randomFactor) {

    /** Doubled so often, a nanosecond is more than a long can say. */
    private static final int MOST_DOUBLINGS = 63;

    static BackoffDelay of(Duration min, Duration max, double randomFactor) {
        if (min.isZero() || min.isNegative()) {
            throw new IllegalArgumentException("minBackoff must be positive: minBackoff=" + min);
        }
        if (max.compareTo(min) < 0) {
            throw new IllegalArgumentException(
                    "maxBackoff must not be less than minBackoff: minBackoff=" + min + " maxBackoff=" + max);
        }
        return new BackoffDelay(Timeouts.nanos(min), Timeouts.nanos(max), checked(randomFactor));
    }

    /** The same delay each time. */
    static BackoffDelay always(Duration delay) {
        long nanos = Timeouts.nanos(delay);
        return new BackoffDelay(nanos, nanos, 0);
    }

    BackoffDelay withMax(Duration max) {
        return of(Duration.ofNanos(minNanos), max, randomFactor);
    }

    BackoffDelay withRandomFactor(double factor) {
        return new BackoffDelay(minNanos, maxNanos, checked(factor));
    }

    private static double checked(double randomFactor) {
        if (!(randomFactor >= 0 && randomFactor <= 1)) {
            throw new IllegalArgumentException("randomFactor must be from 0 to 1: randomFactor=" + randomFactor);
        }
        return randomFactor;
    }

    /** Draws a random number only if there is jitter, so that nothing else of the system's is shifted by it. */
    Duration nth(int k, RandomGenerator random) {
        long nanos = doubled(k);
        double jitter = randomFactor == 0 ? 0 : nanos * randomFactor * random.nextDouble();
        // A sum beyond the range is the largest value when it is cast.
        return Duration.ofNanos(jitter == 0 ? nanos : (long) (nanos + jitter));
    }

    private long doubled(int k) {
        boolean over = k >= MOST_DOUBLINGS || minNanos > maxNanos >> k;
        return over ? maxNanos : minNanos << k;
    }
}
