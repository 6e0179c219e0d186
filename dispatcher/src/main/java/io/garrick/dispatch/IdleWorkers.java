package io.garrick.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who of the workers is awake, who looks for work, and who is to be woken: the idle protocol of Tokio's and Go's schedulers, with one
 * worker more that keeps watch.
 *
 * <p>One word counts the workers that are awake and, among them, those that search, so that one read tells a producer whether anybody
 * will find what it has just queued by itself. Awake and watching change under a small lock; searching changes by a plain addition.
 *
 * <p><b>No lost wake-up.</b> A producer queues its task and then (a full fence between) reads the word: if somebody searches, it leaves it to him, if
 * nobody does and somebody sleeps, it wakes one, which then counts as searching. The last worker to stop searching, with work or
 * without, does the reverse: it takes itself off the word (a full fence) and then looks at every queue once more, and wakes one if there is anything
 * in it. One of the two sees the other (Dekker).
 *
 * <p><b>The sentinel.</b> Last-woken slots are filled without a fence and without waking anybody. Their safety net is one parked worker that wakes
 * up now and then while others are awake, and takes what has lain in a slot too long ({@link Worker}). The role is a bit of the same word. It ends only
 * together with "nobody is awake" (one CAS), or when the sentinel itself becomes awake, and then it is passed on if anybody else
 * sleeps. So who fills a slot, being awake, reads either the bit, and the sentinel cannot resign before the next look, or no
 * bit while somebody sleeps, and appoints one.
 */
final class IdleWorkers {

    private static final int SEARCHING_ONE = 1;
    private static final int AWAKE_ONE = 1 << 15;
    private static final int COUNT_MASK = AWAKE_ONE - 1;
    private static final int SENTINEL = 1 << 30;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(IdleWorkers.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int workers;
    private final ReentrantLock lock = new ReentrantLock();

    /** A stack, newest on top; guarded by the lock. */
    private final Worker[] sleepers;

    private int sleeping;

    /** Guarded by the lock; non-null exactly while the bit is set. */
    @Nullable
    private Worker sentinel;

    private boolean closed;

    private volatile int state;

    /** What to call after somebody was woken. */
    @Nullable
    private volatile Runnable whenWoken;

    /** All workers are awake at first, and none of them searches. */
    IdleWorkers(int workers) {
        this.workers = workers;
        this.sleepers = new Worker[workers];
        this.state = workers * AWAKE_ONE;
    }

    /** How many workers rest, the one who watches included. */
    int parked() {
        return workers - awake(lvState());
    }

    // ---------------------------------------------------------------- who queues work

    /** Wakes a worker unless one searches or all are awake. The caller has queued something and then passed a full fence. */
    void wakeForWork() {
        int now = lvState();
        if (searching(now) == 0 && awake(now) < workers) {
            wakeOne();
        }
    }

    /** Sees to it that somebody watches the slot that the caller, a worker awake, has just filled. */
    void watchSlots() {
        int now = lvState();
        if ((now & SENTINEL) == 0 && awake(now) < workers) {
            appointSentinel();
        }
    }

    private void wakeOne() {
        Worker woken;
        lock.lock();
        try {
            woken = searching(lvState()) == 0 ? popSleeper() : null;
            if (woken != null) {
                gaaState(AWAKE_ONE + SEARCHING_ONE);
                woken.duty(Worker.SEARCH);
            }
        } finally {
            lock.unlock();
        }
        if (woken != null) {
            woken.wake();
            tellWoken();
        }
    }

    void whenWoken(Runnable call) {
        whenWoken = call;
    }

    /** Somebody has just been counted among the awake. */
    private void tellWoken() {
        Runnable call = whenWoken;
        if (call != null) {
            call.run();
        }
    }

    /** The one who sleeps deepest last; the sentinel only when there is nobody else. */
    @Nullable
    private Worker popSleeper() {
        if (sleeping > 0) {
            return sleepers[--sleeping];
        }
        Worker last = sentinel;
        if (last != null) {
            dismissSentinel();
        }
        return last;
    }

    private void appointSentinel() {
        Worker appointed = null;
        lock.lock();
        try {
            if (sentinel == null && sleeping > 0) {
                appointed = sleepers[--sleeping];
                installSentinel(appointed);
            }
        } finally {
            lock.unlock();
        }
        if (appointed != null) {
            appointed.wake();
        }
    }

    private void installSentinel(Worker worker) {
        sentinel = worker;
        worker.duty(Worker.WATCH);
        gaaState(SENTINEL);
    }

    private void dismissSentinel() {
        sentinel = null;
        gaaState(-SENTINEL);
    }

    // ---------------------------------------------------------------- workers

    /** Enters the calling worker among the searchers, unless half of all search already. */
    boolean startSearching() {
        int now = lvState();
        if (2 * searching(now) >= workers) {
            return false;
        }
        gaaState(SEARCHING_ONE);
        return true;
    }

    /** Takes the calling worker off the searchers; {@code true} when it was the last: it must look at every queue once more. */
    boolean stopSearching() {
        return searching(gaaState(-SEARCHING_ONE)) == 1;
    }

    /**
     * Puts the calling worker to rest, as the sentinel if others are awake and have none. It then sleeps until its duty is another.
     *
     * @return {@code true} when it was the last searcher: it must look at every queue once more, and {@link #wakeForWork}
     */
    boolean goIdle(Worker worker, boolean searching) {
        lock.lock();
        try {
            if (closed) {
                worker.duty(Worker.SEARCH);
                if (!searching) {
                    gaaState(SEARCHING_ONE);
                }
                return false;
            }
            if (sentinel == null && awake(lvState()) > 1) {
                installSentinel(worker);
            } else {
                worker.duty(Worker.SLEEP);
                sleepers[sleeping++] = worker;
            }
            int before = gaaState(searching ? -AWAKE_ONE - SEARCHING_ONE : -AWAKE_ONE);
            return searching && searching(before) == 1;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the sentinel sleep if nobody is awake whom it could watch. */
    void resignSentinel(Worker worker) {
        if (awake(lvState()) > 0) {
            return;
        }
        lock.lock();
        try {
            if (sentinel == worker && awake(lvState()) == 0) {
                dismissSentinel();
                worker.duty(Worker.SLEEP);
                sleepers[sleeping++] = worker;
            }
        } finally {
            lock.unlock();
        }
    }

    /** The sentinel has taken a task out of a slot and is awake now; another takes over if one sleeps. */
    void sentinelFoundWork(Worker worker) {
        boolean search;
        lock.lock();
        try {
            search = sentinel != worker; // somebody has woken it meanwhile
            if (!search) {
                dismissSentinel();
                gaaState(AWAKE_ONE);
            }
        } finally {
            lock.unlock();
        }
        worker.duty(search ? Worker.SEARCH : Worker.WORK);
        tellWoken();
        watchSlots();
    }

    /** Wakes everybody, for good: nobody rests any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            for (Worker worker = popSleeper(); worker != null; worker = popSleeper()) {
                gaaState(AWAKE_ONE + SEARCHING_ONE);
                worker.duty(Worker.SEARCH);
                worker.wake();
            }
        } finally {
            lock.unlock();
        }
    }

    // ---------------------------------------------------------------- named access

    private static int searching(int state) {
        return state & COUNT_MASK;
    }

    private static int awake(int state) {
        return (state / AWAKE_ONE) & COUNT_MASK;
    }

    private int lvState() {
        return state;
    }

    private int gaaState(int delta) {
        return (int) STATE.getAndAdd(this, delta);
    }
}
