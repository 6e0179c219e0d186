package io.garrick.event;

import io.garrick.actor.ActorRef;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.event.Level;

/**
 * A line that a system, or one of its actors, has for the log, whatever the logging backend does with it; see
 * {@link io.garrick.actor.spi.SystemServices#addLogListener}.
 *
 * @param level how loud it is
 * @param logger the logger's name
 * @param message the text, with the arguments in their places
 * @param actors whose line it is, and which actors it is about; empty when no ref was among the arguments
 * @param cause what was thrown, if the line is about that
 */
public record LogEvent(Level level, String logger, String message, List<ActorRef> actors, Optional<Throwable> cause) {

    /**
     * Refuses null.
     *
     * @param level how loud it is
     * @param logger the logger's name
     * @param message the text, with the arguments in their places
     * @param actors whose line it is, and which actors it is about; copied
     * @param cause what was thrown, if the line is about that
     */
    public LogEvent {
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(logger, "logger");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(cause, "cause");
        actors = List.copyOf(actors);
    }
}
