package io.garrick.actor;

import org.jspecify.annotations.Nullable;

/**
 * {@link ActorSelection#resolveOne} has found nobody, or nobody has answered in time (promise M12). Carries no stack: it is made on a timer's thread perhaps,
 * whose stack says nothing. The selection does not travel when the exception is serialized.
 */
public final class ActorNotFoundException extends ActorException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable ActorSelection selection;

    /**
     * Nobody was found.
     *
     * @param selection who was looked for
     * @param message a lower-case statement, then {@code name=value}
     */
    public ActorNotFoundException(ActorSelection selection, String message) {
        super(message);
        this.selection = selection;
    }

    /**
     * Who was looked for.
     *
     * @return the selection, or {@code null} when the exception was serialized
     */
    public @Nullable ActorSelection selection() {
        return selection;
    }

    /** Does nothing. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
