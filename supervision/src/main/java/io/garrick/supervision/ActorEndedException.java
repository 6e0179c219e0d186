package io.garrick.supervision;

/**
 * A permanent actor ({@link ChildKind#PERMANENT}) has ended by itself. It is no failure and reaches no decider; it is what the others of its
 * group are restarted for, and what the log says.
 */
public final class ActorEndedException extends SupervisionException {

    private static final long serialVersionUID = 1L;

    /**
     * An end by itself.
     *
     * @param message which actor
     */
    public ActorEndedException(String message) {
        super(message, null);
    }
}
