package io.garrick.supervision;

import org.jspecify.annotations.Nullable;

/**
 * An actor could not be created: its constructor or {@code preStart} threw (S01), or it was instantiated outside of a
 * {@code Props}. The default decider stops it.
 *
 * <p>This module knows no actor reference, so the actor is an {@link Object} here; the runtime gives the reference,
 * which can be cast back. The reference does not travel when the exception is serialized.
 *
 * <p>Origin: Akka's exception of this name.
 */
public final class ActorInitializationException extends SupervisionException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Object actor;

    /**
     * A failed creation.
     *
     * @param actor the reference of the actor, or {@code null} when it had none yet
     * @param message what failed, with the actor's path in it
     * @param cause what the constructor or hook threw, or {@code null}
     */
    public ActorInitializationException(@Nullable Object actor, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.actor = actor;
    }

    /**
     * A failed creation of an actor that had no reference yet.
     *
     * @param message what failed
     */
    public ActorInitializationException(String message) {
        this(null, message, null);
    }

    /**
     * The actor that could not be created.
     *
     * @return its reference, or {@code null} when it had none, or the exception was serialized
     */
    public @Nullable Object getActor() {
        return actor;
    }
}
