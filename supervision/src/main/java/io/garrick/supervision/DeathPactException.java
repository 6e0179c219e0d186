package io.garrick.supervision;

import org.jspecify.annotations.Nullable;

/**
 * An actor watched another one and did not handle its {@code Terminated} (W04). The default decider stops it.
 *
 * <p>This module knows no actor reference, so the dead actor is an {@link Object} here; the runtime gives the
 * reference, which can be cast back. The reference does not travel when the exception is serialized.
 *
 * <p>Origin: Akka's exception of this name.
 */
public final class DeathPactException extends SupervisionException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Object dead;

    /**
     * A death that was not handled.
     *
     * @param dead the reference of the dead actor
     */
    public DeathPactException(Object dead) {
        super("watched actor terminated and nobody handled it: dead=" + dead, null);
        this.dead = dead;
    }

    /**
     * A death that was not handled, told by others.
     *
     * @param message what they say
     */
    public DeathPactException(String message) {
        super(message, null);
        this.dead = null;
    }

    /**
     * The actor whose death was not handled.
     *
     * @return its reference, or {@code null} when the exception was serialized or was made with a message
     */
    public @Nullable Object getDead() {
        return dead;
    }
}
