package io.garrick.supervision;

/**
 * An actor was told {@code Kill} (M07). The default decider stops it.
 *
 * <p>Origin: Akka's exception of this name.
 */
public final class ActorKilledException extends SupervisionException {

    private static final long serialVersionUID = 1L;

    /**
     * A killed actor.
     *
     * @param message who was killed, with the actor's path in it
     */
    public ActorKilledException(String message) {
        super(message, null);
    }
}
