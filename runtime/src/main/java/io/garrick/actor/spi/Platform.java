package io.garrick.actor.spi;

import io.garrick.actor.SystemSettings;
import io.garrick.dispatch.Clock;
import io.garrick.dispatch.Dispatcher;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.dispatch.TimerWheel;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a system stands on: time, randomness, threads. The default takes them from the machine; a rehearsal gives its own, so that one seed
 * decides everything. Set with {@link io.garrick.actor.SystemSettings#withPlatform}.
 */
public interface Platform {

    /**
     * The one clock of the system.
     *
     * @return the same instance at each call
     */
    Clock clock();

    /**
     * The one source of randomness of the system; used under a lock of the system, so it need not be thread-safe.
     *
     * @return the same instance at each call
     */
    RandomGenerator random();

    /**
     * The one wheel of the system.
     *
     * @return the same instance at each call, running
     */
    TimerWheel timers();

    /**
     * Starts a dispatcher. Called once per id, at its first use.
     *
     * @param settings how it is configured
     * @return a running dispatcher
     * @throws IllegalStateException after {@link #end}
     */
    Dispatcher start(DispatcherSettings settings);

    /**
     * Called once, when the last actor has ended, or when the system could not be started: ends every dispatcher and the wheel, then runs {@code last} where no thread of the
     * platform is left but the current one, which ends after it. Returns at once.
     *
     * @param last completes the system's termination
     */
    void end(Runnable last);

    /**
     * Waits until {@link #end} has done everything.
     *
     * @param timeoutNanos how long to wait, in nanoseconds
     * @return whether it has
     * @throws InterruptedException when the calling thread is interrupted
     */
    boolean awaitEnd(long timeoutNanos) throws InterruptedException;

    /**
     * Whether the calling thread is one that {@link #awaitEnd} would wait for.
     *
     * @return {@code true} on threads of this platform
     */
    boolean isOwnThread();

    /**
     * Has something run when the JVM begins to end. A platform that has no JVM of its own, as in a rehearsal, does nothing.
     *
     * @param task runs at most once, on a thread that the end of the JVM waits for
     * @return takes the task back; empty when it will not run, since there is no JVM or it is ending already
     */
    default Optional<Runnable> whenJvmEnds(Runnable task) {
        return Optional.empty();
    }

    /**
     * Makes a network, of which the machine's operating system knows nothing: a rehearsal's.
     *
     * @return a transport that was not started; empty where systems use the machine's own
     */
    default Optional<Transport> transport() {
        return Optional.empty();
    }

    /**
     * Ends the JVM, with its shutdown hooks. Returns at once. A platform that has no JVM of its own, as in a rehearsal, does nothing.
     *
     * @param status the exit status
     */
    default void exitJvm(int status) {}

    /** Makes the platform of a system that is about to start. */
    @FunctionalInterface
    interface Factory {

        /**
         * Called once per system, before anything else of it exists.
         *
         * @param systemName the system's name, for the names of threads
         * @param settings how the system is to run
         * @return a platform for this system alone
         */
        Platform create(String systemName, SystemSettings settings);
    }
}
