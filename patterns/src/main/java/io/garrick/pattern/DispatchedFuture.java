package io.garrick.pattern;

import io.garrick.dispatch.Dispatcher;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A future whose dependents never run in the thread that completes it, when they were registered before: they run on a dispatcher. One that is
 * registered later runs at once in the registering thread. Stages derived from it are of the same kind, and {@code …Async} without an executor
 * uses the dispatcher, never the common pool (promise A01).
 *
 * <p>It overrides every method that registers a dependent without an executor: while it is not complete, the dependent is registered with the
 * dispatcher. Were the completing thread to look for dependents and hand over only then, one registered in between would run in it.
 */
class DispatchedFuture<T> extends CompletableFuture<T> {

    private final Executor dispatcher;

    DispatchedFuture(Executor dispatcher) {
        this.dispatcher = dispatcher;
    }

    // ---------------------------------------------------------------- waiting

    @Override
    public final T join() {
        boolean unused = letOthersGoOn(Long.MAX_VALUE);
        return super.join();
    }

    @Override
    public final T get() throws InterruptedException, ExecutionException {
        boolean unused = letOthersGoOn(Long.MAX_VALUE);
        return super.get();
    }

    @Override
    public final T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        return letOthersGoOn(unit.toNanos(timeout)) ? super.get(0, unit) : super.get(timeout, unit);
    }

    /** In a rehearsal a thread that waited by itself would wait for ever. Whether there was nothing, or is nothing left, to wait for. */
    private boolean letOthersGoOn(long nanos) {
        Dispatcher waiting = isDone() ? null : CarryingExecutor.dispatcher(dispatcher);
        return waiting != null && waiting.waitsFor(this::isDone, nanos);
    }

    // ---------------------------------------------------------------- dependents

    @Override
    public final Executor defaultExecutor() {
        return dispatcher;
    }

    @Override
    public final <U> CompletableFuture<U> newIncompleteFuture() {
        return new DispatchedFuture<>(dispatcher);
    }

    /** A future of the same kind: dependents of a minimal stage of the JDK would run in the completing thread. */
    @Override
    public final CompletionStage<T> minimalCompletionStage() {
        return copy();
    }

    @Override
    public final <U> CompletableFuture<U> thenApply(Function<? super T, ? extends U> fn) {
        return isDone() ? super.thenApply(fn) : thenApplyAsync(fn, dispatcher);
    }

    @Override
    public final CompletableFuture<Void> thenAccept(Consumer<? super T> action) {
        return isDone() ? super.thenAccept(action) : thenAcceptAsync(action, dispatcher);
    }

    @Override
    public final CompletableFuture<Void> thenRun(Runnable action) {
        return isDone() ? super.thenRun(action) : thenRunAsync(action, dispatcher);
    }

    @Override
    public final <U, V> CompletableFuture<V> thenCombine(
            CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> fn) {
        return isDone() && isDone(other) ? super.thenCombine(other, fn) : thenCombineAsync(other, fn, dispatcher);
    }

    @Override
    public final <U> CompletableFuture<Void> thenAcceptBoth(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action) {
        return isDone() && isDone(other)
                ? super.thenAcceptBoth(other, action)
                : thenAcceptBothAsync(other, action, dispatcher);
    }

    @Override
    public final CompletableFuture<Void> runAfterBoth(CompletionStage<?> other, Runnable action) {
        return isDone() && isDone(other)
                ? super.runAfterBoth(other, action)
                : runAfterBothAsync(other, action, dispatcher);
    }

    @Override
    public final <U> CompletableFuture<U> applyToEither(CompletionStage<? extends T> other, Function<? super T, U> fn) {
        return isDone() ? super.applyToEither(other, fn) : applyToEitherAsync(other, fn, dispatcher);
    }

    @Override
    public final CompletableFuture<Void> acceptEither(CompletionStage<? extends T> other, Consumer<? super T> action) {
        return isDone() ? super.acceptEither(other, action) : acceptEitherAsync(other, action, dispatcher);
    }

    @Override
    public final CompletableFuture<Void> runAfterEither(CompletionStage<?> other, Runnable action) {
        return isDone() ? super.runAfterEither(other, action) : runAfterEitherAsync(other, action, dispatcher);
    }

    @Override
    public final <U> CompletableFuture<U> thenCompose(Function<? super T, ? extends CompletionStage<U>> fn) {
        return isDone() ? super.thenCompose(fn) : thenComposeAsync(fn, dispatcher);
    }

    @Override
    public final <U> CompletableFuture<U> handle(BiFunction<? super T, Throwable, ? extends U> fn) {
        return isDone() ? super.handle(fn) : handleAsync(fn, dispatcher);
    }

    @Override
    public final CompletableFuture<T> whenComplete(BiConsumer<? super T, ? super Throwable> action) {
        return isDone() ? super.whenComplete(action) : whenCompleteAsync(action, dispatcher);
    }

    @Override
    public final CompletableFuture<T> exceptionally(Function<Throwable, ? extends T> fn) {
        return isDone() ? super.exceptionally(fn) : exceptionallyAsync(fn, dispatcher);
    }

    @Override
    public final CompletableFuture<T> exceptionallyCompose(Function<Throwable, ? extends CompletionStage<T>> fn) {
        return isDone() ? super.exceptionallyCompose(fn) : exceptionallyComposeAsync(fn, dispatcher);
    }

    /** What a stage really failed with: stages wrap what their predecessors failed with. */
    static Throwable reason(Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : null;
        return cause == null ? thrown : cause;
    }

    /** Minimal stages of the JDK are futures, too, but do not answer themselves. */
    private static boolean isDone(CompletionStage<?> stage) {
        return stage.toCompletableFuture().isDone();
    }
}
