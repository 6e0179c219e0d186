package io.garrick.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * What the sentinel has seen at the other workers: a task that lies where it lay at the previous look, in the slot or first in the queue, and
 * whose owner has begun no run since, is taken. Looks become rarer while nothing is found. Used by one worker, while it rests.
 */
final class SlotWatch {

    private static final long FIRST_NANOS = 50_000;
    private static final long LONGEST_NANOS = 200_000;

    private final Worker self;
    private final Worker[] workers;
    private final long[] runs;
    private final @Nullable Mailbox[] occupants;

    /** How many tasks had left the queue; -1 when it was empty. */
    private final long[] taken;

    private long nextLookNanos = FIRST_NANOS;

    SlotWatch(Worker self, Worker[] workers) {
        this.self = self;
        this.workers = workers;
        this.runs = new long[workers.length];
        this.occupants = new Mailbox[workers.length];
        this.taken = new long[workers.length];
    }

    /** How long to wait before the next look. */
    long nextLookNanos() {
        return nextLookNanos;
    }

    /** Looks once at every other worker; gives a task that has lain too long. */
    @Nullable
    Object look() {
        nextLookNanos = Math.min(nextLookNanos * 2, LONGEST_NANOS);
        Object found = null;
        for (int i = 0; found == null && i < workers.length; i++) {
            if (workers[i] != self) {
                found = lookAt(i);
            }
        }
        return found;
    }

    @Nullable
    private Object lookAt(int i) {
        Worker other = workers[i];
        long run = other.lvRuns();
        Mailbox occupant = other.lvSlot();
        long out = other.hasSurplus() ? other.takenFromOwn() : -1;
        if (run == runs[i]) {
            if (occupant != null && occupant == occupants[i] && other.casSlot(occupant, null)) {
                return occupant;
            }
            if (out != -1 && out == taken[i]) {
                return other.pollOwn();
            }
        }
        runs[i] = run;
        occupants[i] = occupant;
        taken[i] = out;
        return null;
    }
}
