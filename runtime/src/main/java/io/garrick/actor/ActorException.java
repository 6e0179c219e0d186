package io.garrick.actor;

/** The root of what this module throws, beside {@link IllegalArgumentException} and {@link IllegalStateException} for wrong use. */
public class ActorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Without a cause.
     *
     * @param message a lower-case statement, then {@code name=value}
     */
    public ActorException(String message) {
        super(message);
    }

    /**
     * With a cause.
     *
     * @param message a lower-case statement, then {@code name=value}
     * @param cause what led to it
     */
    public ActorException(String message, Throwable cause) {
        super(message, cause);
    }
}
