package io.garrick.event;

import io.garrick.actor.ActorRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;

/**
 * A logger whose lines carry values of the actor's choice in the MDC, until they are changed. Belongs to one actor: the thread that runs it.
 */
public final class DiagnosticLoggingAdapter extends LoggingAdapter {

    private Map<String, Object> values = Map.of();

    DiagnosticLoggingAdapter(Logger logger, ActorRef actor, String migrationRoot) {
        super(logger, actor, migrationRoot);
    }

    /**
     * What goes into the MDC with each line from now on.
     *
     * @param mdc values by key, written as text
     */
    public void setMDC(Map<String, Object> mdc) {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(mdc));
    }

    /**
     * What goes into the MDC now.
     *
     * @return an unmodifiable map
     */
    public Map<String, Object> getMDC() {
        return values;
    }

    /** Puts nothing more into the MDC, but for the path. */
    public void clearMDC() {
        values = Map.of();
    }

    @Override
    Runnable enter() {
        List<Runnable> leave = new ArrayList<>();
        leave.add(super.enter());
        values.forEach((key, value) -> leave.add(put(key, String.valueOf(value))));
        Collections.reverse(leave);
        return () -> leave.forEach(Runnable::run);
    }
}
