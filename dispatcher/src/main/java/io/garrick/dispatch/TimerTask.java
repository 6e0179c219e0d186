package io.garrick.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A {@link TimerEntry} for whoever has a superclass to spare: it fires or is cancelled, never both, whichever of the two threads comes first.
 *
 * <pre>
 *   FROM    -> TO        // who: trigger
 *   PENDING -> FIRED     // wheel: due
 *   PENDING -> CANCELLED // anyone: cancel()
 *   FIRED   -> PENDING   // wheel, within run(): rearm()
 * </pre>
 *
 * <p>Extend it by overriding {@link #run()}.
 */
public abstract class TimerTask implements TimerEntry {

    private static final int PENDING = 0;
    private static final int FIRED = 1;
    private static final int CANCELLED = 2;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(TimerTask.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private long deadlineNanos;

    @Nullable
    private TimerEntry next;

    private volatile int state;

    /** Makes a task that is pending, and in no wheel yet. */
    protected TimerTask() {}

    /**
     * Keeps the task from running. Any thread. Who gets {@code true} tells the wheel by {@link TimerWheel#entryCancelled()} if the task is in one.
     *
     * @return {@code true} for the one call that made the difference; {@code false} if it has fired or been cancelled before
     */
    public final boolean cancel() {
        return STATE.compareAndSet(this, PENDING, CANCELLED);
    }

    /**
     * Whether the task has been cancelled. Any thread.
     *
     * @return {@code true} after {@link #cancel()} has returned {@code true}
     */
    public final boolean isCancelled() {
        return lvState() == CANCELLED;
    }

    @Override
    public final boolean isObsolete() {
        return isCancelled();
    }

    /**
     * Whether the task has begun to run and was not armed again. Any thread.
     *
     * @return {@code true} once it cannot be cancelled any more because it was due
     */
    public final boolean isFired() {
        return lvState() == FIRED;
    }

    /** Runs the task unless it has been cancelled. Wheel only. */
    @Override
    public final void expire() {
        if (STATE.compareAndSet(this, PENDING, FIRED)) {
            run();
        }
    }

    /** What to do when due. On the wheel's thread; must not block and should not throw. */
    protected abstract void run();

    /**
     * Makes the task pending again, so that it can be given to a wheel once more. Only within {@link #run()}.
     *
     * @throws IllegalStateException when it is not running
     */
    protected final void rearm() {
        if (!STATE.compareAndSet(this, FIRED, PENDING)) {
            throw new IllegalStateException("timer task can be armed again only within its run: task=" + this);
        }
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
        return state;
    }
}
