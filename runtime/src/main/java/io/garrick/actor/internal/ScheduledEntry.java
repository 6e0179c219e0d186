package io.garrick.actor.internal;

import io.garrick.actor.Cancellable;
import io.garrick.dispatch.TimerEntry;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What has been given to the scheduler, in one object for the wheel and for the caller.
 *
 * <pre>
 *   FROM    -> TO        // who: trigger
 *   PENDING -> CANCELLED // anyone: cancel()
 *   PENDING -> ENDED     // wheel: due for the only time; whoever runs it: it threw, or its receiver has ended
 * </pre>
 *
 * <p>A periodic entry is either in the wheel or being run; it is put back only after the run, so no two runs overlap.
 */
abstract sealed class ScheduledEntry implements TimerEntry, Cancellable permits ScheduledMessage, ScheduledRunnable {

    /** The period of what happens only once. */
    static final long ONCE = 0;

    private static final int PENDING = 0;
    private static final int CANCELLED = 1;
    private static final int ENDED = 2;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(ScheduledEntry.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final WheelScheduler scheduler;
    private final long periodNanos;
    private final boolean fixedRate;

    /** Wheel only. */
    private long deadlineNanos;

    /** Wheel only. */
    @Nullable
    private TimerEntry next;

    /** When it was or is due; by whoever puts it into the wheel. */
    private long dueNanos;

    /** Any thread, by CAS. */
    @SuppressWarnings("unused") // by its handle
    private int state;

    ScheduledEntry(WheelScheduler scheduler, long periodNanos, boolean fixedRate) {
        this.scheduler = scheduler;
        this.periodNanos = periodNanos;
        this.fixedRate = fixedRate;
    }

    /** Puts it into the wheel for the first time. */
    final Cancellable start(long delayNanos) {
        dueNanos = scheduler.now() + Math.max(delayNanos, 0); // what lies in the past is not made up for
        scheduler.wheel().schedule(this, delayNanos);
        return this;
    }

    /** It is due. On the wheel's thread: must not block, must not throw. */
    abstract void fire();

    @Override
    public final void expire() {
        if (periodNanos == ONCE ? end() : isPending()) {
            fire();
        }
    }

    final boolean isPeriodic() {
        return periodNanos != ONCE;
    }

    final boolean isPending() {
        return lvState() == PENDING;
    }

    /** There will be no further time. Returns whether that is new. */
    final boolean end() {
        return STATE.compareAndSet(this, PENDING, ENDED);
    }

    /** Puts a periodic one back into the wheel, unless it has been cancelled. */
    final void again() {
        if (!isPending()) {
            return;
        }
        long delayNanos = periodNanos;
        if (fixedRate) {
            dueNanos += periodNanos;
            delayNanos = dueNanos - scheduler.now();
        }
        try {
            scheduler.wheel().schedule(this, delayNanos);
        } catch (IllegalStateException closed) {
            end(); // with the system, as everything in the wheel does
        }
    }

    @Override
    public final boolean cancel() {
        boolean cancelled = STATE.compareAndSet(this, PENDING, CANCELLED);
        if (cancelled) {
            scheduler.wheel().entryCancelled();
        }
        return cancelled;
    }

    @Override
    public final boolean isCancelled() {
        return lvState() == CANCELLED;
    }

    @Override
    public final boolean isObsolete() {
        return isCancelled();
    }

    @Override
    public final long deadlineNanos() {
        return deadlineNanos;
    }

    @Override
    public final void deadlineNanos(long nanos) {
        deadlineNanos = nanos;
    }

    @Override
    @Nullable
    public final TimerEntry nextEntry() {
        return next;
    }

    @Override
    public final void nextEntry(@Nullable TimerEntry entry) {
        next = entry;
    }

    private int lvState() {
        return (int) STATE.getVolatile(this);
    }
}
