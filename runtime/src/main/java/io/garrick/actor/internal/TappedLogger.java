package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.DefaultLoggingEvent;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.AbstractLogger;
import org.slf4j.spi.CallerBoundaryAware;
import org.slf4j.spi.DefaultLoggingEventBuilder;
import org.slf4j.spi.LoggingEventAware;
import org.slf4j.spi.LoggingEventBuilder;
import org.slf4j.spi.NOPLoggingEventBuilder;

/** A logger of the backend with a {@link LogTap} before it. A level is on when the tap lets it pass and the backend or a listener wants it. */
final class TappedLogger extends AbstractLogger implements LoggingEventAware {

    private static final long serialVersionUID = 1L;
    private static final String BOUNDARY = AbstractLogger.class.getName();

    private final transient Logger backend;
    private final transient LogTap tap;

    @Nullable
    private final transient ActorRef actor;

    /** Keeps the name that was asked for; a backend that drops everything has one name for all. */
    TappedLogger(String name, Logger backend, LogTap tap, @Nullable ActorRef actor) {
        this.name = name;
        this.backend = backend;
        this.tap = tap;
        this.actor = actor;
    }

    /** The backend's own builder while nobody listens. */
    @Override
    public LoggingEventBuilder makeLoggingEventBuilder(Level level) {
        if (!tap.passes(level)) {
            return NOPLoggingEventBuilder.singleton();
        }
        return tap.hears(level) ? new DefaultLoggingEventBuilder(this, level) : backend.makeLoggingEventBuilder(level);
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        DefaultLoggingEvent event = new DefaultLoggingEvent(level, this);
        event.setMessage(message);
        event.setThrowable(thrown);
        event.setCallerBoundary(BOUNDARY);
        if (marker != null) {
            event.addMarker(marker);
        }
        if (arguments != null) {
            event.addArguments(arguments);
        }
        log(event);
    }

    @Override
    public void log(LoggingEvent event) {
        Level level = event.getLevel();
        if (tap.hears(level)) {
            tap.heard(event, actor);
        }
        if (!tap.passes(level) || !backend.isEnabledForLevel(level)) {
            return;
        }
        if (backend instanceof LoggingEventAware) {
            ((LoggingEventAware) backend).log(event);
        } else {
            hand(event, backend.makeLoggingEventBuilder(level));
        }
    }

    /** For backends without events of their own. */
    private static void hand(LoggingEvent event, LoggingEventBuilder empty) {
        LoggingEventBuilder line = empty.setCause(event.getThrowable());
        if (line instanceof CallerBoundaryAware && event.getCallerBoundary() != null) {
            ((CallerBoundaryAware) line).setCallerBoundary(event.getCallerBoundary());
        }
        if (event.getMarkers() != null) {
            for (Marker marker : event.getMarkers()) {
                line = line.addMarker(marker);
            }
        }
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                line = line.addKeyValue(pair.key, pair.value);
            }
        }
        Object[] arguments = event.getArgumentArray();
        line.log(event.getMessage(), arguments == null ? new Object[0] : arguments);
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return BOUNDARY;
    }

    private boolean isOn(Level level) {
        return isOn(level, backend.isEnabledForLevel(level));
    }

    private boolean isOn(Level level, boolean wanted) {
        return tap.passes(level) && wanted || tap.hears(level);
    }

    @Override
    public boolean isTraceEnabled() {
        return isOn(Level.TRACE);
    }

    @Override
    public boolean isTraceEnabled(Marker marker) {
        return isOn(Level.TRACE, backend.isTraceEnabled(marker));
    }

    @Override
    public boolean isDebugEnabled() {
        return isOn(Level.DEBUG);
    }

    @Override
    public boolean isDebugEnabled(Marker marker) {
        return isOn(Level.DEBUG, backend.isDebugEnabled(marker));
    }

    @Override
    public boolean isInfoEnabled() {
        return isOn(Level.INFO);
    }

    @Override
    public boolean isInfoEnabled(Marker marker) {
        return isOn(Level.INFO, backend.isInfoEnabled(marker));
    }

    @Override
    public boolean isWarnEnabled() {
        return isOn(Level.WARN);
    }

    @Override
    public boolean isWarnEnabled(Marker marker) {
        return isOn(Level.WARN, backend.isWarnEnabled(marker));
    }

    @Override
    public boolean isErrorEnabled() {
        return isOn(Level.ERROR);
    }

    @Override
    public boolean isErrorEnabled(Marker marker) {
        return isOn(Level.ERROR, backend.isErrorEnabled(marker));
    }
}
