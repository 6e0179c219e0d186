package io.garrick.pattern;

import io.garrick.actor.Scheduler;
import io.garrick.actor.spi.SystemServices;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps callers from a service that fails: after so many failures in a row calls are not made any more but fail at once, until after a while one call, the probe, shows
 * whether the service is back. May be shared by any number of threads and actors; its state is one compare-and-set away, it has no lock.
 *
 * <table>
 * <caption>The states</caption>
 * <tr><td>closed</td><td>Calls are made. A failure or a time-out counts, a success sets the count to zero. The {@code maxFailures}-th failure in a row opens the
 *     breaker.</td></tr>
 * <tr><td>open</td><td>Calls fail with {@link CircuitBreakerOpenException}. After {@code resetTimeout} the breaker is half-open.</td></tr>
 * <tr><td>half-open</td><td>Exactly one call is made, the probe; others fail as if it were open. If the probe succeeds the breaker is closed, else it is open
 *     again, and longer if {@linkplain #withExponentialBackoff it backs off}.</td></tr>
 * </table>
 *
 * <p>A time-out counts when the time is over, not when the slow call ends; its result is then ignored. A call counts for the period in which it began: the late end of an old
 * one moves nothing. It counts before its result can be seen.
 *
 * <p>Listeners run on the executor, one task for each, so in no order among each other; what they throw is logged. Time and random numbers are those of the system that the
 * scheduler belongs to.
 *
 * <pre>{@code
 * private final CircuitBreaker breaker = new CircuitBreaker(
 *         getContext().getDispatcher(), getContext().getSystem().getScheduler(), 5, Duration.ofSeconds(10), Duration.ofMinutes(1));
 * …
 * pipe(breaker.callWithCircuitBreakerCS(() -> bank.pay(order)), getContext().getDispatcher()).to(self());
 * }</pre>
 *
 * <p>Origin: Michael Nygard's <em>Release It!</em>; names as in Akka.
 */
public final class CircuitBreaker {

    private final BreakerSwitch breaker;

    /**
     * A closed breaker.
     *
     * @param executor where listeners run, and what depends on the stages that calls give
     * @param scheduler what counts the time: that of a system of this runtime
     * @param maxFailures how many failures in a row open it; positive
     * @param callTimeout how long a call may take; zero for no limit, which is only for calls that end by themselves: a probe that never ends keeps the breaker half-open
     * @param resetTimeout how long it stays open; positive
     * @throws IllegalArgumentException when a number is out of its range, or the scheduler is of a foreign implementation
     */
    public CircuitBreaker(
            Executor executor, Scheduler scheduler, int maxFailures, Duration callTimeout, Duration resetTimeout) {
        if (maxFailures < 1) {
            throw new IllegalArgumentException("maxFailures must be positive: maxFailures=" + maxFailures);
        }
        if (callTimeout.isNegative()) {
            throw new IllegalArgumentException(
                    "callTimeout must be positive, or zero for no limit: callTimeout=" + callTimeout);
        }
        if (resetTimeout.isZero() || resetTimeout.isNegative()) {
            throw new IllegalArgumentException("resetTimeout must be positive: resetTimeout=" + resetTimeout);
        }
        this.breaker =
                new BreakerSwitch(executor, scheduler, maxFailures, callTimeout, BackoffDelay.always(resetTimeout));
    }

    private CircuitBreaker(BreakerSwitch breaker) {
        this.breaker = breaker;
    }

    /**
     * A closed breaker whose listeners run on the default dispatcher of the scheduler's system. In Akka they run in the thread that happens to call.
     *
     * @param scheduler what counts the time: that of a system of this runtime
     * @param maxFailures how many failures in a row open it; positive
     * @param callTimeout how long a call may take; zero for no limit
     * @param resetTimeout how long it stays open; positive
     * @return the breaker
     * @throws IllegalArgumentException when a number is out of its range, or the scheduler is of a foreign implementation
     */
    public static CircuitBreaker create(
            Scheduler scheduler, int maxFailures, Duration callTimeout, Duration resetTimeout) {
        Executor dispatcher = SystemServices.of(scheduler).system().dispatcher();
        return new CircuitBreaker(dispatcher, scheduler, maxFailures, callTimeout, resetTimeout);
    }

    /**
     * Another breaker, closed, that stays open longer each time that its probe fails: resetTimeout·2^k, at most {@code maxResetTimeout}. It begins with the listeners that this
     * one has now (in Akka with none).
     *
     * @param maxResetTimeout where doubling ends; not less than {@code resetTimeout}
     * @return the other breaker; this one is not changed
     * @throws IllegalArgumentException when it is less
     */
    public CircuitBreaker withExponentialBackoff(Duration maxResetTimeout) {
        BackoffDelay delay = breaker.resetDelay();
        Duration least = Duration.ofNanos(delay.minNanos());
        if (maxResetTimeout.compareTo(least) < 0) {
            throw new IllegalArgumentException("maxResetTimeout must not be less than resetTimeout: maxResetTimeout="
                    + maxResetTimeout + " resetTimeout=" + least);
        }
        return new CircuitBreaker(breaker.with(delay.withMax(maxResetTimeout)));
    }

    /**
     * Another breaker, closed, that stays open a little longer by chance, so that many of them do not probe at once: up to this part of the time is added each time, also to the
     * first and to the longest. It begins with the listeners that this one has now.
     *
     * @param randomFactor from 0 to 1
     * @return the other breaker; this one is not changed
     * @throws IllegalArgumentException when it is out of its range
     */
    public CircuitBreaker withRandomFactor(double randomFactor) {
        return new CircuitBreaker(breaker.with(breaker.resetDelay().withRandomFactor(randomFactor)));
    }

    // ---------------------------------------------------------------- calls

    /**
     * Makes a call that gives a stage, if the breaker lets it through. A failed stage and an exception of the call itself are failures.
     *
     * @param body what to call, in this thread
     * @param <T> what the stage gives
     * @return completes as the stage of the call does; fails with {@link CircuitBreakerOpenException} when the call was not made, with
     *     {@link java.util.concurrent.TimeoutException} when it takes too long, and with what the call throws. Cancelling it does not end the call
     */
    public <T> CompletionStage<T> callWithCircuitBreakerCS(Callable<? extends CompletionStage<T>> body) {
        return guarded(body, null);
    }

    /**
     * As {@link #callWithCircuitBreakerCS(Callable)}, with one's own view of what is a failure.
     *
     * @param body what to call, in this thread
     * @param defineFailureFn whether to count a result as a failure, given the value (empty for null) or what was thrown, time-outs included. Called on the thread that ends
     *     the call, for a time-out on the executor. When it throws, that is a failure and what the stage fails with
     * @param <T> what the stage gives
     * @return as {@link #callWithCircuitBreakerCS(Callable)}: how a result counts does not change it
     */
    public <T> CompletionStage<T> callWithCircuitBreakerCS(
            Callable<? extends CompletionStage<T>> body,
            BiFunction<Optional<T>, Optional<Throwable>, Boolean> defineFailureFn) {
        return guarded(body, Objects.requireNonNull(defineFailureFn, "defineFailureFn"));
    }

    private <T> CompletionStage<T> guarded(
            Callable<? extends CompletionStage<T>> body,
            @Nullable BiFunction<Optional<T>, Optional<Throwable>, Boolean> isFailure) {
        BreakerPeriod now = breaker.period();
        if (now.admits()) {
            return new GuardedCall<>(breaker, now, isFailure).callForStage(body);
        }
        DispatchedFuture<T> refused = new DispatchedFuture<>(breaker.executor());
        refused.completeExceptionally(breaker.refusal(now));
        return refused;
    }

    /**
     * As {@link #callWithCircuitBreakerCS(Callable)}; in Akka the one for Scala's futures.
     *
     * @param body what to call, in this thread
     * @param <T> what the stage gives
     * @return completes as the stage of the call does, or fails as the breaker says
     */
    public <T> CompletionStage<T> callWithCircuitBreaker(Callable<? extends CompletionStage<T>> body) {
        return callWithCircuitBreakerCS(body);
    }

    /**
     * As {@link #callWithCircuitBreakerCS(Callable, BiFunction)}; in Akka the one for Scala's futures.
     *
     * @param body what to call, in this thread
     * @param defineFailureFn whether to count a result as a failure
     * @param <T> what the stage gives
     * @return completes as the stage of the call does, or fails as the breaker says
     */
    public <T> CompletionStage<T> callWithCircuitBreaker(
            Callable<? extends CompletionStage<T>> body,
            BiFunction<Optional<T>, Optional<Throwable>, Boolean> defineFailureFn) {
        return callWithCircuitBreakerCS(body, defineFailureFn);
    }

    /**
     * Makes a call in this thread and waits for it, if the breaker lets it through. A call that takes too long is not interrupted: the time-out counts when it is due, and is
     * thrown when the call ends. What the call throws is thrown as it is, also a checked exception, and so is {@link java.util.concurrent.TimeoutException}.
     *
     * @param body what to call
     * @param <T> what it gives
     * @return what it gives
     * @throws CircuitBreakerOpenException when the call was not made
     */
    public <T> T callWithSyncCircuitBreaker(Callable<T> body) {
        return guardedSync(body, null);
    }

    /**
     * As {@link #callWithSyncCircuitBreaker(Callable)}, with one's own view of what is a failure.
     *
     * @param body what to call
     * @param defineFailureFn as in {@link #callWithCircuitBreakerCS(Callable, BiFunction)}
     * @param <T> what it gives
     * @return what it gives
     * @throws CircuitBreakerOpenException when the call was not made
     */
    public <T> T callWithSyncCircuitBreaker(
            Callable<T> body, BiFunction<Optional<T>, Optional<Throwable>, Boolean> defineFailureFn) {
        return guardedSync(body, Objects.requireNonNull(defineFailureFn, "defineFailureFn"));
    }

    @SuppressWarnings("NullAway") // gives null where the call does
    private <T> T guardedSync(
            Callable<T> body, @Nullable BiFunction<Optional<T>, Optional<Throwable>, Boolean> isFailure) {
        BreakerPeriod now = breaker.period();
        if (now.admits()) {
            return new GuardedCall<>(breaker, now, isFailure).callForValue(body);
        }
        throw breaker.refusal(now);
    }

    /** For programs that cannot hand over the call, for example because the answer to a message shows how it went: counts a success, which closes a half-open breaker. */
    public void succeed() {
        breaker.succeeded(breaker.period());
    }

    /** As {@link #succeed}, for a failure: it may open the breaker. Does nothing while it is open. */
    public void fail() {
        breaker.failed(breaker.period());
    }

    /**
     * Whether all calls are made.
     *
     * @return the state now; another thread may change it at any moment
     */
    public boolean isClosed() {
        return breaker.period() instanceof BreakerPeriod.Closed;
    }

    /**
     * Whether no call is made.
     *
     * @return the state now; another thread, or time, may change it at any moment
     */
    public boolean isOpen() {
        return breaker.period() instanceof BreakerPeriod.Open;
    }

    /**
     * Whether a probe is under way or will be the next call.
     *
     * @return the state now; another thread may change it at any moment
     */
    public boolean isHalfOpen() {
        return breaker.period() instanceof BreakerPeriod.HalfOpen;
    }

    // ---------------------------------------------------------------- listeners

    /**
     * Calls back each time that the breaker opens, also again after a failed probe.
     *
     * @param callback what to run, on the executor
     * @return this breaker
     */
    public CircuitBreaker addOnOpenListener(Runnable callback) {
        breaker.listeners().open.add(Objects.requireNonNull(callback, "callback"));
        return this;
    }

    /**
     * Calls back each time that the breaker closes.
     *
     * @param callback what to run, on the executor
     * @return this breaker
     */
    public CircuitBreaker addOnCloseListener(Runnable callback) {
        breaker.listeners().close.add(Objects.requireNonNull(callback, "callback"));
        return this;
    }

    /**
     * Calls back each time that the breaker becomes half-open.
     *
     * @param callback what to run, on the executor
     * @return this breaker
     */
    public CircuitBreaker addOnHalfOpenListener(Runnable callback) {
        breaker.listeners().halfOpen.add(Objects.requireNonNull(callback, "callback"));
        return this;
    }

    /**
     * Calls back for each call that counts as a success, with the nanoseconds that it took.
     *
     * @param callback what to run, on the executor
     * @return this breaker
     */
    public CircuitBreaker addOnCallSuccessListener(Consumer<Long> callback) {
        breaker.listeners().callSuccess.add(Objects.requireNonNull(callback, "callback"));
        return this;
    }

    /**
     * Calls back for each call that counts as a failure, but for time-outs, with the nanoseconds that it took.
     *
     * @param callback what to run, on the executor
     * @return this breaker
     */
    public CircuitBreaker addOnCallFailureListener(Consumer<Long> callback) {
        breaker.listeners().callFailure.add(Objects.requireNonNull(callback, "callback"));
        return this;
    }

    /**
     * Calls back for each call that took too long, with the nanoseconds until that was noticed.
     *
     * @param callback what to run, on the executor
     * @return this breaker
     */
    public CircuitBreaker addOnCallTimeoutListener(Consumer<Long> callback) {
        breaker.listeners().callTimeout.add(Objects.requireNonNull(callback, "callback"));
        return this;
    }

    /**
     * Calls back for each call that was not made.
     *
     * @param callback what to run, on the executor
     * @return this breaker
     */
    public CircuitBreaker addOnCallBreakerOpenListener(Runnable callback) {
        breaker.listeners().callRefused.add(Objects.requireNonNull(callback, "callback"));
        return this;
    }
}
