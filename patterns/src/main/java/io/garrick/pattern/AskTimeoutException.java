package io.garrick.pattern;

import java.util.concurrent.TimeoutException;

/** An answer, or an end, has not come in time. Carries no stack: it is made on a timer's thread, whose stack says nothing. */
public final class AskTimeoutException extends TimeoutException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message who was asked what, by whom, and how long was waited
     */
    public AskTimeoutException(String message) {
        super(message);
    }

    /** Does nothing. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
