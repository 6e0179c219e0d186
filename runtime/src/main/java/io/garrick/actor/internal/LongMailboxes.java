package io.garrick.actor.internal;

import io.garrick.dispatch.TimerTask;
import io.garrick.dispatch.TimerWheel;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;

/**
 * Reports unbounded mailboxes that have passed a mark, once for each doubling (Q10). A mailbox asks when it links a chunk of its largest size, in the thread
 * of a producer that holds up others meanwhile; so nothing is logged there, but by the thread of the timers. Any thread.
 */
final class LongMailboxes {

    private final TimerWheel timers;
    private final Logger log;
    private final int mark;

    /** The highest multiple of the mark, as a power of two, that was reported for a living actor; almost always empty. */
    private final ConcurrentMap<LocalRef, Integer> reported = new ConcurrentHashMap<>();

    /**
     * Begins with nothing reported.
     *
     * @param mark messages; 0 for no report
     */
    LongMailboxes(TimerWheel timers, Logger log, int mark) {
        this.timers = timers;
        this.log = log;
        this.mark = mark;
    }

    void grown(ActorCell cell) {
        int depth = cell.queuedMessages();
        if (mark == 0 || depth < mark) {
            return;
        }
        int doublings = 31 - Integer.numberOfLeadingZeros(depth / mark);
        Integer before = reported.get(cell.ref());
        if (before == null || before < doublings) {
            reported.put(cell.ref(), doublings);
            timers.schedule(new Report(cell, depth), 0);
        }
    }

    /** The actor has ended. */
    void forget(LocalRef actor) {
        if (!reported.isEmpty()) {
            reported.remove(actor);
        }
    }

    private final class Report extends TimerTask {
        private final ActorCell cell;
        private final int depth;

        Report(ActorCell cell, int depth) {
            this.cell = cell;
            this.depth = depth;
        }

        private String next() {
            Class<?> next = cell.nextMessageClass();
            return next == null ? "unknown" : next.getName();
        }

        @Override
        protected void run() {
            log.warn("mailbox grows: actor={} depth={} next={}", cell.ref(), depth, next());
        }
    }
}
