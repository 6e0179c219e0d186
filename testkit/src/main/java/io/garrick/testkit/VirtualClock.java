package io.garrick.testkit;

import io.garrick.dispatch.Clock;

/**
 * Time that passes when the rehearsal says so. The monotonic reading starts anywhere, also just before it overflows, since only differences
 * may mean anything. Read by any thread, moved by the rehearsal's.
 */
final class VirtualClock implements Clock {

    /** 2030-01-01T00:00Z, in milliseconds since 1970. */
    private static final long START_MILLIS = 1_893_456_000_000L;

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final Rehearsal rehearsal;
    private final long originNanos;

    private volatile long elapsedNanos;

    /** How far the wall clock has been put forward. */
    private volatile long jumpedMillis;

    VirtualClock(Rehearsal rehearsal, long originNanos) {
        this.rehearsal = rehearsal;
        this.originNanos = originNanos;
    }

    /** Whose time it is. */
    Rehearsal rehearsal() {
        return rehearsal;
    }

    /** Since the rehearsal began. */
    long elapsedNanos() {
        return elapsedNanos;
    }

    void advanceTo(long nanos) {
        elapsedNanos = nanos;
    }

    /** Puts the wall clock forward, or back; by the rehearsal's thread. */
    void jump(long millis) {
        long before = jumpedMillis;
        jumpedMillis = before + millis;
    }

    @Override
    public long nanoTime() {
        return originNanos + elapsedNanos;
    }

    @Override
    public long currentTimeMillis() {
        return START_MILLIS + jumpedMillis + elapsedNanos / NANOS_PER_MILLI;
    }
}
