package io.garrick.remoting;

/** What is wrong with a system's being joined with others: the root of the exceptions of this module. */
public class RemotingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * With a statement alone.
     *
     * @param message what is wrong, with what and its value
     */
    public RemotingException(String message) {
        super(message);
    }

    /**
     * With what has led to it.
     *
     * @param message what is wrong, with what and its value
     * @param cause why
     */
    public RemotingException(String message, Throwable cause) {
        super(message, cause);
    }
}
