package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import io.garrick.actor.LogLevel;
import io.garrick.event.LogEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.MessageFormatter;

/**
 * Where those listen who want to know what a system logs, before and whatever the backend does with it. Any thread; without listeners it costs a volatile read a
 * line.
 */
final class LogTap {

    private static final int CLOSED = Integer.MAX_VALUE;

    private record Listener(Consumer<LogEvent> consumer, int least) {}

    private final LogLevel level;

    /** Replaced as a whole, under this. */
    private volatile List<Listener> listeners = List.of();

    /** What the least demanding listener hears. */
    private volatile int least = CLOSED;

    /** Hands on what passes a level, to listeners and to the backend. */
    LogTap(LogLevel level) {
        this.level = level;
    }

    /** A logger that is listened to. */
    TappedLogger logger(String name, @Nullable ActorRef actor) {
        return new TappedLogger(name, LoggerFactory.getLogger(name), this, actor);
    }

    /** Adds a listener, or gives one that is there another level: it misses nothing and hears nothing twice meanwhile. */
    synchronized void add(Consumer<LogEvent> consumer, Level level) {
        List<Listener> all = new ArrayList<>(listeners);
        all.removeIf(listener -> listener.consumer() == consumer);
        all.add(new Listener(consumer, level.toInt()));
        replace(all);
    }

    synchronized void remove(Consumer<LogEvent> consumer) {
        List<Listener> all = new ArrayList<>(listeners);
        all.removeIf(listener -> listener.consumer() == consumer);
        replace(all);
    }

    private void replace(List<Listener> all) {
        listeners = List.copyOf(all);
        least = all.stream().mapToInt(Listener::least).min().orElse(CLOSED);
    }

    /** Whether lines of a level are handed on at all. */
    boolean passes(Level ofLine) {
        return level.passes(ofLine);
    }

    boolean hears(Level ofLine) {
        return ofLine.toInt() >= least && passes(ofLine);
    }

    /** Tells the listeners of a line, in the thread that logs it. */
    void heard(LoggingEvent line, @Nullable ActorRef actor) {
        LogEvent event = event(line, actor);
        for (Listener listener : listeners) {
            if (event.level().toInt() >= listener.least()) {
                listener.consumer().accept(event);
            }
        }
    }

    private static LogEvent event(LoggingEvent line, @Nullable ActorRef actor) {
        List<ActorRef> actors = new ArrayList<>();
        if (actor != null) {
            actors.add(actor);
        }
        List<Object> arguments = line.getArguments() == null ? List.of() : line.getArguments();
        for (Object argument : arguments) {
            if (argument instanceof ActorRef) {
                actors.add((ActorRef) argument);
            }
        }
        String text = MessageFormatter.basicArrayFormat(String.valueOf(line.getMessage()), arguments.toArray());
        return new LogEvent(
                line.getLevel(), line.getLoggerName(), text, actors, Optional.ofNullable(line.getThrowable()));
    }
}
