package io.garrick.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * What the sentinel has seen in the slots of the other workers: a task that lies where it lay at the previous look, and whose owner has begun no
 * run since, is taken. Looks become rarer while nothing is found. Used by one worker, while it rests.
 */
final class SlotWatch {

    private static final long FIRST_NANOS = 50_000;
    private static final long LONGEST_NANOS = 200_000;

    private final Worker self;
    private final Worker[] workers;
    private final @Nullable Runnable[] occupants;
    private final long[] runs;

    private long nextLookNanos = FIRST_NANOS;

    SlotWatch(Worker self, Worker[] workers) {
        this.self = self;
        this.workers = workers;
        this.occupants = new Runnable[workers.length];
        this.runs = new long[workers.length];
    }

    /** How long to wait before the next look. */
    long nextLookNanos() {
        return nextLookNanos;
    }

    /** Looks once at every other worker; a task that has lain too long is taken out of its slot. */
    @Nullable
    Runnable look() {
        nextLookNanos = Math.min(nextLookNanos * 2, LONGEST_NANOS);
        for (int i = 0; i < workers.length; i++) {
            Worker other = workers[i];
            Runnable occupant = other == self ? null : other.lvSlot();
            long run = other.lvRuns();
            if (occupant != null && occupant == occupants[i] && run == runs[i] && other.casSlot(occupant, null)) {
                return occupant;
            }
            occupants[i] = occupant;
            runs[i] = run;
        }
        return null;
    }
}
