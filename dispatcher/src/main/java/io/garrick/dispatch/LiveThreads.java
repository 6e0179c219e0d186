package io.garrick.dispatch;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The threads of one dispatcher or wheel that have not ended, for those who wait until they have. */
final class LiveThreads {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition fewer = lock.newCondition();
    private final Set<Thread> running = new LinkedHashSet<>();

    /** Past their last statement of ours, perhaps not yet gone; cleared as they go. */
    private final List<Thread> ending = new ArrayList<>();

    private boolean complete;

    /** Enters a thread that is about to be started. */
    void add(Thread thread) {
        lock.lock();
        try {
            running.add(thread);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes off a thread as the last thing it does; no other is taken off meanwhile.
     *
     * @param thread the calling thread
     * @param mayEnd asked under the lock if it is the only one left
     * @return {@code false} if it was told not to end: it stays entered
     */
    boolean retire(Thread thread, BooleanSupplier mayEnd) {
        lock.lock();
        try {
            if (running.size() == 1 && !mayEnd.getAsBoolean()) {
                return false;
            }
            running.remove(thread);
            ending.removeIf(ended -> !ended.isAlive());
            ending.add(thread);
            fewer.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** How many have not retired. */
    int count() {
        lock.lock();
        try {
            return running.size();
        } finally {
            lock.unlock();
        }
    }

    /** Says that no thread will be added any more. */
    void complete() {
        lock.lock();
        try {
            complete = true;
            fewer.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Runs something while no thread can retire; it is told whether all have. */
    void settle(Consumer<Boolean> action) {
        lock.lock();
        try {
            action.accept(running.isEmpty());
        } finally {
            lock.unlock();
        }
    }

    /** Whether the calling thread is entered here and has not ended. */
    boolean hasCurrent() {
        lock.lock();
        try {
            return running.contains(Thread.currentThread());
        } finally {
            lock.unlock();
        }
    }

    /** Waits until {@link #complete()} has been called and all threads but the calling one have ended. */
    boolean await(long timeoutNanos) throws InterruptedException {
        long left = timeoutNanos;
        List<Thread> last;
        lock.lockInterruptibly();
        try {
            while (!complete || othersRun()) {
                if (left <= 0) {
                    return false;
                }
                left = fewer.awaitNanos(left);
            }
            last = List.copyOf(ending);
        } finally {
            lock.unlock();
        }
        for (Thread thread : last) {
            if (thread != Thread.currentThread()) {
                thread.join();
            }
        }
        return true;
    }

    private boolean othersRun() {
        return running.size() > (running.contains(Thread.currentThread()) ? 1 : 0);
    }
}
