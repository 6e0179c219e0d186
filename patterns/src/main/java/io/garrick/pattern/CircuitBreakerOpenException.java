package io.garrick.pattern;

import io.garrick.actor.ActorException;
import java.time.Duration;

/** A {@link CircuitBreaker} did not let a call through. Carries no stack: it stands for very many calls, and its stack says nothing about the cause. */
public final class CircuitBreakerOpenException extends ActorException {

    private static final long serialVersionUID = 1L;

    private final Duration remainingDuration;

    /**
     * Made by circuit breakers.
     *
     * @param remainingDuration how long the breaker stays open from now; zero while a probe is under way
     */
    public CircuitBreakerOpenException(Duration remainingDuration) {
        this(remainingDuration, "circuit breaker is open, the call was not made: remaining=" + remainingDuration);
    }

    /**
     * With a text of one's own.
     *
     * @param remainingDuration how long the breaker stays open from now; zero while a probe is under way
     * @param message a lower-case statement, then {@code name=value}
     */
    public CircuitBreakerOpenException(Duration remainingDuration, String message) {
        super(message);
        this.remainingDuration = remainingDuration;
    }

    /**
     * How long the breaker stays open, counted from when this was thrown.
     *
     * @return zero while a probe is under way, which may close it at any moment
     */
    public Duration remainingDuration() {
        return remainingDuration;
    }

    /** Does nothing. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
