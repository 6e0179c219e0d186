package io.garrick.pattern;

import io.garrick.actor.Cancellable;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A call that a breaker has let through. It ends once, by its result or by its time-out, whichever is first, and counts before anybody sees the result. The stage that
 * callers get may be cancelled by them; the call does not end by that, or a cancelled probe would keep the breaker half-open for ever.
 */
final class GuardedCall<T> {

    private final BreakerSwitch breaker;
    private final BreakerPeriod period;

    /** What the program calls a failure; null for what is thrown. */
    @Nullable
    private final BiFunction<Optional<T>, Optional<Throwable>, Boolean> isFailure;

    private final long startNanos;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final DispatchedFuture<T> result;

    /** Written before the call is made. */
    @Nullable
    private Cancellable timer;

    GuardedCall(
            BreakerSwitch breaker,
            BreakerPeriod period,
            @Nullable BiFunction<Optional<T>, Optional<Throwable>, Boolean> isFailure) {
        this.breaker = breaker;
        this.period = period;
        this.isFailure = isFailure;
        this.startNanos = breaker.nanoTime();
        this.result = new DispatchedFuture<>(breaker.executor());
    }

    /** Calls for a stage. */
    CompletionStage<T> callForStage(Callable<? extends CompletionStage<T>> body) {
        try {
            startTimer();
            CompletionStage<?> unused = body.call().whenComplete(this::end);
        } catch (Throwable thrown) {
            end(null, thrown);
        }
        return result;
    }

    /** Calls for a value, in this thread. */
    @Nullable
    T callForValue(Callable<T> body) {
        T value = null;
        Throwable thrown = null;
        try {
            startTimer();
            value = body.call();
        } catch (Throwable anything) {
            thrown = anything;
        }
        Throwable failure = endsNow() ? count(value, thrown, false) : timedOut(thrown);
        if (failure != null) {
            throw Unchecked.rethrow(failure);
        }
        return value;
    }

    private void startTimer() {
        timer = breaker.startTimer(this::expire, isFailure != null);
    }

    /** The result is there, in whatever thread. */
    private void end(@Nullable T value, @Nullable Throwable thrown) {
        if (endsNow()) {
            complete(value, count(value, thrown == null ? null : DispatchedFuture.reason(thrown), false));
        }
    }

    /** The time is over; that the call itself still goes on nobody waits for. */
    private void expire() {
        if (ended.compareAndSet(false, true)) {
            complete(null, count(null, timedOut(null), true));
        }
    }

    private boolean endsNow() {
        boolean first = ended.compareAndSet(false, true);
        if (first && timer != null) {
            timer.cancel();
        }
        return first;
    }

    private TimeoutException timedOut(@Nullable Throwable thrown) {
        TimeoutException timedOut =
                new TimeoutException("call through a circuit breaker timed out: timeout=" + breaker.callTimeout());
        if (thrown != null) {
            timedOut.addSuppressed(thrown);
        }
        return timedOut;
    }

    /** Has the breaker count it; what the call fails with, if it does. */
    @Nullable
    private Throwable count(@Nullable T value, @Nullable Throwable thrown, boolean late) {
        Throwable outcome = thrown;
        boolean failure = true;
        try {
            failure = isFailure == null
                    ? thrown != null
                    : isFailure.apply(Optional.ofNullable(value), Optional.ofNullable(thrown));
        } catch (Throwable undecided) {
            if (thrown != null && thrown != undecided) {
                undecided.addSuppressed(thrown);
            }
            outcome = undecided;
        }
        breaker.count(period, failure, late, breaker.nanoTime() - startNanos);
        return outcome;
    }

    private void complete(@Nullable T value, @Nullable Throwable failure) {
        if (failure == null) {
            result.complete(value);
        } else {
            result.completeExceptionally(failure);
        }
    }
}
