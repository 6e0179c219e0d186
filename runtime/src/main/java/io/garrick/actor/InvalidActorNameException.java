package io.garrick.actor;

/** A name that is malformed, or in use among the siblings (promise M09). Says which character or which name. */
public final class InvalidActorNameException extends ActorException {

    private static final long serialVersionUID = 1L;

    /**
     * Without a cause.
     *
     * @param message a lower-case statement, then {@code name=value}
     */
    public InvalidActorNameException(String message) {
        super(message);
    }

    /**
     * A name that a sibling has.
     *
     * @param name the name
     * @param parent whose child has it
     * @return the error to throw
     */
    public static InvalidActorNameException inUse(String name, ActorPath parent) {
        return new InvalidActorNameException(
                "actor name is in use: name=" + name + " parent=" + parent.toStringWithoutAddress());
    }
}
