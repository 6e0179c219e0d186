package io.garrick.samples.flight.actors;

import io.garrick.samples.flight.actors.Messages.Request;
import java.io.Serial;

/** Whoever handled a request crashed, or kept silent, each time it was asked: what became of it is not known. */
public final class NoAnswerException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    NoAnswerException(Request request, int tries) {
        super("request was never answered: request=" + request.getClass().getSimpleName() + " tries=" + tries);
    }
}
