package io.garrick.actor;

/** An actor stashed more messages than its stash holds (promise T04). Thrown by {@code stash()} in the actor, so that it is the actor's failure. */
public final class StashOverflowException extends ActorException {

    private static final long serialVersionUID = 1L;

    /**
     * Without a cause.
     *
     * @param message a lower-case statement, then {@code name=value}
     */
    public StashOverflowException(String message) {
        super(message);
    }
}
