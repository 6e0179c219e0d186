package io.garrick.dispatch;

/**
 * Timers of a system: a hierarchical timing wheel (Varghese and Lauck, 1987) with intrusive entries.
 *
 * <p>Never early; late by at most one tick on an idle machine. Cancelled entries are removed lazily, but never more than a bounded
 * share of the wheel is dead.
 */
public interface TimerWheel {

    /**
     * Adds an entry. Any thread. What the caller did before <em>happens-before</em> {@link TimerEntry#expire()}.
     *
     * @param entry the entry, in no wheel now
     * @param delayNanos how long from now; zero or negative is due at the next tick; longer than 292 years counts as that
     * @throws IllegalStateException after the wheel has been closed
     */
    void schedule(TimerEntry entry, long delayNanos);

    /** Tells the wheel that one of its entries has just become cancelled, so that it can sweep in time. Any thread. */
    void entryCancelled();

    /**
     * How many entries are held, cancelled ones that have not been removed yet included.
     *
     * @return the number held; an estimate while others add or cancel
     */
    long pending();

    /**
     * Whether the calling thread is the wheel's, so that waiting on it for the wheel's end would wait for ever.
     *
     * @return {@code true} on the wheel's thread; {@code false} for a wheel without one
     */
    default boolean runsHere() {
        return false;
    }

    /** Ends the wheel: entries that have not expired are {@linkplain TimerEntry#abandon() abandoned}, and {@link #schedule} fails. Returns at once. */
    void close();

    /**
     * Waits until the wheel's thread has ended, after {@link #close()}.
     *
     * @param timeoutNanos how long to wait, in nanoseconds
     * @return whether it has; {@code true} for a wheel without a thread, and on the wheel's own thread
     * @throws InterruptedException when the calling thread is interrupted
     */
    default boolean awaitTermination(long timeoutNanos) throws InterruptedException {
        return true;
    }
}
