package io.garrick.dispatch;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A queue with an exact bound, under one lock that is never held over code of others but the owner's test for exempt messages and a user's comparator, which must not send to
 * this queue. Exempt messages wait in the same order as the others, but do not count. Any number of threads may take from it.
 *
 * @param <E> what a message is while it waits
 */
final class BoundedMessageQueue<E> implements MessageQueue {

    private final int capacity;
    private final Overflow overflow;
    private final QueueOwner owner;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();

    /** Guarded by the lock, as the two below. */
    private final WaitingLine<E> messages;

    /** Messages that are not exempt. */
    private int counted;

    private long taken;

    private boolean warned;

    /** All messages; written under the lock. */
    private volatile int size;

    BoundedMessageQueue(int capacity, Overflow overflow, QueueOwner owner, WaitingLine<E> messages) {
        this.capacity = capacity;
        this.overflow = overflow;
        this.owner = owner;
        this.messages = messages;
    }

    @Override
    @Nullable
    public Object offer(Object message) {
        return offer(message, Dispatchers.mayBlockHere());
    }

    @Override
    @Nullable
    public Object offer(Object message, boolean mayWait) {
        if (lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("comparator of a bounded mailbox sends to that mailbox");
        }
        E entry = messages.entry(message);
        Object lost = null;
        boolean warn = false;
        lock.lock();
        try {
            if (owner.isExempt(message)) {
                add(entry);
            } else if (counted < capacity || (mayWait && overflow.policy() == Overflow.Policy.BLOCK && awaitRoom())) {
                counted++;
                add(entry);
            } else if (overflow.policy() == Overflow.Policy.DROP_OLDEST) {
                lost = messages.removeOldest(this::counts); // the number of those that count stays
                add(entry);
            } else {
                lost = message;
                warn = !mayWait && overflow.policy() == Overflow.Policy.BLOCK && !warned;
                warned |= warn;
            }
        } finally {
            lock.unlock();
        }
        messages.unlocked();
        if (warn) {
            owner.senderCannotWait();
        }
        return lost;
    }

    private void add(E entry) {
        messages.add(entry);
        size = messages.size();
    }

    private boolean counts(Object message) {
        return !owner.isExempt(message);
    }

    /** Waits while the queue is full; {@code false} when the time is over or the thread is interrupted, which it stays. */
    private boolean awaitRoom() {
        long left = overflow.patience().toNanos();
        if (hasWaitedWithoutLock(left)) {
            return counted < capacity;
        }
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

    /** Where others than threads are waited for, these need the lock meanwhile. */
    private boolean hasWaitedWithoutLock(long nanos) {
        lock.unlock();
        try {
            return owner.waitsFor(this::hasRoom, nanos);
        } finally {
            lock.lock();
        }
    }

    private boolean hasRoom() {
        lock.lock();
        try {
            return counted < capacity;
        } finally {
            lock.unlock();
        }
    }

    @Override
    @Nullable
    public Object poll() {
        if (size == 0) {
            return null;
        }
        Object message;
        lock.lock();
        try {
            message = messages.poll();
            if (message != null) {
                taken++;
                size = messages.size();
                if (counts(message)) {
                    counted--;
                    room.signal();
                }
            }
        } finally {
            lock.unlock();
        }
        messages.unlocked();
        return message;
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
