package io.garrick.actor.internal;

import io.garrick.actor.TimerScheduler;
import io.garrick.dispatch.TimerTask;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * An actor's timers by key (T02). A tick in the user queue carries the timer that it is for, and is discarded unless that very timer still has the
 * key. Runner only, but for the task on the wheel.
 */
final class ActorTimers implements TimerScheduler {

    private final ActorCell cell;
    private final Map<Object, Timer> timers = new HashMap<>();

    private enum Mode {
        ONCE,
        FIXED_DELAY,
        FIXED_RATE
    }

    ActorTimers(ActorCell cell) {
        this.cell = cell;
    }

    /** One timer; its ticks are the object itself in the queue. */
    private final class Timer extends Signal {
        private final Object key;
        private final Mode mode;
        private final long periodNanos;

        /** By the actor to begin with, then by the wheel's thread. */
        private long dueNanos;

        /** By whoever arms: the actor to begin with, then whichever of actor and wheel the mode says. */
        private volatile Task armed;

        /** Written before {@code armed} is cancelled, read after it is replaced: one of the two sides stops the new one. */
        private volatile boolean cancelled;

        Timer(Object key, Object message, Mode mode, long initialNanos, long periodNanos) {
            super(message, cell.ref(), GuardedPropagation.capture(cell.system()));
            this.key = key;
            this.mode = mode;
            this.periodNanos = periodNanos;
            this.dueNanos = cell.system().clock().nanoTime() + Math.max(initialNanos, 0);
            this.armed = new Task(this);
        }

        void arm(long delayNanos) {
            cell.system().timers().schedule(armed, delayNanos);
        }

        /** On the wheel's thread. */
        void fire() {
            cell.enqueue(this);
            if (mode == Mode.FIXED_RATE) {
                dueNanos += periodNanos;
                armed = new Task(this);
                arm(dueNanos - cell.system().clock().nanoTime());
                if (cancelled) {
                    cancel();
                }
            }
        }

        @Override
        boolean arrives(ActorCell self) {
            if (timers.get(key) != this) {
                return false;
            }
            if (mode == Mode.ONCE) {
                timers.remove(key);
            }
            return true;
        }

        @Override
        void handled(ActorCell self) {
            if (mode == Mode.FIXED_DELAY && timers.get(key) == this) {
                armed = new Task(this);
                arm(periodNanos);
            }
        }

        void cancel() {
            cancelled = true;
            if (armed.cancel()) {
                cell.system().timers().entryCancelled();
            }
        }
    }

    /** One arming of a timer. */
    private static final class Task extends TimerTask {
        private final Timer timer;

        Task(Timer timer) {
            this.timer = timer;
        }

        @Override
        protected void run() {
            timer.fire();
        }
    }

    @Override
    public void startSingleTimer(Object key, Object message, Duration delay) {
        start(key, message, Mode.ONCE, delay, delay);
    }

    @Override
    public void startTimerWithFixedDelay(Object key, Object message, Duration initialDelay, Duration delay) {
        start(key, message, Mode.FIXED_DELAY, initialDelay, Durations.positive("delay", delay));
    }

    @Override
    public void startTimerAtFixedRate(Object key, Object message, Duration initialDelay, Duration interval) {
        start(key, message, Mode.FIXED_RATE, initialDelay, Durations.positive("interval", interval));
    }

    private void start(Object key, Object message, Mode mode, Duration initial, Duration period) {
        ensureRunning();
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(message, "message");
        cancel(key);
        Timer timer = new Timer(key, message, mode, Durations.nanos(initial), Durations.nanos(period));
        timers.put(key, timer);
        timer.arm(Durations.nanos(initial));
    }

    /** Also for who has kept this object in a variable. */
    private void ensureRunning() {
        cell.ensureRunning("timers()", "send yourself a message from the callback and do it when you handle that");
    }

    @Override
    public boolean isTimerActive(Object key) {
        ensureRunning();
        return timers.containsKey(key);
    }

    @Override
    public void cancel(Object key) {
        ensureRunning();
        Timer timer = timers.remove(key);
        if (timer != null) {
            timer.cancel();
        }
    }

    @Override
    public void cancelAll() {
        ensureRunning();
        clear();
    }

    /** All of them, also where the actor does not run any more. */
    void clear() {
        for (Timer timer : timers.values()) {
            timer.cancel();
        }
        timers.clear();
    }
}
