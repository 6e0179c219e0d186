package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import io.garrick.actor.Cancellable;
import io.garrick.actor.Scheduler;
import io.garrick.dispatch.Clock;
import io.garrick.dispatch.TimerWheel;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The scheduler of a system: each call is one entry of the wheel. Any thread. */
final class WheelScheduler implements Scheduler {

    private final TimerWheel wheel;
    private final Clock clock;

    WheelScheduler(TimerWheel wheel, Clock clock) {
        this.wheel = wheel;
        this.clock = clock;
    }

    @Override
    public Cancellable scheduleOnce(
            Duration delay, ActorRef receiver, Object message, Executor executor, @Nullable ActorRef sender) {
        return new ScheduledMessage(this, ScheduledEntry.ONCE, false, receiver, message, sender)
                .start(Durations.nanos(delay));
    }

    @Override
    public Cancellable scheduleOnce(Duration delay, Runnable runnable, Executor executor) {
        return new ScheduledRunnable(this, ScheduledEntry.ONCE, false, runnable, executor)
                .start(Durations.nanos(delay));
    }

    @Override
    public Cancellable scheduleWithFixedDelay(
            Duration initialDelay,
            Duration delay,
            ActorRef receiver,
            Object message,
            Executor executor,
            @Nullable ActorRef sender) {
        return new ScheduledMessage(this, period("delay", delay), false, receiver, message, sender)
                .start(Durations.nanos(initialDelay));
    }

    @Override
    public Cancellable scheduleWithFixedDelay(
            Duration initialDelay, Duration delay, Runnable runnable, Executor executor) {
        return new ScheduledRunnable(this, period("delay", delay), false, runnable, executor)
                .start(Durations.nanos(initialDelay));
    }

    @Override
    public Cancellable scheduleAtFixedRate(
            Duration initialDelay,
            Duration interval,
            ActorRef receiver,
            Object message,
            Executor executor,
            @Nullable ActorRef sender) {
        return new ScheduledMessage(this, period("interval", interval), true, receiver, message, sender)
                .start(Durations.nanos(initialDelay));
    }

    @Override
    public Cancellable scheduleAtFixedRate(
            Duration initialDelay, Duration interval, Runnable runnable, Executor executor) {
        return new ScheduledRunnable(this, period("interval", interval), true, runnable, executor)
                .start(Durations.nanos(initialDelay));
    }

    private static long period(String name, Duration period) {
        return Durations.nanos(Durations.positive(name, period));
    }

    TimerWheel wheel() {
        return wheel;
    }

    long now() {
        return clock.nanoTime();
    }
}
