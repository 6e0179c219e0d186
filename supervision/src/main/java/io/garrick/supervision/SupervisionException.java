package io.garrick.supervision;

import org.jspecify.annotations.Nullable;

/**
 * Root of the exceptions with which the runtime itself makes an actor fail, and which deciders match by class.
 * Unchecked. Immutable but for what every {@link Throwable} allows.
 */
public abstract sealed class SupervisionException extends RuntimeException
        permits ActorEndedException,
                ActorInitializationException,
                ActorInterruptedException,
                ActorKilledException,
                DeathPactException {

    private static final long serialVersionUID = 1L;

    SupervisionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
