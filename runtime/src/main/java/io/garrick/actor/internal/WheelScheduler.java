package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Cancellable;
import io.garrick.actor.ContextPropagation;
import io.garrick.actor.Scheduler;
import io.garrick.actor.spi.SystemBound;
import io.garrick.dispatch.Clock;
import io.garrick.dispatch.TimerWheel;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The scheduler of a system: each call is one entry of the wheel. Any thread. */
final class WheelScheduler implements Scheduler, SystemBound {

    private final ActorSystem system;
    private final TimerWheel wheel;
    private final Clock clock;

    @Nullable
    private final ContextPropagation propagation;

    WheelScheduler(ActorSystem system, TimerWheel wheel, Clock clock, @Nullable ContextPropagation propagation) {
        this.system = system;
        this.wheel = wheel;
        this.clock = clock;
        this.propagation = propagation;
    }

    @Override
    public ActorSystem system() {
        return system;
    }

    @Override
    public Cancellable scheduleOnce(
            Duration delay, ActorRef receiver, Object message, Executor executor, @Nullable ActorRef sender) {
        return message(ScheduledEntry.ONCE, false, receiver, message, sender).start(Durations.nanos(delay));
    }

    @Override
    public Cancellable scheduleOnce(Duration delay, Runnable runnable, Executor executor) {
        return new ScheduledRunnable(this, ScheduledEntry.ONCE, false, carrying(runnable), executor)
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
        return message(period("delay", delay), false, receiver, message, sender).start(Durations.nanos(initialDelay));
    }

    @Override
    public Cancellable scheduleWithFixedDelay(
            Duration initialDelay, Duration delay, Runnable runnable, Executor executor) {
        return new ScheduledRunnable(this, period("delay", delay), false, carrying(runnable), executor)
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
        return message(period("interval", interval), true, receiver, message, sender)
                .start(Durations.nanos(initialDelay));
    }

    @Override
    public Cancellable scheduleAtFixedRate(
            Duration initialDelay, Duration interval, Runnable runnable, Executor executor) {
        return new ScheduledRunnable(this, period("interval", interval), true, carrying(runnable), executor)
                .start(Durations.nanos(initialDelay));
    }

    private ScheduledMessage message(
            long periodNanos, boolean fixedRate, ActorRef receiver, Object message, @Nullable ActorRef sender) {
        Object captured = captured();
        return propagation == null || captured == null
                ? new ScheduledMessage(this, periodNanos, fixedRate, receiver, message, sender)
                : new CarryingMessage(this, periodNanos, fixedRate, receiver, message, sender, propagation, captured);
    }

    /** The runnable itself, unless there is a context to run it in. */
    private Runnable carrying(Runnable runnable) {
        Objects.requireNonNull(runnable, "runnable");
        Object captured = captured();
        return propagation == null || captured == null
                ? runnable
                : () -> {
                    ContextPropagation.Scope scope = propagation.restore(captured);
                    try {
                        runnable.run();
                    } finally {
                        scope.close();
                    }
                };
    }

    @Nullable
    private Object captured() {
        return propagation == null ? null : propagation.capture();
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
