package io.garrick.dispatch;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One thread of a {@link PinnedDispatcher}: started with the first task, ended when it is detached and has nothing left to run. */
final class PinnedThreadDispatcher implements Dispatcher {

    private final PinnedDispatcher parent;
    private final int throughput;
    private final long deadlineNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Guarded by the lock, as the two below. */
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>(4);

    @Nullable
    private DispatchThread thread;

    private boolean closed;

    /** Neighbours in the parent's list; guarded by the parent's lock. */
    @Nullable
    PinnedThreadDispatcher previous;

    @Nullable
    PinnedThreadDispatcher next;

    PinnedThreadDispatcher(PinnedDispatcher parent) {
        this.parent = parent;
        this.throughput = parent.throughput();
        this.deadlineNanos = parent.throughputDeadlineNanos();
    }

    /** After its mailbox has ended, plain tasks (callbacks that the program gave before) run on the thread that such tasks share. */
    @Override
    public void execute(Runnable task) {
        if (!executeHere(task)) {
            if (task instanceof Mailbox || parent.isShared(this)) {
                throw parent.refusal();
            }
            parent.execute(task);
        }
    }

    private boolean executeHere(Runnable task) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            if (thread == null) {
                thread = parent.startThread(this::runTasks);
            }
            tasks.add(task);
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Refuses new tasks and lets the thread end after the queued ones; once the mailbox has been closed. */
    @Override
    public void detach() {
        parent.unlink(this);
        close();
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void runTasks() {
        DispatchThread self = (DispatchThread) Thread.currentThread();
        Runnable task = take();
        while (task != null) {
            Thread.interrupted();
            try {
                task.run();
            } catch (Throwable thrown) {
                DispatchThread.report(parent.errors(), thrown);
            }
            task = take();
        }
        parent.threads().retire(self, () -> true);
    }

    /** Waits for a task; {@code null} when there will be none. */
    @Nullable
    private Runnable take() {
        lock.lock();
        try {
            while (tasks.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            return tasks.poll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String id() {
        return parent.id();
    }

    @Override
    public int throughput() {
        return throughput;
    }

    @Override
    public long throughputDeadlineNanos() {
        return deadlineNanos;
    }

    @Override
    public Clock clock() {
        return parent.clock();
    }

    @Override
    public boolean runsHere() {
        return parent.runsHere();
    }

    @Override
    public boolean mayBlock() {
        return true;
    }

    @Override
    public void shutdown() {
        detach();
    }

    @Override
    public boolean awaitTermination(long timeoutNanos) throws InterruptedException {
        DispatchThread started;
        lock.lockInterruptibly();
        try {
            started = thread;
        } finally {
            lock.unlock();
        }
        if (started == null || started == Thread.currentThread()) {
            return true;
        }
        TimeUnit.NANOSECONDS.timedJoin(started, timeoutNanos);
        return !started.isAlive();
    }

    @Override
    public String toString() {
        return parent + "/" + (thread == null ? "not started" : thread.getName());
    }
}
