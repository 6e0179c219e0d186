package io.garrick.actor;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Messages and tasks in the future, on the system's wheel (promise T01): never early, at most one tick late on an idle machine. Any thread. For an
 * actor's own timers {@link TimerScheduler} is better: those end with the actor's instance.
 *
 * <p>A message is told directly, when it is due; a task is run by the executor given with it, never by the wheel's thread. A periodic one ends when
 * it is cancelled, when it throws, or when its receiver has ended. Delays of zero or less are due at the next tick.
 *
 * <p>Memory consistency: what a thread did before it scheduled something <em>happens-before</em> that.
 */
public interface Scheduler {

    /**
     * Sends a message once.
     *
     * @param delay how long from now
     * @param receiver whom to tell
     * @param message what to tell
     * @param executor not used: a message needs no thread
     * @param sender whom the receiver sees as sender
     * @return for taking it back
     * @throws IllegalStateException when the system has terminated
     */
    Cancellable scheduleOnce(
            Duration delay, ActorRef receiver, Object message, Executor executor, @Nullable ActorRef sender);

    /**
     * Runs a task once.
     *
     * @param delay how long from now
     * @param runnable what to run
     * @param executor what runs it, for example a dispatcher
     * @return for taking it back
     * @throws IllegalStateException when the system has terminated
     */
    Cancellable scheduleOnce(Duration delay, Runnable runnable, Executor executor);

    /**
     * Sends a message again and again, with a fixed time from one to the next.
     *
     * @param initialDelay how long from now to the first
     * @param delay how long from one to the next; positive
     * @param receiver whom to tell
     * @param message what to tell
     * @param executor not used: a message needs no thread
     * @param sender whom the receiver sees as sender
     * @return for ending it
     * @throws IllegalArgumentException when the delay is zero or negative
     * @throws IllegalStateException when the system has terminated
     */
    Cancellable scheduleWithFixedDelay(
            Duration initialDelay,
            Duration delay,
            ActorRef receiver,
            Object message,
            Executor executor,
            @Nullable ActorRef sender);

    /**
     * Runs a task again and again, with a fixed time from the end of one run to the start of the next.
     *
     * @param initialDelay how long from now to the first
     * @param delay how long from the end of one run to the next; positive
     * @param runnable what to run; when it throws, that was the last run
     * @param executor what runs it, for example a dispatcher
     * @return for ending it
     * @throws IllegalArgumentException when the delay is zero or negative
     * @throws IllegalStateException when the system has terminated
     */
    Cancellable scheduleWithFixedDelay(Duration initialDelay, Duration delay, Runnable runnable, Executor executor);

    /**
     * Sends a message at a rate: when some were late, the next ones come sooner.
     *
     * @param initialDelay how long from now to the first
     * @param interval how long from one to the next on average; positive
     * @param receiver whom to tell
     * @param message what to tell
     * @param executor not used: a message needs no thread
     * @param sender whom the receiver sees as sender
     * @return for ending it
     * @throws IllegalArgumentException when the interval is zero or negative
     * @throws IllegalStateException when the system has terminated
     */
    Cancellable scheduleAtFixedRate(
            Duration initialDelay,
            Duration interval,
            ActorRef receiver,
            Object message,
            Executor executor,
            @Nullable ActorRef sender);

    /**
     * Runs a task at a rate, never two runs at a time: when some were late or long, the next ones come sooner.
     *
     * @param initialDelay how long from now to the first
     * @param interval how long from the start of one run to the next on average; positive
     * @param runnable what to run; when it throws, that was the last run
     * @param executor what runs it, for example a dispatcher
     * @return for ending it
     * @throws IllegalArgumentException when the interval is zero or negative
     * @throws IllegalStateException when the system has terminated
     */
    Cancellable scheduleAtFixedRate(Duration initialDelay, Duration interval, Runnable runnable, Executor executor);

    /**
     * Sends a message at a rate.
     *
     * @param initialDelay how long from now to the first
     * @param interval how long from one to the next on average; positive
     * @param receiver whom to tell
     * @param message what to tell
     * @param executor not used: a message needs no thread
     * @param sender whom the receiver sees as sender
     * @return for ending it
     * @deprecated use {@link #scheduleAtFixedRate(Duration, Duration, ActorRef, Object, Executor, ActorRef)}, which this is, or the one with a
     *     fixed delay
     */
    @Deprecated
    default Cancellable schedule(
            Duration initialDelay,
            Duration interval,
            ActorRef receiver,
            Object message,
            Executor executor,
            @Nullable ActorRef sender) {
        return scheduleAtFixedRate(initialDelay, interval, receiver, message, executor, sender);
    }

    /**
     * Runs a task at a rate.
     *
     * @param initialDelay how long from now to the first
     * @param interval how long from the start of one run to the next on average; positive
     * @param runnable what to run
     * @param executor what runs it
     * @return for ending it
     * @deprecated use {@link #scheduleAtFixedRate(Duration, Duration, Runnable, Executor)}, which this is, or the one with a fixed delay
     */
    @Deprecated
    default Cancellable schedule(Duration initialDelay, Duration interval, Runnable runnable, Executor executor) {
        return scheduleAtFixedRate(initialDelay, interval, runnable, executor);
    }
}
