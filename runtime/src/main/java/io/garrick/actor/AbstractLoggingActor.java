package io.garrick.actor;

import io.garrick.actor.internal.CellAccess;
import io.garrick.event.LoggingAdapter;
import org.jspecify.annotations.Nullable;

/** An {@link AbstractActor} with a logger. */
public abstract class AbstractLoggingActor extends AbstractActor {

    /** Made at the first use; whoever makes a second one makes the same. */
    @Nullable
    private LoggingAdapter log;

    /** Called by the runtime through {@link Props}. */
    protected AbstractLoggingActor() {}

    /**
     * A logger named after the actor's class, which puts the actor's path into the MDC. Any thread.
     *
     * @return the logger
     */
    public final LoggingAdapter log() {
        LoggingAdapter made = log;
        if (made == null) {
            made = ((CellAccess) getContext()).log();
            log = made;
        }
        return made;
    }

    /**
     * A logger named after the actor's class.
     *
     * @return as {@link #log()}
     */
    public final LoggingAdapter getLog() {
        return log();
    }
}
