package io.garrick.testkit;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What is to be done at some virtual time, in the order of these times; who came first among equals. The rehearsal's thread only. */
final class Timeline {

    private final VirtualClock clock;
    private final PriorityQueue<Moment> moments =
            new PriorityQueue<>(Comparator.comparingLong(Moment::dueNanos).thenComparingLong(Moment::number));

    private long count;

    Timeline(VirtualClock clock) {
        this.clock = clock;
    }

    /** Something that will be done unless it is cancelled. */
    static final class Moment {
        private final long dueNanos;
        private final long number;
        private final Runnable work;
        private boolean cancelled;

        private Moment(long dueNanos, long number, Runnable work) {
            this.dueNanos = dueNanos;
            this.number = number;
            this.work = work;
        }

        private long dueNanos() {
            return dueNanos;
        }

        private long number() {
            return number;
        }

        void cancel() {
            cancelled = true;
        }
    }

    long nowNanos() {
        return clock.elapsedNanos();
    }

    /** So long from now, or never. */
    long inNanos(long nanos) {
        long now = nowNanos();
        return nanos > Loop.NEVER - now ? Loop.NEVER : now + nanos;
    }

    Moment at(long dueNanos, Runnable work) {
        Moment moment = new Moment(dueNanos, count++, work);
        moments.add(moment);
        return moment;
    }

    /** When something is to be done next; the largest number when nothing is. */
    long nextNanos() {
        Moment next = moments.peek();
        while (next != null && next.cancelled) {
            moments.remove();
            next = moments.peek();
        }
        return next == null ? Loop.NEVER : next.dueNanos;
    }

    /** Does what is due by then. */
    void advanceTo(long nanos) {
        while (nextNanos() <= nanos && !moments.isEmpty()) {
            moments.remove().work.run();
        }
    }
}
