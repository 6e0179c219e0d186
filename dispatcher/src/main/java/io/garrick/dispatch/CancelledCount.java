package io.garrick.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How many entries of a wheel are cancelled and still in it. Counted up by those who cancel and down by the wheel, so that it may be
 * off by those who are between the two, but never below zero; a sweep begins anew.
 */
final class CancelledCount {

    private static final VarHandle COUNT;

    static {
        try {
            COUNT = MethodHandles.lookup().findVarHandle(CancelledCount.class, "count", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile long count;

    /** One more has been cancelled. Any thread; the number now. */
    long increment() {
        return (long) COUNT.getAndAdd(this, 1L) + 1;
    }

    /** The wheel has dropped one; who has cancelled it may not have counted it yet. */
    void decrement() {
        if (lvCount() > 0) { // only the wheel counts down
            COUNT.getAndAdd(this, -1L);
        }
    }

    boolean isWorthSweep(long held) {
        long now = lvCount();
        return now > ManualTimerWheel.SWEEP_MINIMUM && now > held / 2;
    }

    void reset() {
        count = 0;
    }

    private long lvCount() {
        return count;
    }
}
