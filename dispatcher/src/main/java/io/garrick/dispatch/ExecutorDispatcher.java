package io.garrick.dispatch;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs mailboxes and tasks on an executor that belongs to somebody else, who alone shuts it down.
 *
 * <p><b>Shutdown.</b> A producer counts its task and then asks for the flag; who shuts down sets the flag and then looks at the count. So a task that
 * is given to the executor is waited for, and one that is not has been refused. A task that the executor takes and never runs is waited for until the time is over.
 */
final class ExecutorDispatcher implements Dispatcher {

    /** The innermost of these dispatchers that the thread runs a task of. */
    private static final ThreadLocal<@Nullable ExecutorDispatcher> CURRENT = new ThreadLocal<>();

    private final DispatcherSettings settings;
    private final Executor executor;
    private final Clock clock;
    private final ErrorHandler errors;
    private final long deadlineNanos;

    /** Tasks that have been counted and have neither ended nor been refused. */
    private final AtomicLong tasks = new AtomicLong();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition fewer = lock.newCondition();
    private volatile boolean shutdown;

    ExecutorDispatcher(DispatcherSettings settings, Clock clock, ErrorHandler errors) {
        this.settings = settings;
        this.executor = settings.executor();
        this.clock = clock;
        this.errors = errors;
        this.deadlineNanos = settings.throughputDeadline().toNanos();
    }

    /** Whether the calling thread runs a task of any of these dispatchers. */
    static boolean runsAnyHere() {
        return CURRENT.get() != null;
    }

    @Override
    public void execute(Runnable task) {
        tasks.incrementAndGet();
        boolean taken = false;
        try {
            if (shutdown) {
                throw new RejectedExecutionException("dispatcher has been shut down: dispatcher=" + settings.id());
            }
            give(() -> runTask(task));
            taken = true;
        } finally {
            if (!taken) {
                ended();
            }
        }
    }

    /** Whatever keeps an executor from taking a task (it is full, it has ended, a thread cannot be started) is a refusal to those who ask us. */
    private void give(Runnable task) {
        try {
            executor.execute(task);
        } catch (Throwable refused) {
            throw new RejectedExecutionException(
                    "executor refuses a task: dispatcher=" + settings.id() + " cause=" + refused, refused);
        }
    }

    /** The thread is somebody else's: it gets back the interrupt flag that it had, and no other. */
    private void runTask(Runnable task) {
        ExecutorDispatcher outer = CURRENT.get();
        boolean interrupted = Thread.interrupted();
        CURRENT.set(this);
        try {
            task.run();
        } catch (Throwable thrown) {
            DispatchThread.report(errors, thrown);
        } finally {
            restore(outer, interrupted);
            ended();
        }
    }

    private static void restore(@Nullable ExecutorDispatcher outer, boolean interrupted) {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
        Thread.interrupted();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void ended() {
        if (tasks.decrementAndGet() <= 1 && shutdown) {
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

    /** Refuses new tasks; the executor goes on. */
    @Override
    public void shutdown() {
        shutdown = true;
        signal();
    }

    @Override
    public boolean awaitTermination(long timeoutNanos) throws InterruptedException {
        int own = runsHere() ? 1 : 0;
        long left = timeoutNanos;
        lock.lockInterruptibly();
        try {
            while (!shutdown || tasks.get() > own) {
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
        return new DispatcherSnapshot(id(), 0, 0, (int) Math.min(tasks.get(), Integer.MAX_VALUE), 0, 0);
    }

    @Override
    public boolean runsHere() {
        return CURRENT.get() == this;
    }

    /** Nothing is known of the threads, and others may need them. */
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
