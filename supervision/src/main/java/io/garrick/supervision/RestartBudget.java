package io.garrick.supervision;

import java.time.Duration;
import java.util.Objects;

/**
 * How often a child may be restarted: at most {@code maxRestarts} times within {@code window}, then it is stopped.
 * Immutable.
 *
 * <p>The window opens at the first failure that asks for a restart, and includes its last nanosecond. A failure after
 * its end opens a new one, in which that failure is the first. Without a window the number is for life. Failures that
 * are resumed, stopped or escalated by the decider neither count nor open a window.
 *
 * <p>Origin: the intensity and period of an OTP supervisor, in the form that Akka gave them. It differs from Akka's in
 * one point: {@link #NO_LIMIT} means no limit with any window, where Akka reads -1 as 1 when there is one.
 *
 * @param maxRestarts restarts allowed: {@link #NO_LIMIT} (-1) for any number, 0 for none, or more
 * @param window how long the restarts are counted together; above zero when {@code maxRestarts} is, otherwise without
 *     meaning. One longer than {@link Long#MAX_VALUE} nanoseconds (292 years) is none, such as {@link #NO_WINDOW} and
 *     the duration of {@link java.time.temporal.ChronoUnit#FOREVER}
 */
public record RestartBudget(int maxRestarts, Duration window) {

    /** As {@code maxRestarts}: any number of restarts, whatever the window. */
    public static final int NO_LIMIT = -1;

    /** As {@code window}: restarts are counted for life. */
    public static final Duration NO_WINDOW = Duration.ofSeconds(Long.MAX_VALUE);

    private static final Duration LONGEST_WINDOW = Duration.ofNanos(Long.MAX_VALUE);

    /**
     * Checks the numbers.
     *
     * @param maxRestarts restarts allowed: -1 for any number, 0 for none, or more
     * @param window how long the restarts are counted together
     * @throws IllegalArgumentException when {@code maxRestarts} is below -1, or is above 0 with a window that is not
     *     above zero
     */
    public RestartBudget {
        Objects.requireNonNull(window, "window");
        if (maxRestarts < NO_LIMIT) {
            throw new IllegalArgumentException(
                    "maxRestarts must be -1 (no limit), 0 (never) or more: maxRestarts=" + maxRestarts);
        }
        if (maxRestarts > 0 && (window.isNegative() || window.isZero())) {
            throw new IllegalArgumentException(
                    "window must be longer than zero, or RestartBudget.NO_WINDOW to count for life: window=" + window);
        }
    }

    /**
     * The budget of the default strategy.
     *
     * @return a budget that allows every restart
     */
    public static RestartBudget unlimited() {
        return new RestartBudget(NO_LIMIT, NO_WINDOW);
    }

    /** Whether a failure at this time may be answered with a restart; if so, the restart is counted. */
    boolean spend(RestartHistory history, long nowNanos) {
        if (maxRestarts == NO_LIMIT) {
            return true;
        }
        if (history.restarts == 0 || isOver(history, nowNanos)) {
            history.windowStartNanos = nowNanos;
            history.restarts = 0;
        }
        if (history.restarts >= maxRestarts) {
            return false;
        }
        history.restarts++;
        return true;
    }

    /** Whether restarts are counted in a window, and not for life. */
    boolean isBounded() {
        return window.compareTo(LONGEST_WINDOW) < 0;
    }

    private boolean isOver(RestartHistory history, long nowNanos) {
        // A difference of two readings is right for 292 years, even when the clock's number wraps between them.
        return isBounded() && nowNanos - history.windowStartNanos > window.toNanos();
    }
}
