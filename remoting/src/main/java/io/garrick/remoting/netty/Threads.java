package io.garrick.remoting.netty;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Counts threads, so that somebody can be told when the last has ended. */
final class Threads {

    private final Executor elsewhere;
    private final CompletableFuture<Object> ended = new CompletableFuture<>();

    // all guarded by this
    private final Set<Thread> alive = new HashSet<>();
    private boolean closing;

    /**
     * Makes a count.
     *
     * @param elsewhere on whose threads the end is told: the last one of these has to be gone by then
     */
    Threads(Executor elsewhere) {
        this.elsewhere = elsewhere;
    }

    /** The same threads, counted from their making on: each has to be started. */
    ThreadFactory counting(ThreadFactory factory) {
        return code -> {
            Thread thread = factory.newThread(() -> {
                try {
                    code.run();
                } finally {
                    gone(Thread.currentThread());
                }
            });
            synchronized (this) {
                alive.add(thread);
            }
            return thread;
        };
    }

    /** No more threads will be made. */
    void close() {
        boolean none;
        synchronized (this) {
            closing = true;
            none = alive.isEmpty();
        }
        if (none) {
            ended.complete(this);
        }
    }

    /** Completes when the last is gone, after {@link #close}. */
    CompletionStage<?> whenEnded() {
        return ended.minimalCompletionStage();
    }

    synchronized boolean has(Thread thread) {
        return alive.contains(thread);
    }

    private void gone(Thread last) {
        boolean none;
        synchronized (this) {
            alive.remove(last);
            none = closing && alive.isEmpty();
        }
        if (none) {
            tell(last);
        }
    }

    private void tell(Thread last) {
        try {
            elsewhere.execute(() -> {
                awaitEnd(last);
                ended.complete(this);
            });
        } catch (RuntimeException refused) {
            ended.complete(this);
        }
    }

    /** It has nothing left to do: some microseconds. */
    private static void awaitEnd(@Nullable Thread last) {
        boolean interrupted = false;
        while (last != null) {
            try {
                last.join();
                last = null;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
