package io.garrick.pattern;

import io.garrick.actor.Done;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An answer that says whether the request went well, for {@link Patterns#askWithStatus}: either a success with a value or an error. Immutable when what it carries
 * is.
 *
 * <p>An error is a text ({@link #error(String)}) rather than an exception where the asker is not to know what went on inside; an exception is given only where
 * askers tell several apart.
 *
 * <p>Origin: Akka's {@code StatusReply}.
 *
 * @param <T> what a success carries
 */
public final class StatusReply<T> {

    private static final StatusReply<Done> ACK = new StatusReply<>(Done.getInstance(), null);

    @Nullable
    private final T value;

    @Nullable
    private final Throwable error;

    private StatusReply(@Nullable T value, @Nullable Throwable error) {
        this.value = value;
        this.error = error;
    }

    /** An error that is a text: no stack, no class that says more. Equal to another with the same text, so that tests can compare answers. */
    @SuppressWarnings({"ThrowableEqualsHashCode", "OverrideThrowableToString"})
    public static final class ErrorMessage extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /**
         * Made by {@link StatusReply#error(String)}.
         *
         * @param errorMessage what went wrong, for the asker
         */
        public ErrorMessage(String errorMessage) {
            super(Objects.requireNonNull(errorMessage, "errorMessage"), null, false, false);
        }

        /** By the text. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ErrorMessage message && toString().equals(message.toString());
        }

        @Override
        public int hashCode() {
            return toString().hashCode();
        }

        /** The text itself. */
        @Override
        public String toString() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * The request went well and has no other result.
     *
     * @return a success that carries {@link Done}, always the same object
     */
    public static StatusReply<Done> ack() {
        return ACK;
    }

    /**
     * The request went well.
     *
     * @param value its result
     * @param <T> what the result is
     * @return a success
     */
    public static <T> StatusReply<T> success(T value) {
        return new StatusReply<>(Objects.requireNonNull(value, "value"), null);
    }

    /**
     * The request failed, for a reason that askers are to read and not to tell from others.
     *
     * @param errorMessage what went wrong
     * @param <T> what a success would carry
     * @return an error with an {@link ErrorMessage}
     */
    public static <T> StatusReply<T> error(String errorMessage) {
        return error(new ErrorMessage(errorMessage));
    }

    /**
     * The request failed.
     *
     * @param exception what went wrong
     * @param <T> what a success would carry
     * @return an error
     */
    public static <T> StatusReply<T> error(Throwable exception) {
        return new StatusReply<>(null, Objects.requireNonNull(exception, "exception"));
    }

    /**
     * Whether the request went well.
     *
     * @return {@code true} for what {@link #success} and {@link #ack} give
     */
    public boolean isSuccess() {
        return error == null;
    }

    /**
     * Whether the request failed.
     *
     * @return {@code true} for what {@code error} gives
     */
    public boolean isError() {
        return error != null;
    }

    /**
     * The result of a request that went well. Throws the very error of one that failed, whatever its class, unwrapped; look at {@link #isSuccess} first.
     *
     * @return the value
     */
    public T getValue() {
        if (value == null) {
            throw Unchecked.rethrow(getError());
        }
        return value;
    }

    /**
     * Why the request failed; look at {@link #isError} first.
     *
     * @return the error
     * @throws IllegalArgumentException when it went well
     */
    public Throwable getError() {
        if (error == null) {
            throw new IllegalArgumentException("status is a success, not an error: status=" + this);
        }
        return error;
    }

    /** By what is carried. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StatusReply<?> reply
                && Objects.equals(value, reply.value)
                && Objects.equals(error, reply.error);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value, error);
    }

    @Override
    public String toString() {
        return error == null ? "Success(" + value + ")" : "Error(" + getError().getMessage() + ")";
    }
}
