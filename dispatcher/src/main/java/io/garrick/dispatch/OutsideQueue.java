package io.garrick.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The shared queue of a work-stealing dispatcher: what comes from threads that are none of its workers, and what did not fit into a worker's own
 * queue. Many producers; one worker at a time takes, under a lock that is only ever tried.
 *
 * <p><b>A failed try loses nothing.</b> Who holds the lock looks at the queue again after it has let go (a full fence), and wakes somebody
 * if there is more. So who searches last may ignore the queue while the lock is held: if the holder lets go later, it will see that nobody
 * searches any more.
 */
final class OutsideQueue {

    private static final int CHUNK = 256;
    private static final int BATCH = 32;

    private static final VarHandle LOCK;

    static {
        try {
            LOCK = MethodHandles.lookup().findVarHandle(OutsideQueue.class, "lock", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final MpscUnboundedVarHandleArrayQueue<Object> queue = new MpscUnboundedVarHandleArrayQueue<>(CHUNK);
    private final int workers;
    private volatile int lock;

    OutsideQueue(int workers) {
        this.workers = workers;
    }

    /** Adds a task. Any thread; what it writes first is the index, by a CAS. */
    void offer(Object task) {
        queue.offer(task);
    }

    /**
     * Takes a task for a worker to run, and moves this worker's share of the others into its own queue.
     *
     * @return a task, or {@code null} when there is none to be had now
     */
    @Nullable
    Object poll(Worker worker) {
        if (isEmpty() || !tryLock()) {
            return null;
        }
        Object first;
        try {
            first = queue.relaxedPoll();
            if (first != null) {
                moveShare(worker);
            }
        } finally {
            unlock();
        }
        if (first == null) {
            Thread.onSpinWait(); // a producer is between its index and its element
        }
        return first;
    }

    private void moveShare(Worker worker) {
        int share = Math.min(queue.size() / workers, Math.min(BATCH, worker.room()));
        while (share-- > 0) {
            Object task = queue.relaxedPoll();
            if (task == null) {
                return;
            }
            worker.keep(task);
        }
    }

    /**
     * Whether nothing is promised to the queue. The parity of the index counts: it is odd while a producer links a chunk, and only this first step is a
     * CAS ({@link Mailbox} has the same).
     */
    boolean isEmpty() {
        return queue.lvConsumerIndex() == queue.lvProducerIndex();
    }

    /** Whether there is something that nobody is about to take. */
    boolean needsWorker() {
        return !isEmpty() && !isLocked();
    }

    /** How many tasks wait; an estimate. */
    int size() {
        return queue.size();
    }

    /** Takes a task when no worker is left that could; the caller makes sure that it is the only one. */
    @Nullable
    Object pollAlone() {
        return queue.poll();
    }

    private boolean tryLock() {
        return !isLocked() && LOCK.compareAndSet(this, 0, 1);
    }

    private void unlock() {
        lock = 0; // and a full fence: what follows reads the queue and who is idle
    }

    private boolean isLocked() {
        return lock != 0;
    }
}
