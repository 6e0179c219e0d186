package io.garrick.actor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * An {@link AbstractFSM} that remembers its last events, to say in a failure how it got there, and logs each at DEBUG: state and class, not content.
 *
 * @param <S> names of states, mostly an enum
 * @param <D> data that goes with a state
 */
public abstract class AbstractLoggingFSM<S, D> extends AbstractFSM<S, D> {

    private final Deque<LogEntry<S, D>> entries = new ArrayDeque<>();

    /** Called by the runtime through {@link Props}. */
    protected AbstractLoggingFSM() {}

    /**
     * How many events to remember; override it.
     *
     * @return zero by default
     */
    public int logDepth() {
        return 0;
    }

    /**
     * The last events, the one that is being handled included. Belongs to the thread that runs the actor.
     *
     * @return oldest first, at most {@link #logDepth()}
     */
    public final List<LogEntry<S, D>> getLog() {
        return List.copyOf(entries);
    }

    @Override
    final void comes(Object event) {
        log().debug(
                        "event comes: state={} eventClass={}",
                        stateName(),
                        event.getClass().getName());
        entries.addLast(new LogEntry<>(stateName(), stateData(), event));
        while (entries.size() > Math.max(logDepth(), 0)) {
            entries.removeFirst();
        }
    }
}
