package io.garrick.testkit;

import io.garrick.dispatch.Clock;

/** A clock that stands still until it is moved. Read by any thread, moved by the wheel that it belongs to. */
final class ManualClock implements Clock {

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final Clock base;
    private final long startNanos;
    private final long startMillis;
    private final ManualWheel wheel;

    private volatile long elapsedNanos;

    ManualClock(Clock base, String systemName) {
        this.base = base;
        this.startNanos = base.nanoTime();
        this.startMillis = base.currentTimeMillis();
        this.wheel = new ManualWheel(this, systemName);
    }

    /** The time of the machine, by which tests wait. */
    Clock base() {
        return base;
    }

    ManualWheel wheel() {
        return wheel;
    }

    long elapsedNanos() {
        return elapsedNanos;
    }

    void elapsedNanos(long nanos) {
        elapsedNanos = nanos;
    }

    @Override
    public long nanoTime() {
        return startNanos + elapsedNanos;
    }

    @Override
    public long currentTimeMillis() {
        return startMillis + elapsedNanos / NANOS_PER_MILLI;
    }
}
