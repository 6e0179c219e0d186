package io.garrick.dispatch;

import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads that take from one queue, first in, first out. Nothing is stolen and nothing is kept: a handler that blocks holds up one thread and no
 * queue, so as long as one thread is free all others go on.
 */
final class ThreadPoolDispatcher implements Dispatcher {

    private final DispatcherSettings settings;
    private final Clock clock;
    private final ErrorHandler errors;
    private final long deadlineNanos;
    private final LiveThreads threads = new LiveThreads();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Guarded by the lock, as the next. */
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

    /** Threads without a task. */
    private int waiting;

    private long begun;
    private boolean shutdown;

    private ThreadPoolDispatcher(DispatcherSettings settings, Clock clock, ErrorHandler errors) {
        this.settings = settings;
        this.clock = clock;
        this.errors = errors;
        this.deadlineNanos = settings.throughputDeadline().toNanos();
    }

    /** Makes a dispatcher whose threads run. */
    static ThreadPoolDispatcher start(
            String threadPrefix, DispatcherSettings settings, Clock clock, ErrorHandler errors) {
        ThreadPoolDispatcher dispatcher = new ThreadPoolDispatcher(settings, clock, errors);
        int parallelism = settings.parallelism() == DispatcherSettings.AVAILABLE_PROCESSORS
                ? Runtime.getRuntime().availableProcessors()
                : settings.parallelism();
        for (int i = 1; i <= parallelism; i++) {
            DispatchThread thread =
                    new DispatchThread(dispatcher::runTasks, threadPrefix + i, settings.daemon(), false);
            dispatcher.threads.add(thread);
            thread.start();
        }
        return dispatcher;
    }

    @Override
    public void execute(Runnable task) {
        lock.lock();
        try {
            if (shutdown) {
                throw new RejectedExecutionException("dispatcher has been shut down: dispatcher=" + settings.id());
            }
            tasks.add(task);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void runTasks() {
        Runnable task = take();
        while (task != null) {
            Thread.interrupted();
            try {
                task.run();
            } catch (Throwable thrown) {
                DispatchThread.report(errors, thrown);
            }
            task = take();
        }
        threads.retire(Thread.currentThread(), () -> true);
    }

    /** Waits for a task; {@code null} when there will be none. */
    @Nullable
    private Runnable take() {
        lock.lock();
        try {
            waiting++;
            while (tasks.isEmpty() && !shutdown) {
                changed.awaitUninterruptibly();
            }
            waiting--;
            begun += tasks.isEmpty() ? 0 : 1;
            return tasks.poll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void shutdown() {
        lock.lock();
        try {
            shutdown = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        threads.complete();
    }

    @Override
    public boolean awaitTermination(long timeoutNanos) throws InterruptedException {
        return threads.await(timeoutNanos);
    }

    @Override
    public DispatcherSnapshot snapshot() {
        lock.lock();
        try {
            return new DispatcherSnapshot(id(), threads.count(), waiting, tasks.size(), begun, 0);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean runsHere() {
        return threads.hasCurrent();
    }

    /** Handlers may, at the expense of those who share the threads; senders may not wait, for they might wait for one that needs their thread. */
    @Override
    public boolean mayBlock() {
        return false;
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
    public String toString() {
        return "Dispatcher[" + settings.id() + "]";
    }
}
