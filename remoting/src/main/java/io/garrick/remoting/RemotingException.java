package io.garrick.remoting;

import io.garrick.actor.ActorException;
import org.jspecify.annotations.Nullable;

/** A node cannot take part in the net. */
public class RemotingException extends ActorException {

    private static final long serialVersionUID = 1L;

    /**
     * With a cause.
     *
     * @param message what is wrong, with keys and values
     * @param cause why
     */
    public RemotingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
