package io.garrick.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ManualTimerWheel} with a thread that turns it.
 *
 * <p>Entries reach the thread through an intrusive stack (Treiber, 1986), which it takes as a whole. Before it parks it says until when, and then looks at
 * the stack once more; who pushes an entry that is due earlier reads that time afterwards and ends the sleep: one of the two sees
 * the other. Later entries stay on the stack until the thread wakes, but no more than {@value #INBOUND_LIMIT} or so: then it is woken to take them, and drops
 * those that have been cancelled meanwhile (most time-outs are) without ever having put them into the wheel.
 */
final class ThreadedTimerWheel implements TimerWheel, Runnable {

    private static final int INBOUND_LIMIT = 4096;
    private static final long AWAKE = Long.MIN_VALUE;
    private static final long UNTIL_WOKEN = Long.MAX_VALUE;

    private static final VarHandle INBOUND;
    private static final VarHandle INBOUND_COUNT;
    private static final VarHandle ASLEEP_UNTIL;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            INBOUND = lookup.findVarHandle(ThreadedTimerWheel.class, "inbound", TimerEntry.class);
            INBOUND_COUNT = lookup.findVarHandle(ThreadedTimerWheel.class, "inboundCount", int.class);
            ASLEEP_UNTIL = lookup.findVarHandle(ThreadedTimerWheel.class, "asleepUntil", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Clock clock;
    private final long startNanos;
    private final ManualTimerWheel wheel;
    private final DispatchThread thread;
    private final LiveThreads threads = new LiveThreads();

    /** Newest entry on the stack; {@link Closed} at the end. */
    @Nullable
    private volatile TimerEntry inbound;

    /** How many entries were pushed since the stack was last taken, as a hint: concurrent pushes may count as one. */
    private volatile int inboundCount;

    /** Time since the start until which the thread sleeps, {@link #AWAKE} while it does not. */
    private volatile long asleepUntil = AWAKE;

    /** Written by the thread after each turn. */
    private volatile long pending;

    private volatile boolean closed;

    /** Makes a wheel whose thread is not started. */
    ThreadedTimerWheel(String threadName, Clock clock, long tickNanos, boolean daemon, ErrorHandler errors) {
        this.clock = clock;
        this.startNanos = clock.nanoTime();
        this.wheel = new ManualTimerWheel(tickNanos, startNanos, errors);
        this.thread = new DispatchThread(this, threadName, daemon, false);
        threads.add(thread);
    }

    static ThreadedTimerWheel start(
            String threadName, Clock clock, long tickNanos, boolean daemon, ErrorHandler errors) {
        ThreadedTimerWheel timers = new ThreadedTimerWheel(threadName, clock, tickNanos, daemon, errors);
        timers.thread.start();
        return timers;
    }

    // ---------------------------------------------------------------- any thread

    @Override
    public void schedule(TimerEntry entry, long delayNanos) {
        long deadline = wheel.deadline(clock.nanoTime(), delayNanos);
        entry.deadlineNanos(deadline);
        TimerEntry newest;
        do {
            newest = lvInbound();
            if (newest == Closed.INSTANCE) {
                throw new IllegalStateException("timer wheel has been closed: thread=" + thread.getName());
            }
            entry.nextEntry(newest);
        } while (!INBOUND.compareAndSet(this, newest, entry));
        int count = newest == null ? 1 : lvInboundCount() + 1;
        soInboundCount(count);
        long until = lvAsleepUntil();
        if ((deadline < until && wheel.dueNanos(deadline) < until) || count >= INBOUND_LIMIT) {
            wakeFrom(until);
        }
    }

    /** Ends a sleep once, whoever sees first that it must end. */
    private void wakeFrom(long until) {
        if (until != AWAKE && ASLEEP_UNTIL.compareAndSet(this, until, AWAKE)) {
            thread.wake();
        }
    }

    @Override
    public void entryCancelled() {
        if (wheel.cancelledCount().increment() > ManualTimerWheel.SWEEP_MINIMUM
                && wheel.cancelledCount().isWorthSweep(pending)) {
            wakeFrom(lvAsleepUntil());
        }
    }

    @Override
    public long pending() {
        TimerEntry newest = lvInbound();
        return pending + (newest == null || newest == Closed.INSTANCE ? 0 : lvInboundCount());
    }

    @Override
    public boolean runsHere() {
        return Thread.currentThread() == thread;
    }

    @Override
    public void close() {
        threads.complete();
        closed = true;
        wakeFrom(lvAsleepUntil());
    }

    @Override
    public boolean awaitTermination(long timeoutNanos) throws InterruptedException {
        return threads.await(timeoutNanos);
    }

    // ---------------------------------------------------------------- its thread

    @Override
    public void run() {
        while (!closed) {
            turn();
            sleep();
        }
        takeInbound(Closed.INSTANCE);
        wheel.close();
        pending = 0;
        threads.retire(thread, () -> true);
    }

    /** Takes what has come and lets expire what is due. */
    void turn() {
        takeInbound(null);
        wheel.advanceTo(clock.nanoTime());
        pending = wheel.pending();
    }

    /** Moves the stack into the wheel, oldest first. */
    void takeInbound(@Nullable TimerEntry replacement) {
        TimerEntry entry = reverse((TimerEntry) INBOUND.getAndSet(this, replacement));
        while (entry != null) {
            TimerEntry current = entry;
            entry = current.nextEntry();
            current.nextEntry(null);
            if (current.isObsolete()) {
                wheel.cancelledCount().decrement();
            } else {
                wheel.insert(current);
            }
        }
    }

    @Nullable
    private static TimerEntry reverse(@Nullable TimerEntry newest) {
        TimerEntry reversed = null;
        TimerEntry entry = newest;
        while (entry != null) {
            TimerEntry older = entry.nextEntry();
            entry.nextEntry(reversed);
            reversed = entry;
            entry = older;
        }
        return reversed;
    }

    private void sleep() {
        long next = wheel.nextDeadlineNanos();
        long until = next == Long.MAX_VALUE ? UNTIL_WOKEN : next - startNanos;
        if (fallsAsleep(until)) {
            park(until);
        }
        svAsleepUntil(AWAKE);
        Thread.interrupted();
    }

    /** Says until when the thread will sleep, and only then whether it may: who comes later has read the time. */
    boolean fallsAsleep(long until) {
        svAsleepUntil(until);
        return lvInbound() == null && !closed && !wheel.cancelledCount().isWorthSweep(pending);
    }

    /** Entries in the wheel, without those on the stack; its thread only. */
    long held() {
        return wheel.pending();
    }

    boolean isAwake() {
        return lvAsleepUntil() == AWAKE;
    }

    private void park(long until) {
        if (until == UNTIL_WOKEN) {
            DispatchThread.park(this);
        } else {
            long nanos = until - (clock.nanoTime() - startNanos);
            if (nanos > 0) {
                DispatchThread.park(this, nanos);
            }
        }
    }

    /** Stands on the stack when it takes no more entries. */
    private enum Closed implements TimerEntry {
        INSTANCE;

        @Override
        public void expire() {}

        @Override
        public boolean isObsolete() {
            return true;
        }

        @Override
        public long deadlineNanos() {
            return Long.MAX_VALUE;
        }

        @Override
        public void deadlineNanos(long nanos) {}

        @Override
        @Nullable
        public TimerEntry nextEntry() {
            return null;
        }

        @Override
        public void nextEntry(@Nullable TimerEntry next) {}
    }

    // ---------------------------------------------------------------- named access

    @Nullable
    private TimerEntry lvInbound() {
        return inbound;
    }

    private int lvInboundCount() {
        return inboundCount;
    }

    private void soInboundCount(int value) {
        INBOUND_COUNT.setRelease(this, value);
    }

    private long lvAsleepUntil() {
        return asleepUntil;
    }

    private void svAsleepUntil(long value) {
        asleepUntil = value;
    }
}
