package io.garrick.remoting.netty;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/** Counts threads, so that somebody can be told when the last has ended. */
final class Threads {

    private final Executor elsewhere;
    private final CompletableFuture<Object> ended = new CompletableFuture<>();

    // all guarded by this
    private final Set<Thread> alive = new HashSet<>();

    /** They have said that they are gone, and have a few instructions left to do, for which they may wait. */
    private final List<Thread> leaving = new ArrayList<>();

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

    private void gone(Thread one) {
        List<Thread> last = List.of();
        synchronized (this) {
            alive.remove(one);
            leaving.removeIf(earlier -> !earlier.isAlive());
            leaving.add(one);
            if (closing && alive.isEmpty()) {
                last = List.copyOf(leaving);
            }
        }
        if (!last.isEmpty()) {
            tell(last);
        }
    }

    private void tell(List<Thread> last) {
        try {
            elsewhere.execute(() -> {
                last.forEach(Threads::awaitEnd);
                ended.complete(this);
            });
        } catch (RuntimeException refused) {
            ended.complete(this);
        }
    }

    /** It has nothing left to do: some microseconds. */
    private static void awaitEnd(Thread last) {
        boolean interrupted = false;
        while (last.isAlive()) {
            try {
                last.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
