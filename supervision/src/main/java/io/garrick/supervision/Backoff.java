package io.garrick.supervision;

import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * How long a restart waits: the k-th of a row waits {@code min(max, min·2^(k-1))·(1 + jitter·r)}, where r is drawn
 * between 0 and 1 each time. The row begins anew after a quiet period: when that long has passed between the end of
 * the last delay and the next failure. Immutable.
 *
 * <p>Origin: Akka's {@code BackoffSupervisor}, as part of a strategy instead of an actor between.
 *
 * @param min the first delay, above zero
 * @param max no delay is longer, but for the jitter; {@code min} or more
 * @param jitter the largest part of a delay that is added to it at random, 0 to 1; spreads actors that fail together
 * @param quietPeriod how long the last restart must have held for the delays to begin anew; above zero
 * @param whileStopped what becomes of messages that come during a delay
 */
public record Backoff(Duration min, Duration max, double jitter, Duration quietPeriod, WhileStopped whileStopped) {

    /** Twice this is still a number of nanoseconds. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    /**
     * Checks the numbers.
     *
     * @param min the first delay, above zero
     * @param max no delay is longer, but for the jitter; {@code min} or more
     * @param jitter the largest part of a delay that is added to it at random, 0 to 1
     * @param quietPeriod how long the last restart must have held for the delays to begin anew; above zero
     * @param whileStopped what becomes of messages that come during a delay
     * @throws IllegalArgumentException when a number is out of its range
     */
    public Backoff {
        Objects.requireNonNull(quietPeriod, "quietPeriod");
        Objects.requireNonNull(whileStopped, "whileStopped");
        if (min.isNegative() || min.isZero() || max.compareTo(min) < 0 || max.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "delays must be longer than zero, and max at least min and at most 146 years: min=" + min + " max="
                            + max);
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter must be from 0 to 1: jitter=" + jitter);
        }
        if (quietPeriod.isNegative() || quietPeriod.isZero()) {
            throw new IllegalArgumentException("quietPeriod must be longer than zero: quietPeriod=" + quietPeriod);
        }
    }

    /**
     * Delays whose quiet period is {@code max}, during which messages queue.
     *
     * @param min the first delay, above zero
     * @param max no delay is longer, but for the jitter; {@code min} or more
     * @param jitter the largest part of a delay that is added to it at random, 0 to 1
     * @throws IllegalArgumentException when a number is out of its range
     */
    public Backoff(Duration min, Duration max, double jitter) {
        this(min, max, jitter, max, new WhileStopped.Queue());
    }

    /**
     * A copy whose delays begin anew earlier or later.
     *
     * @param period how long the last restart must have held; above zero
     * @return the copy
     * @throws IllegalArgumentException when the period is not above zero
     */
    public Backoff withQuietPeriod(Duration period) {
        return new Backoff(min, max, jitter, period, whileStopped);
    }

    /**
     * A copy by which messages that come during a delay are answered.
     *
     * @param reply what their senders get; goes to many, so it must be immutable
     * @return the copy
     */
    public Backoff withReplyWhileStopped(Object reply) {
        return new Backoff(min, max, jitter, quietPeriod, new WhileStopped.Reply(reply));
    }

    /**
     * A copy by which messages that come during a delay become dead letters with the reason {@code RESTARTED}.
     *
     * @return the copy
     */
    public Backoff withDeadLettersWhileStopped() {
        return new Backoff(min, max, jitter, quietPeriod, new WhileStopped.DeadLetters());
    }

    /** The next delay in nanoseconds; counts it. */
    long next(RestartHistory history, long nowNanos, RandomGenerator random) {
        RestartHistory.Delays row = history.delays();
        // A difference of two readings is right for 292 years, even when the clock's number wraps between them.
        if (row.count > 0 && isQuiet(nowNanos - row.lastEndNanos)) {
            row.count = 0;
        }
        row.count++;
        long base = base(row.count);
        long delay = base + (jitter == 0 ? 0 : (long) (base * jitter * random.nextDouble()));
        row.lastEndNanos = nowNanos + delay;
        return delay;
    }

    private boolean isQuiet(long nanos) {
        return nanos >= 0 && Duration.ofNanos(nanos).compareTo(quietPeriod) >= 0;
    }

    /** The k-th delay of a row without jitter. */
    private long base(int k) {
        long first = min.toNanos();
        long longest = max.toNanos();
        int doublings = k - 1;
        return doublings >= Long.SIZE - 1 || first > longest >> doublings ? longest : first << doublings;
    }

    /** Refuses a budget that this many delays would outlast: it would never be spent. */
    void fitInto(RestartBudget budget) {
        if (budget.maxRestarts() > 0
                && budget.isBounded()
                && longestRow(budget.maxRestarts()) > budget.window().toNanos()) {
            throw new IllegalArgumentException(
                    "window cannot hold that many delays, so the restarts would never be used up; take a longer window or shorter delays: maxRestarts="
                            + budget.maxRestarts() + " window=" + budget.window() + " min=" + min + " max=" + max
                            + " jitter=" + jitter);
        }
    }

    /** How long this many delays in a row may take together. */
    private double longestRow(int n) {
        double sum = 0;
        int k = 1;
        while (k <= n && base(k) < max.toNanos()) {
            sum += base(k);
            k++;
        }
        return (sum + (double) (n - k + 1) * max.toNanos()) * (1 + jitter);
    }
}
