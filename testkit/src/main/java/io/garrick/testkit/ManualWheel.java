package io.garrick.testkit;

import io.garrick.dispatch.ManualTimerWheel;
import io.garrick.dispatch.TimerEntry;
import io.garrick.dispatch.TimerWheel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The wheel of a system whose time is manual. Any thread may schedule; that waits for nobody, since it goes into a list which the thread that lets time pass empties. Entries
 * expire on that thread, under the lock that keeps others from turning meanwhile.
 */
final class ManualWheel implements TimerWheel {

    /** A microsecond, so that a time that people write is met exactly. */
    private static final long TICK_NANOS = 1_000L;

    private static final long NEVER = Long.MAX_VALUE;

    private final ManualClock clock;
    private final String systemName;
    private final ManualTimerWheel wheel = new ManualTimerWheel(TICK_NANOS, 0, this::failed);
    private final ReentrantLock turning = new ReentrantLock();

    /** Guards what follows. */
    private final Object lock = new Object();

    private List<Inbound> inbound = new ArrayList<>();
    private boolean closed;

    /** Entries in the wheel itself, as of the last turn. */
    private volatile long held;

    @Nullable
    private volatile Throwable failure;

    private record Inbound(TimerEntry entry, long dueNanos) {}

    ManualWheel(ManualClock clock, String systemName) {
        this.clock = clock;
        this.systemName = systemName;
    }

    private void failed(Throwable thrown) {
        LoggerFactory.getLogger("io.garrick.system." + systemName)
                .error("timer's task failed: system={}", systemName, thrown);
        failure = thrown;
    }

    // ---------------------------------------------------------------- any thread

    @Override
    public void schedule(TimerEntry entry, long delayNanos) {
        long now = clock.elapsedNanos();
        long delay = Math.max(delayNanos, 0);
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("timer wheel is closed: system=" + systemName);
            }
            inbound.add(new Inbound(entry, delay > NEVER - now ? NEVER : now + delay));
        }
    }

    @Override
    public void entryCancelled() {
        wheel.entryCancelled();
    }

    @Override
    public long pending() {
        synchronized (lock) {
            return closed ? 0 : held + inbound.size();
        }
    }

    /** Waits for a turn that is under way, unless it is by this very thread. */
    @Override
    public void close() {
        turning.lock();
        try {
            takeIn();
            synchronized (lock) {
                closed = true;
            }
            wheel.close();
        } finally {
            turning.unlock();
        }
    }

    // ---------------------------------------------------------------- who lets time pass

    /** When something is due next, by the time that has elapsed; never, when nothing is. */
    long nextNanos() {
        turning.lock();
        try {
            takeIn();
            return isClosed() ? NEVER : wheel.nextDeadlineNanos();
        } finally {
            turning.unlock();
        }
    }

    /** Moves the clock, and lets expire what is due by then. */
    void turnTo(long nanos) {
        turning.lock();
        try {
            takeIn();
            clock.elapsedNanos(Math.max(nanos, clock.elapsedNanos()));
            if (!isClosed()) {
                wheel.advanceTo(clock.elapsedNanos());
                held = wheel.pending();
            }
        } finally {
            turning.unlock();
        }
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            throw new AssertionError("timer's task failed: system=" + systemName + " elapsedNanos=" + nanos, thrown);
        }
    }

    private boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }

    private void takeIn() {
        List<Inbound> taken;
        synchronized (lock) {
            if (closed) {
                return;
            }
            taken = inbound;
            inbound = new ArrayList<>();
            held += taken.size();
        }
        for (Inbound next : taken) {
            wheel.schedule(next.entry(), next.dueNanos() - clock.elapsedNanos());
        }
    }
}
