package io.garrick.actor.internal;

import io.garrick.dispatch.Clock;
import io.garrick.dispatch.SharedWorkers;
import io.garrick.dispatch.TimerTask;
import io.garrick.dispatch.TimerWheel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Reports handlers that hold a shared worker of one dispatcher too long (Q09). It looks at the workers now and then, on the thread of the timers, and
 * reads what they write anyway: the number of the run, and for a run that has not changed between two looks the cell that is in it, how many messages
 * that has taken, and which it handles. The workers do nothing for it.
 *
 * <p><b>Time.</b> A handler is known at the second look after its run's begin at the latest, and reported at the first look at which it has been
 * known for the limit. A look that comes late (the JVM, or the machine, stood still) counts as two at most: what nobody could have done is no
 * handler's fault.
 *
 * <p><b>Which cell</b> a worker is in, it does not say; the tree is walked for it, once for all the runs that are not known at a look, and never so
 * often that it takes more than a twentieth of one processor.
 *
 * <p><b>Nobody awake, nobody looks.</b> The last look after the last worker has gone to rest ends it; who wakes a worker begins anew. The flag is
 * cleared (a full fence) before the workers are asked once more, and who wakes one has counted it among the awake before the flag is read: one of the
 * two sees the other.
 *
 * <p>The idea of a report with the stack of the thread: Vert.x's blocked thread checker.
 */
final class Watchdog {

    /** Looks within the limit. */
    private static final int LOOKS = 8;

    /** For so many times as long as a walk has taken there is no other. */
    private static final int WALK_PAUSE = 20;

    private final Watchdogs all;
    private final String dispatcher;
    private final SharedWorkers workers;
    private final TimerWheel timers;
    private final Clock clock;
    private final long limitNanos;
    private final long periodNanos;
    private final AtomicBoolean looking = new AtomicBoolean();

    // what follows is used by the looks, one after the other

    private final List<HeldWorker> posts = new ArrayList<>();
    private long lastLookNanos;
    private long nextWalkNanos;

    Watchdog(Watchdogs all, String dispatcher, SharedWorkers workers, long limitNanos) {
        this.all = all;
        this.dispatcher = dispatcher;
        this.workers = workers;
        this.timers = all.platform().timers();
        this.clock = all.platform().clock();
        this.limitNanos = limitNanos;
        this.periodNanos = Math.max(limitNanos / LOOKS, 1);
        this.lastLookNanos = clock.nanoTime();
        this.nextWalkNanos = lastLookNanos;
        for (Thread thread : workers.threads()) {
            posts.add(new HeldWorker(thread));
        }
    }

    void begin() {
        workers.whenWoken(this::woken);
        woken();
    }

    private void woken() {
        if (!looking.get() && looking.compareAndSet(false, true)) {
            schedule(new Look());
        }
    }

    private void schedule(Look look) {
        try {
            timers.schedule(look, periodNanos);
        } catch (IllegalStateException closed) {
            // the system ends: nobody is waited for any more, and nobody looks
        }
    }

    private final class Look extends TimerTask {
        @Override
        protected void run() {
            try {
                look();
            } finally {
                if (goesOn()) {
                    rearm();
                    schedule(this);
                }
            }
        }
    }

    private boolean goesOn() {
        if (workers.isAnyAwake()) {
            return true;
        }
        posts.forEach(HeldWorker::forget);
        looking.set(false); // and only then asked again
        return workers.isAnyAwake() && looking.compareAndSet(false, true);
    }

    private void look() {
        long now = clock.nanoTime();
        long passed = Math.min(now - lastLookNanos, 2 * periodNanos);
        lastLookNanos = now;
        List<HeldWorker> unknown = new ArrayList<>(0);
        for (int i = 0; i < posts.size(); i++) {
            HeldWorker post = posts.get(i);
            if (!post.stays(workers.run(i), workers.isResting(i))) {
                continue;
            }
            if (post.holds(passed) >= limitNanos && !post.reported) {
                report(i, post);
            }
            if (post.isToBeFound()) {
                unknown.add(post);
            }
        }
        if (!unknown.isEmpty() && now - nextWalkNanos >= 0) {
            walk(unknown);
            long end = clock.nanoTime();
            nextWalkNanos = end + WALK_PAUSE * (end - now);
        }
    }

    /** Looks for the cells that are in these workers' runs. Where there is none, it is the run of a plain task. */
    private void walk(List<HeldWorker> unknown) {
        Deque<ActorCell> ahead = new ArrayDeque<>();
        ahead.add(all.root());
        ahead.addAll(all.root().system().remote().deployments().cells());
        int left = unknown.size();
        for (ActorCell cell = ahead.poll(); cell != null && left > 0; cell = ahead.poll()) {
            for (HeldWorker post : unknown) {
                left -= post.takes(cell) ? 1 : 0;
            }
            Children children = cell.childrenOrNull();
            if (children != null) {
                children.forEach(ahead::add);
            }
        }
        unknown.forEach(HeldWorker::searched);
    }

    private void report(int worker, HeldWorker post) {
        StackTraceElement[] stack = post.thread.getStackTrace();
        if (!post.stays(workers.run(worker), workers.isResting(worker)) || post.holds(0) < limitNanos) {
            return; // it has just ended, and the stack may be another's
        }
        post.reported = true;
        all.log()
                .warn(
                        "handler holds a shared worker: actor={} message={} dispatcher={} thread={} heldMillis={}",
                        post.actor(),
                        post.messageClass(),
                        dispatcher,
                        post.thread.getName(),
                        post.holds(0) / 1_000_000,
                        new StackOfWorker(stack));
    }

    /** One worker, as it was at the last look, and the handler it is held by. */
    private static final class HeldWorker {
        final Thread thread;

        /** Whether the present handler has been reported. */
        boolean reported;

        private long run = -1;

        /** Looks to come before the cell is searched for; there is none in the run of a plain task. */
        private int pause;

        @Nullable
        private ActorCell cell;

        @Nullable
        private Object element;

        private long taken;
        private long heldNanos;

        HeldWorker(Thread thread) {
            this.thread = thread;
        }

        /** Whether the worker is still in the run of the last look. */
        boolean stays(long now, boolean resting) {
            if (now == run && !resting) {
                return true;
            }
            forget();
            run = resting ? -1 : now;
            return false;
        }

        void forget() {
            run = -1;
            pause = 0;
            cell = null;
            begins(null, 0);
        }

        private void begins(@Nullable Object nextElement, long nextTaken) {
            element = nextElement;
            taken = nextTaken;
            heldNanos = 0;
            reported = false;
        }

        boolean isToBeFound() {
            return cell == null && pause-- <= 0;
        }

        boolean takes(ActorCell candidate) {
            if (cell != null || !candidate.isRunningOn(thread)) {
                return false;
            }
            cell = candidate;
            begins(candidate.currentElement(), candidate.takenMessages());
            return true;
        }

        void searched() {
            pause = LOOKS;
        }

        /** For how long the worker has been seen in the present handler, after so many nanoseconds more. */
        long holds(long passedNanos) {
            ActorCell known = cell;
            if (known == null) {
                return 0;
            }
            Object now = known.currentElement();
            long takenNow = known.takenMessages();
            if (now != element || takenNow != taken) {
                begins(now, takenNow);
            } else {
                heldNanos += passedNanos;
            }
            return heldNanos;
        }

        String actor() {
            return String.valueOf(cell == null ? null : cell.ref());
        }

        /** Constructors and hooks have no message. */
        String messageClass() {
            return element == null
                    ? "none"
                    : Envelope.message(element).getClass().getName();
        }
    }

    /** Carries a stack to the log. */
    private static final class StackOfWorker extends Exception {
        private static final long serialVersionUID = 1L;

        StackOfWorker(StackTraceElement[] stack) {
            super("this is where the worker is held");
            setStackTrace(stack);
        }
    }
}
