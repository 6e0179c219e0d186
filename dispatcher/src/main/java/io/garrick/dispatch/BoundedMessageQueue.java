package io.garrick.dispatch;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A queue with an exact bound, under one lock that is never held over code of others but the {@code exempt} test. Exempt messages wait in the same order as the others,
 * but do not count.
 */
final class BoundedMessageQueue implements MessageQueue {

    private final int capacity;
    private final Overflow overflow;
    private final Predicate<Object> exempt;
    private final Runnable onCannotWait;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();

    /** Guarded by the lock, as the two below. */
    private final ArrayDeque<Object> messages = new ArrayDeque<>(2);

    /** Messages that are not exempt. */
    private int counted;

    private long taken;

    private boolean warned;

    /** All messages; written under the lock. */
    private volatile int size;

    BoundedMessageQueue(int capacity, Overflow overflow, Predicate<Object> exempt, Runnable onCannotWait) {
        this.capacity = capacity;
        this.overflow = overflow;
        this.exempt = exempt;
        this.onCannotWait = onCannotWait;
    }

    @Override
    @Nullable
    public Object offer(Object message) {
        return offer(message, Dispatchers.mayBlockHere());
    }

    @Override
    @Nullable
    public Object offer(Object message, boolean mayWait) {
        boolean warn = false;
        Object lost = null;
        lock.lock();
        try {
            if (exempt.test(message)) {
                add(message);
            } else if (counted < capacity || (mayWait && overflow.policy() == Overflow.Policy.BLOCK && awaitRoom())) {
                counted++;
                add(message);
            } else if (overflow.policy() == Overflow.Policy.DROP_OLDEST) {
                lost = removeOldest();
                add(message);
            } else {
                lost = message;
                warn = !mayWait && overflow.policy() == Overflow.Policy.BLOCK && !warned;
                warned |= warn;
            }
        } finally {
            lock.unlock();
        }
        if (warn) {
            onCannotWait.run();
        }
        return lost;
    }

    private void add(Object message) {
        messages.add(message);
        size = messages.size();
    }

    /** The oldest that counts; there is one, the queue being full. The number of those that count stays: another takes its place. */
    private Object removeOldest() {
        Iterator<Object> oldestFirst = messages.iterator();
        Object message = oldestFirst.next();
        while (exempt.test(message)) {
            message = oldestFirst.next();
        }
        oldestFirst.remove();
        return message;
    }

    /** Waits while the queue is full; {@code false} when the time is over or the thread is interrupted, which it stays. */
    private boolean awaitRoom() {
        long left = overflow.patience().toNanos();
        try {
            while (counted >= capacity) {
                if (left <= 0) {
                    return false;
                }
                left = room.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return counted < capacity;
        }
    }

    @Override
    @Nullable
    public Object poll() {
        if (size == 0) {
            return null;
        }
        lock.lock();
        try {
            Object message = messages.poll();
            if (message != null) {
                taken++;
                size = messages.size();
                if (!exempt.test(message)) {
                    counted--;
                    room.signal();
                }
            }
            return message;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isEmpty() {
        return size == 0;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public boolean failsSender() {
        return overflow.policy() == Overflow.Policy.FAIL;
    }
}
