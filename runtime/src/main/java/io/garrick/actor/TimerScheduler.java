package io.garrick.actor;

import java.time.Duration;

/**
 * The timers of one actor: each has a key and sends the actor a message (promise T02). A key that is used again replaces its timer; a tick that
 * is queued already when its timer is cancelled or replaced, or the actor restarts, is discarded. A restart and a stop cancel all.
 *
 * <p>Belongs to the thread that runs the actor: elsewhere every method throws {@link IllegalStateException}.
 */
public interface TimerScheduler {

    /**
     * Sends a message once.
     *
     * @param key what to call the timer
     * @param message what to send
     * @param delay how long from now; zero or negative is at once
     */
    void startSingleTimer(Object key, Object message, Duration delay);

    /**
     * Sends a message again and again, the delay counted from the end of handling one to the next.
     *
     * @param key what to call the timer
     * @param message what to send
     * @param delay how long from now, and between two; positive
     * @throws IllegalArgumentException when the delay is zero or negative
     */
    default void startTimerWithFixedDelay(Object key, Object message, Duration delay) {
        startTimerWithFixedDelay(key, message, delay, delay);
    }

    /**
     * Sends a message again and again, the delay counted from the end of handling one to the next.
     *
     * @param key what to call the timer
     * @param message what to send
     * @param initialDelay how long from now to the first
     * @param delay how long between two; positive
     * @throws IllegalArgumentException when the delay is zero or negative
     */
    void startTimerWithFixedDelay(Object key, Object message, Duration initialDelay, Duration delay);

    /**
     * Sends a message at a rate: when some are late, the following come sooner.
     *
     * @param key what to call the timer
     * @param message what to send
     * @param interval how long from now, and between two on average; positive
     * @throws IllegalArgumentException when the interval is zero or negative
     */
    default void startTimerAtFixedRate(Object key, Object message, Duration interval) {
        startTimerAtFixedRate(key, message, interval, interval);
    }

    /**
     * Sends a message at a rate: when some are late, the following come sooner.
     *
     * @param key what to call the timer
     * @param message what to send
     * @param initialDelay how long from now to the first
     * @param interval how long between two on average; positive
     * @throws IllegalArgumentException when the interval is zero or negative
     */
    void startTimerAtFixedRate(Object key, Object message, Duration initialDelay, Duration interval);

    /**
     * Sends a message again and again.
     *
     * @param key what to call the timer
     * @param message what to send
     * @param interval how long from now, and between two on average; positive
     * @deprecated use {@link #startTimerAtFixedRate(Object, Object, Duration)}, which this is, or {@link
     *     #startTimerWithFixedDelay(Object, Object, Duration)}
     */
    @Deprecated
    default void startPeriodicTimer(Object key, Object message, Duration interval) {
        startTimerAtFixedRate(key, message, interval);
    }

    /**
     * Whether a key has a timer that will send something yet.
     *
     * @param key what the timer was called
     * @return whether there is one
     */
    boolean isTimerActive(Object key);

    /**
     * Ends a timer; nothing of it will be handled any more.
     *
     * @param key what the timer was called; one without a timer is ignored
     */
    void cancel(Object key);

    /** Ends all timers of the actor. */
    void cancelAll();
}
