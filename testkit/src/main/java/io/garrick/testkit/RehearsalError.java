package io.garrick.testkit;

import org.jspecify.annotations.Nullable;

/** A rehearsal has failed. Knows what it says of every run that fails in the same way. */
final class RehearsalError extends AssertionError {

    private static final long serialVersionUID = 1;

    private final String statement;

    /**
     * @param statement what is wrong, without figures of this run
     * @param details the figures, and what has happened
     * @param cause if there is one
     */
    RehearsalError(String statement, String details, @Nullable Throwable cause) {
        super(statement + ": " + details, cause);
        this.statement = statement;
    }

    String statement() {
        return statement;
    }
}
