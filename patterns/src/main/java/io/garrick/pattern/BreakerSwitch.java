package io.garrick.pattern;

import io.garrick.actor.Cancellable;
import io.garrick.actor.Scheduler;
import io.garrick.actor.spi.SystemServices;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * What is behind a {@link CircuitBreaker}: the period it is in, and what moves it to the next. Each move is one compare-and-set from the very period that caused it, so of many
 * threads that see the last failure one opens, and tells the listeners. Any thread.
 */
final class BreakerSwitch {

    private static final VarHandle PERIOD;

    static {
        try {
            PERIOD = MethodHandles.lookup().findVarHandle(BreakerSwitch.class, "period", BreakerPeriod.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Executor executor;
    private final Scheduler scheduler;
    private final SystemServices services;
    private final Logger log;
    private final int maxFailures;
    private final Duration callTimeout;
    private final BackoffDelay resetDelay;
    private final BreakerListeners listeners;
    private volatile BreakerPeriod period = new BreakerPeriod.Closed();

    BreakerSwitch(
            Executor executor, Scheduler scheduler, int maxFailures, Duration callTimeout, BackoffDelay resetDelay) {
        this.executor = Objects.requireNonNull(executor, "executor");
        this.scheduler = scheduler;
        this.services = SystemServices.of(scheduler);
        this.log = services.logger(CircuitBreaker.class.getName());
        this.maxFailures = maxFailures;
        this.callTimeout = callTimeout;
        this.resetDelay = resetDelay;
        this.listeners = new BreakerListeners(executor, log);
    }

    private BreakerSwitch(BreakerSwitch other, BackoffDelay resetDelay) {
        this.executor = other.executor;
        this.scheduler = other.scheduler;
        this.services = other.services;
        this.log = other.log;
        this.maxFailures = other.maxFailures;
        this.callTimeout = other.callTimeout;
        this.resetDelay = resetDelay;
        this.listeners = other.listeners.copy();
    }

    /** Another one, closed. */
    BreakerSwitch with(BackoffDelay otherDelay) {
        return new BreakerSwitch(this, otherDelay);
    }

    BackoffDelay resetDelay() {
        return resetDelay;
    }

    BreakerListeners listeners() {
        return listeners;
    }

    Executor executor() {
        return executor;
    }

    Duration callTimeout() {
        return callTimeout;
    }

    BreakerPeriod period() {
        return period;
    }

    long nanoTime() {
        return services.clock().nanoTime();
    }

    // ---------------------------------------------------------------- calls

    /**
     * Has a call expire when its time is over. On the wheel's own thread, so that it counts in time also while slow calls hold every thread of the executor; but never are
     * functions of programs called there.
     */
    @Nullable
    Cancellable startTimer(Runnable expire, boolean callsProgram) {
        if (callTimeout.isZero()) {
            return null;
        }
        Executor where = callsProgram ? this::execute : Runnable::run;
        return scheduler.scheduleOnce(callTimeout, expire, where);
    }

    private void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException refused) {
            // A probe must end all the same.
            task.run();
        }
    }

    /** A call was not made. */
    CircuitBreakerOpenException refusal(BreakerPeriod during) {
        listeners.tell(listeners.callRefused);
        long remaining = during instanceof BreakerPeriod.Open ? ((BreakerPeriod.Open) during).endNanos - nanoTime() : 0;
        return new CircuitBreakerOpenException(Duration.ofNanos(Math.max(0, remaining)));
    }

    /** A call has ended. */
    void count(BreakerPeriod during, boolean failure, boolean late, long elapsedNanos) {
        if (late) {
            listeners.tell(listeners.callTimeout, elapsedNanos);
        } else {
            listeners.tell(failure ? listeners.callFailure : listeners.callSuccess, elapsedNanos);
        }
        if (failure) {
            failed(during);
        } else {
            succeeded(during);
        }
    }

    // ---------------------------------------------------------------- moves

    void succeeded(BreakerPeriod during) {
        if (during instanceof BreakerPeriod.Closed) {
            ((BreakerPeriod.Closed) during).succeeded();
        } else if (during instanceof BreakerPeriod.HalfOpen && move(during, new BreakerPeriod.Closed())) {
            listeners.tell(listeners.close);
        }
    }

    void failed(BreakerPeriod during) {
        if (during instanceof BreakerPeriod.HalfOpen) {
            open(during, ((BreakerPeriod.HalfOpen) during).reopened + 1);
        } else if (during instanceof BreakerPeriod.Closed && ((BreakerPeriod.Closed) during).failed(maxFailures)) {
            open(during, 0);
        }
    }

    private void open(BreakerPeriod from, int reopened) {
        if (period != from) {
            return;
        }
        Duration delay = resetDelay.nth(reopened, services.random());
        BreakerPeriod.Open open = new BreakerPeriod.Open(reopened, nanoTime() + delay.toNanos());
        if (move(from, open)) {
            listeners.tell(listeners.open);
            startHalfOpening(open, delay);
        }
    }

    private void startHalfOpening(BreakerPeriod.Open open, Duration delay) {
        try {
            scheduler.scheduleOnce(delay, () -> halfOpen(open), Runnable::run);
        } catch (IllegalStateException ended) {
            log.debug("circuit breaker stays open, its system has ended", ended);
        }
    }

    private void halfOpen(BreakerPeriod.Open open) {
        if (move(open, new BreakerPeriod.HalfOpen(open.reopened))) {
            listeners.tell(listeners.halfOpen);
        }
    }

    private boolean move(BreakerPeriod from, BreakerPeriod to) {
        return PERIOD.compareAndSet(this, from, to);
    }
}
