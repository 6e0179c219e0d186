package io.garrick.actor;

/**
 * A bounded mailbox is full and its owner wants senders to know (promise M03). Thrown by {@link ActorRef#tell} to the sender; the message was
 * not enqueued.
 */
public final class MailboxFullException extends ActorException {

    private static final long serialVersionUID = 1L;

    /**
     * Without a cause.
     *
     * @param message a lower-case statement, then {@code name=value}
     */
    public MailboxFullException(String message) {
        super(message);
    }
}
