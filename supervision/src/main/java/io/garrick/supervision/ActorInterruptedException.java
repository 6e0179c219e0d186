package io.garrick.supervision;

/**
 * A handler or hook of an actor threw {@link InterruptedException}, which is the {@linkplain #getCause() cause} (Q08).
 * The default decider restarts the actor.
 *
 * <p>Origin: Akka's exception of this name.
 */
public final class ActorInterruptedException extends SupervisionException {

    private static final long serialVersionUID = 1L;

    /**
     * An interrupted actor.
     *
     * @param message what was interrupted, with the actor's path in it
     * @param cause what was thrown
     */
    public ActorInterruptedException(String message, Throwable cause) {
        super(message, cause);
    }
}
