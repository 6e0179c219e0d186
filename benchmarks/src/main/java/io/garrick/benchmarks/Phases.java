package io.garrick.benchmarks;

import java.util.concurrent.CompletableFuture;

/**
 * From warming up over the window that is measured to the last message that is waited for. Driven by the sender, awaited by whoever started it.
 *
 * @param warmNanos before the window begins
 * @param windowNanos how long the window is at least
 */
record Phases(
        long warmNanos,
        long windowNanos,
        CompletableFuture<Long> begun,
        CompletableFuture<Long> ended,
        CompletableFuture<Long> drained) {

    static Phases of(long warmNanos, long windowNanos) {
        return new Phases(
                warmNanos,
                windowNanos,
                new CompletableFuture<>(),
                new CompletableFuture<>(),
                new CompletableFuture<>());
    }
}
