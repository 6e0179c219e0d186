package io.garrick.actor;

import java.util.Objects;

/** How a request went, for those who want to tell success from failure. A {@link Failure} fails the stage of an ask. */
public sealed interface Status permits Status.Success, Status.Failure {

    /**
     * The request succeeded.
     *
     * @param status its result
     */
    record Success(Object status) implements Status {

        /**
         * Refuses null.
         *
         * @param status its result
         */
        public Success {
            Objects.requireNonNull(status, "status");
        }
    }

    /**
     * The request failed.
     *
     * @param cause why
     */
    record Failure(Throwable cause) implements Status {

        /**
         * Refuses null.
         *
         * @param cause why
         */
        public Failure {
            Objects.requireNonNull(cause, "cause");
        }
    }
}
