package io.garrick.dispatch;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs each activation of a mailbox, and each task, on a new virtual thread. Handlers may block.
 *
 * <p><b>Shutdown.</b> A producer enters its thread into the set of the living and then asks for the flag; who shuts down sets the flag and then looks at
 * the set. So a thread that is started is waited for, and one that is not has been refused.
 */
final class VirtualThreadDispatcher implements Dispatcher {

    private final DispatcherSettings settings;
    private final Clock clock;
    private final ErrorHandler errors;
    private final long deadlineNanos;
    private final ThreadFactory factory;
    private final Set<Thread> living = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition fewer = lock.newCondition();

    private volatile boolean shutdown;

    /**
     * Makes a dispatcher.
     *
     * @throws UnsupportedOperationException when this JDK has no virtual threads
     */
    VirtualThreadDispatcher(String threadPrefix, DispatcherSettings settings, Clock clock, ErrorHandler errors) {
        this.settings = settings;
        this.clock = clock;
        this.errors = errors;
        this.deadlineNanos = settings.throughputDeadline().toNanos();
        this.factory = VirtualThreads.factory(settings.id(), threadPrefix);
    }

    @Override
    public void execute(Runnable task) {
        Thread thread = factory.newThread(() -> runTask(task));
        living.add(thread);
        boolean started = false;
        try {
            if (shutdown) {
                throw new RejectedExecutionException("dispatcher has been shut down: dispatcher=" + settings.id());
            }
            thread.start();
            started = true;
        } finally {
            if (!started) {
                ended(thread);
            }
        }
    }

    private void runTask(Runnable task) {
        try {
            task.run();
        } catch (Throwable thrown) {
            DispatchThread.report(errors, thrown);
        } finally {
            ended(Thread.currentThread());
        }
    }

    private void ended(Thread thread) {
        living.remove(thread);
        if (shutdown) {
            signal();
        }
    }

    private void signal() {
        lock.lock();
        try {
            fewer.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void shutdown() {
        shutdown = true;
        signal();
    }

    @Override
    public boolean awaitTermination(long timeoutNanos) throws InterruptedException {
        int own = living.contains(Thread.currentThread()) ? 1 : 0;
        long left = timeoutNanos;
        lock.lockInterruptibly();
        try {
            while (!shutdown || living.size() > own) {
                if (left <= 0) {
                    return false;
                }
                left = fewer.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public DispatcherSnapshot snapshot() {
        return new DispatcherSnapshot(id(), living.size(), 0, 0, 0, 0);
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
        return deadlineNanos;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public boolean runsHere() {
        return living.contains(Thread.currentThread());
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
