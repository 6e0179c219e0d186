package io.garrick.actor.internal;

import io.garrick.actor.NotInfluenceReceiveTimeout;
import io.garrick.actor.ReceiveTimeout;
import io.garrick.dispatch.TimerTask;
import java.time.Duration;

/**
 * A receive timeout that has been set (T03). A message costs one reading of the clock; the timer on the wheel is not moved by it, but looks, when it
 * fires, how long the actor has been without a message, and goes on for the rest. Runner only, but for the task on the wheel.
 */
final class ReceiveTimer {

    private final ActorCell cell;
    private final Duration timeout;
    private final long timeoutNanos;

    private long lastMessageNanos;
    private Task armed;

    /** One arming; at most one is on the wheel or in the queue. */
    private final class Task extends TimerTask {
        @Override
        protected void run() {
            cell.enqueue(new Tick());
        }
    }

    /** A firing in the user queue. */
    private final class Tick extends Signal {
        Tick() {
            super(ReceiveTimeout.of(timeout), cell.ref());
        }

        @Override
        boolean arrives(ActorCell self) {
            if (self.extras().receiveTimer() != ReceiveTimer.this) {
                return false;
            }
            long left = timeoutNanos - (now() - lastMessageNanos);
            if (left > 0) {
                armed = arm(left);
                return false;
            }
            return true;
        }

        @Override
        void handled(ActorCell self) {
            if (self.extras().receiveTimer() == ReceiveTimer.this) {
                lastMessageNanos = now();
                armed = arm(timeoutNanos);
            }
        }
    }

    ReceiveTimer(ActorCell cell, Duration timeout) {
        this.cell = cell;
        this.timeout = timeout;
        this.timeoutNanos = Durations.nanos(timeout);
        this.lastMessageNanos = now();
        this.armed = arm(timeoutNanos);
    }

    Duration timeout() {
        return timeout;
    }

    /** A message has been handled: every one counts but those marked, and the ticks of this timer. */
    void count(Object element) {
        if (!(element instanceof Tick) && !(Envelope.message(element) instanceof NotInfluenceReceiveTimeout)) {
            lastMessageNanos = now();
        }
    }

    /** The actor was suspended that long: the time stood still. */
    void stoodStill(long nanos) {
        long now = now();
        long moved = lastMessageNanos + nanos;
        lastMessageNanos = moved - now > 0 ? now : moved;
    }

    void cancel() {
        if (armed.cancel()) {
            cell.system().timers().entryCancelled();
        }
    }

    private long now() {
        return cell.system().clock().nanoTime();
    }

    private Task arm(long nanos) {
        Task task = new Task();
        cell.system().timers().schedule(task, nanos);
        return task;
    }
}
