package io.garrick.dispatch;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gives every mailbox that is {@linkplain #attach() attached} a thread of its own, so that its handlers may block. Tasks without a
 * mailbox share one more thread.
 */
final class PinnedDispatcher implements Dispatcher {

    private final String threadPrefix;
    private final DispatcherSettings settings;
    private final Clock clock;
    private final ErrorHandler errors;
    private final LiveThreads threads = new LiveThreads();
    private final AtomicLong threadNumbers = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();

    /** First of the list of all that are attached and not yet detached; guarded by the lock. */
    @Nullable
    private PinnedThreadDispatcher first;

    private boolean shutdown;

    private final PinnedThreadDispatcher shared;

    PinnedDispatcher(String threadPrefix, DispatcherSettings settings, Clock clock, ErrorHandler errors) {
        this.threadPrefix = threadPrefix;
        this.settings = settings;
        this.clock = clock;
        this.errors = errors;
        this.shared = new PinnedThreadDispatcher(this);
        link(shared);
    }

    @Override
    public void execute(Runnable task) {
        shared.execute(task);
    }

    @Override
    public Dispatcher attach() {
        PinnedThreadDispatcher own = new PinnedThreadDispatcher(this);
        lock.lock();
        try {
            if (shutdown) {
                throw refusal();
            }
            link(own);
        } finally {
            lock.unlock();
        }
        return own;
    }

    /** Whether it is the one of the tasks without a mailbox. */
    boolean isShared(PinnedThreadDispatcher own) {
        return own == shared;
    }

    private void link(PinnedThreadDispatcher own) {
        own.next = first;
        if (first != null) {
            first.previous = own;
        }
        first = own;
    }

    void unlink(PinnedThreadDispatcher own) {
        lock.lock();
        try {
            if (own.previous != null) {
                own.previous.next = own.next;
            } else if (first == own) {
                first = own.next;
            }
            if (own.next != null) {
                own.next.previous = own.previous;
            }
            own.previous = null;
            own.next = null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void shutdown() {
        lock.lock();
        try {
            shutdown = true;
            for (PinnedThreadDispatcher own = first; own != null; own = own.next) {
                own.close();
            }
            first = null;
        } finally {
            lock.unlock();
        }
        threads.complete();
    }

    @Override
    public boolean awaitTermination(long timeoutNanos) throws InterruptedException {
        return threads.await(timeoutNanos);
    }

    RejectedExecutionException refusal() {
        return new RejectedExecutionException("dispatcher has been shut down: dispatcher=" + settings.id());
    }

    @Override
    public DispatcherSnapshot snapshot() {
        return new DispatcherSnapshot(id(), threads.count(), 0, 0, 0, 0);
    }

    // ---------------------------------------------------------------- for its threads

    /** Starts the thread of one mailbox, which will run {@code code}. */
    DispatchThread startThread(Runnable code) {
        DispatchThread thread =
                new DispatchThread(code, threadPrefix + threadNumbers.incrementAndGet(), settings.daemon(), true);
        threads.add(thread);
        try {
            thread.start();
        } catch (Throwable e) {
            threads.retire(thread, () -> true);
            throw new RejectedExecutionException(
                    "thread cannot be started: dispatcher=" + settings.id() + " thread=" + thread.getName(), e);
        }
        return thread;
    }

    LiveThreads threads() {
        return threads;
    }

    ErrorHandler errors() {
        return errors;
    }

    // ---------------------------------------------------------------- the rest of the contract

    @Override
    public String id() {
        return settings.id();
    }

    @Override
    public int throughput() {
        return settings.throughput();
    }

    @Override
    public long throughputDeadlineNanos() {
        return settings.throughputDeadline().toNanos();
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public boolean runsHere() {
        return threads.hasCurrent();
    }

    @Override
    public boolean mayBlock() {
        return true;
    }

    @Override
    public String toString() {
        return "Dispatcher[" + settings.id() + "]";
    }
}
