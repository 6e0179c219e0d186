package io.garrick.actor;

/** A message that cannot be sent: {@code null} (promise M03). Thrown to whoever tells it. */
public final class InvalidMessageException extends ActorException {

    private static final long serialVersionUID = 1L;

    /**
     * Without a cause.
     *
     * @param message a lower-case statement, then {@code name=value}
     */
    public InvalidMessageException(String message) {
        super(message);
    }

    /**
     * Somebody told {@code null}.
     *
     * @param recipient whom
     * @return the error to throw
     */
    public static InvalidMessageException nullMessage(ActorRef recipient) {
        return new InvalidMessageException("message is null: recipient=" + recipient);
    }
}
