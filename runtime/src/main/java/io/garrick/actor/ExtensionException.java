package io.garrick.actor;

/** An {@link Extension} could not be made; asking for it again tries again. */
public final class ExtensionException extends ActorException {

    private static final long serialVersionUID = 1L;

    /**
     * Without a cause.
     *
     * @param message a lower-case statement, then {@code name=value}
     */
    public ExtensionException(String message) {
        super(message);
    }

    /**
     * With a cause.
     *
     * @param message a lower-case statement, then {@code name=value}
     * @param cause what its making threw
     */
    public ExtensionException(String message, Throwable cause) {
        super(message, cause);
    }
}
