package io.garrick.dispatch;

import java.time.Duration;

/** Makes timer wheels that have a thread; one without is a {@link ManualTimerWheel}. */
public final class TimerWheels {

    /** The tick of a wheel that nothing else has been said about: 10 ms. */
    public static final Duration DEFAULT_TICK = Duration.ofMillis(10);

    private TimerWheels() {}

    /**
     * Makes and starts a wheel. Its thread sleeps until the next entry is due, without a limit while there is none.
     *
     * @param systemName the name of the actor system; the thread is called {@code garrick-<system>-timer-1}
     * @param clock what deadlines are measured with
     * @param tick the precision: an entry expires at the first multiple of it at which it is not early; more than zero, from 1 ms on an idle machine keeps up
     *     with it
     * @param daemon whether the thread lets the JVM end
     * @param errors where it reports what entries throw
     * @return the wheel; {@linkplain TimerWheel#close() close it} when it is no longer needed
     */
    public static TimerWheel start(String systemName, Clock clock, Duration tick, boolean daemon, ErrorHandler errors) {
        if (tick.isNegative() || tick.isZero()) {
            throw new IllegalArgumentException("tick must be more than zero: tick=" + tick);
        }
        return ThreadedTimerWheel.start(
                DispatchThread.prefix(systemName, "timer") + 1, clock, tick.toNanos(), daemon, errors);
    }
}
