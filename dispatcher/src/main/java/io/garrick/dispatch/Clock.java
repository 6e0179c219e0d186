package io.garrick.dispatch;

/**
 * The one source of time of an actor system, so that a rehearsal can put virtual time in its place.
 *
 * <p>Both readings may be taken from any thread.
 */
public interface Clock {

    /**
     * Monotonic time.
     *
     * @return nanoseconds since an arbitrary origin; never goes back, only differences mean anything
     */
    long nanoTime();

    /**
     * Wall-clock time.
     *
     * @return milliseconds since 1970-01-01T00:00Z; may jump
     */
    long currentTimeMillis();

    /**
     * The clock of the machine.
     *
     * @return the shared instance over {@link System#nanoTime()} and {@link System#currentTimeMillis()}
     */
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
