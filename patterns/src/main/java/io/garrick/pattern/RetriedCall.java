package io.garrick.pattern;

import io.garrick.actor.Scheduler;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A stage that is asked for again when it has failed; see {@link Patterns#retry}. One attempt is under way at a time, and its end starts the next. */
final class RetriedCall<T> extends DispatchedFuture<T> {

    private final Callable<? extends CompletionStage<T>> attempt;
    private final int attempts;
    private final Executor executor;
    private final Pause pause;

    /** What comes before a retry, which is counted from 0. */
    private interface Pause {
        void before(int retry, Runnable next, Executor executor);
    }

    private RetriedCall(Callable<? extends CompletionStage<T>> attempt, int attempts, Executor executor, Pause pause) {
        super(executor);
        if (attempts < 0) {
            throw new IllegalArgumentException("attempts must not be negative: attempts=" + attempts);
        }
        this.attempt = Objects.requireNonNull(attempt, "attempt");
        this.attempts = attempts;
        this.executor = Objects.requireNonNull(executor, "executor");
        this.pause = pause;
    }

    static <T> RetriedCall<T> start(Callable<? extends CompletionStage<T>> attempt, int attempts, Executor executor) {
        return new RetriedCall<>(attempt, attempts, executor, (retry, next, runs) -> runs.execute(next)).tried(0);
    }

    static <T> RetriedCall<T> start(
            Callable<? extends CompletionStage<T>> attempt,
            int attempts,
            IntFunction<Duration> delay,
            Scheduler scheduler,
            Executor executor) {
        Objects.requireNonNull(scheduler, "scheduler");
        Pause pause = (retry, next, runs) -> scheduler.scheduleOnce(delay.apply(retry), next, runs);
        return new RetriedCall<>(attempt, attempts, executor, pause).tried(0);
    }

    /** Makes an attempt: the first in the calling thread, later ones on the executor. */
    private RetriedCall<T> tried(int retries) {
        if (!isDone()) {
            try {
                CompletionStage<?> unused =
                        attempt.call().whenComplete((value, thrown) -> attempted(retries, value, thrown));
            } catch (Throwable thrown) {
                failed(retries, thrown);
            }
        }
        return this;
    }

    private void attempted(int retries, T value, @Nullable Throwable thrown) {
        if (thrown == null) {
            complete(value);
        } else {
            failed(retries, reason(thrown));
        }
    }

    private void failed(int retries, Throwable failure) {
        if (retries >= attempts || SupervisorStrategy.isFatal(failure)) {
            completeExceptionally(failure);
            return;
        }
        Runnable next = () -> {
            RetriedCall<T> unused = tried(retries + 1);
        };
        try {
            pause.before(retries, next, task -> execute(task, failure));
        } catch (IllegalStateException ended) {
            giveUp(failure, ended);
        }
    }

    private void execute(Runnable next, Throwable failure) {
        try {
            executor.execute(next);
        } catch (RejectedExecutionException refused) {
            giveUp(failure, refused);
        }
    }

    /** There is nothing any more that could make the next attempt. */
    private void giveUp(Throwable failure, RuntimeException why) {
        failure.addSuppressed(why);
        completeExceptionally(failure);
    }
}
