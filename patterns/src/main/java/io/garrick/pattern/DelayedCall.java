package io.garrick.pattern;

import io.garrick.actor.Cancellable;
import io.garrick.actor.Scheduler;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** A stage that does not exist yet; see {@link Patterns#after}. */
final class DelayedCall<T> extends DispatchedFuture<T> implements Runnable {

    private final Callable<? extends CompletionStage<T>> callable;

    private DelayedCall(Executor executor, Callable<? extends CompletionStage<T>> callable) {
        super(executor);
        this.callable = Objects.requireNonNull(callable, "callable");
    }

    static <T> DelayedCall<T> start(
            Duration delay, Scheduler scheduler, Executor executor, Callable<? extends CompletionStage<T>> callable) {
        DelayedCall<T> call = new DelayedCall<>(executor, callable);
        Cancellable timer = scheduler.scheduleOnce(delay, call, task -> call.runOn(executor, task));
        CompletionStage<?> unused = call.whenComplete((value, thrown) -> timer.cancel());
        return call;
    }

    private void runOn(Executor executor, Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException refused) {
            completeExceptionally(refused);
        }
    }

    /** On the executor, when the time has come. */
    @Override
    public void run() {
        if (isDone()) {
            return;
        }
        try {
            callable.call().whenComplete(this::completeAs);
        } catch (Throwable thrown) {
            completeExceptionally(thrown);
        }
    }

    private void completeAs(T value, @Nullable Throwable thrown) {
        if (thrown == null) {
            complete(value);
        } else {
            completeExceptionally(reason(thrown));
        }
    }
}
