package io.garrick.event;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import org.slf4j.spi.CallerBoundaryAware;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A logger with the method names that actors know, over SLF4J: {@code {}} in a template stands for an argument, and is filled in only if the
 * level is on. While a line of an actor is written, the actor's path is in the MDC under {@value #ACTOR_PATH}; and, where {@code garrick.migration-root} names a root, its path
 * with the address, as it was written there, under {@code akkaSource} or {@code pekkoSource}. Any thread.
 */
public sealed class LoggingAdapter permits DiagnosticLoggingAdapter {

    /** The MDC key of the path of the actor that logs, without the address. */
    public static final String ACTOR_PATH = "actorPath";

    private static final String BOUNDARY = LoggingAdapter.class.getName();

    private final Logger logger;

    @Nullable
    private final ActorRef actor;

    /** Protocol of the second path in the MDC; empty for none. */
    private final String migrationRoot;

    LoggingAdapter(Logger logger, @Nullable ActorRef actor, String migrationRoot) {
        this.logger = Objects.requireNonNull(logger, "logger");
        this.actor = actor;
        this.migrationRoot = Objects.requireNonNull(migrationRoot, "migrationRoot");
    }

    /**
     * The logger of an actor.
     *
     * @param logger where to write
     * @param actor whose path goes into the MDC
     * @return the adapter
     */
    public static LoggingAdapter of(Logger logger, ActorRef actor) {
        return of(logger, actor, "");
    }

    /**
     * The logger of an actor in a program that has been moved here.
     *
     * @param logger where to write
     * @param actor whose path goes into the MDC
     * @param migrationRoot the root of configuration that the program brings along, under whose name the path goes into the MDC, too; empty for none
     * @return the adapter
     */
    public static LoggingAdapter of(Logger logger, ActorRef actor, String migrationRoot) {
        return new LoggingAdapter(logger, Objects.requireNonNull(actor, "actor"), migrationRoot);
    }

    /**
     * A logger of no actor.
     *
     * @param logger where to write
     * @return the adapter
     */
    public static LoggingAdapter of(Logger logger) {
        return new LoggingAdapter(logger, null, "");
    }

    /**
     * Where the lines go.
     *
     * @return the SLF4J logger; what is logged with it directly has no path in the MDC
     */
    public Logger logger() {
        return logger;
    }

    /**
     * Whether errors are logged.
     *
     * @return whether the level is on
     */
    public boolean isErrorEnabled() {
        return logger.isErrorEnabled();
    }

    /**
     * Whether warnings are logged.
     *
     * @return whether the level is on
     */
    public boolean isWarningEnabled() {
        return logger.isWarnEnabled();
    }

    /**
     * Whether information is logged.
     *
     * @return whether the level is on
     */
    public boolean isInfoEnabled() {
        return logger.isInfoEnabled();
    }

    /**
     * Whether details are logged.
     *
     * @return whether the level is on
     */
    public boolean isDebugEnabled() {
        return logger.isDebugEnabled();
    }

    /**
     * Logs an error.
     *
     * @param cause what was thrown
     * @param template the text, {@code {}} for each argument
     * @param args the arguments
     */
    public void error(Throwable cause, String template, @Nullable Object... args) {
        log(Level.ERROR, cause, template, args);
    }

    /**
     * Logs an error.
     *
     * @param message the text
     */
    public void error(String message) {
        if (isErrorEnabled()) {
            log(Level.ERROR, null, message);
        }
    }

    /**
     * Logs an error.
     *
     * @param template the text, {@code {}} for the argument
     * @param arg1 the argument
     */
    public void error(String template, @Nullable Object arg1) {
        if (isErrorEnabled()) {
            log(Level.ERROR, null, template, arg1);
        }
    }

    /**
     * Logs an error.
     *
     * @param template the text, {@code {}} for each argument
     * @param arg1 the first argument
     * @param arg2 the second argument
     */
    public void error(String template, @Nullable Object arg1, @Nullable Object arg2) {
        if (isErrorEnabled()) {
            log(Level.ERROR, null, template, arg1, arg2);
        }
    }

    /**
     * Logs an error.
     *
     * @param template the text, {@code {}} for each argument
     * @param args the arguments; a throwable behind those that the template asks for is logged with its stack
     */
    public void error(String template, @Nullable Object... args) {
        log(Level.ERROR, null, template, args);
    }

    /**
     * Logs a warning.
     *
     * @param message the text
     */
    public void warning(String message) {
        if (isWarningEnabled()) {
            log(Level.WARN, null, message);
        }
    }

    /**
     * Logs a warning.
     *
     * @param template the text, {@code {}} for the argument
     * @param arg1 the argument
     */
    public void warning(String template, @Nullable Object arg1) {
        if (isWarningEnabled()) {
            log(Level.WARN, null, template, arg1);
        }
    }

    /**
     * Logs a warning.
     *
     * @param template the text, {@code {}} for each argument
     * @param arg1 the first argument
     * @param arg2 the second argument
     */
    public void warning(String template, @Nullable Object arg1, @Nullable Object arg2) {
        if (isWarningEnabled()) {
            log(Level.WARN, null, template, arg1, arg2);
        }
    }

    /**
     * Logs a warning.
     *
     * @param template the text, {@code {}} for each argument
     * @param args the arguments; a throwable behind those that the template asks for is logged with its stack
     */
    public void warning(String template, @Nullable Object... args) {
        log(Level.WARN, null, template, args);
    }

    /**
     * Logs information.
     *
     * @param message the text
     */
    public void info(String message) {
        if (isInfoEnabled()) {
            log(Level.INFO, null, message);
        }
    }

    /**
     * Logs information.
     *
     * @param template the text, {@code {}} for the argument
     * @param arg1 the argument
     */
    public void info(String template, @Nullable Object arg1) {
        if (isInfoEnabled()) {
            log(Level.INFO, null, template, arg1);
        }
    }

    /**
     * Logs information.
     *
     * @param template the text, {@code {}} for each argument
     * @param arg1 the first argument
     * @param arg2 the second argument
     */
    public void info(String template, @Nullable Object arg1, @Nullable Object arg2) {
        if (isInfoEnabled()) {
            log(Level.INFO, null, template, arg1, arg2);
        }
    }

    /**
     * Logs information.
     *
     * @param template the text, {@code {}} for each argument
     * @param args the arguments; a throwable behind those that the template asks for is logged with its stack
     */
    public void info(String template, @Nullable Object... args) {
        log(Level.INFO, null, template, args);
    }

    /**
     * Logs a detail.
     *
     * @param message the text
     */
    public void debug(String message) {
        if (isDebugEnabled()) {
            log(Level.DEBUG, null, message);
        }
    }

    /**
     * Logs a detail.
     *
     * @param template the text, {@code {}} for the argument
     * @param arg1 the argument
     */
    public void debug(String template, @Nullable Object arg1) {
        if (isDebugEnabled()) {
            log(Level.DEBUG, null, template, arg1);
        }
    }

    /**
     * Logs a detail.
     *
     * @param template the text, {@code {}} for each argument
     * @param arg1 the first argument
     * @param arg2 the second argument
     */
    public void debug(String template, @Nullable Object arg1, @Nullable Object arg2) {
        if (isDebugEnabled()) {
            log(Level.DEBUG, null, template, arg1, arg2);
        }
    }

    /**
     * Logs a detail.
     *
     * @param template the text, {@code {}} for each argument
     * @param args the arguments; a throwable behind those that the template asks for is logged with its stack
     */
    public void debug(String template, @Nullable Object... args) {
        log(Level.DEBUG, null, template, args);
    }

    /** Puts what belongs to a line into the MDC; returns what puts back what was there. */
    Runnable enter() {
        if (actor == null) {
            return () -> {};
        }
        ActorPath path = actor.path();
        Runnable leave = put(ACTOR_PATH, path.toStringWithoutAddress());
        if (migrationRoot.isEmpty()) {
            return leave;
        }
        String withoutProtocol =
                path.toString().substring(path.address().protocol().length());
        Runnable leaveSource = put(migrationRoot + "Source", migrationRoot + withoutProtocol);
        return () -> {
            leaveSource.run();
            leave.run();
        };
    }

    /** Returns what puts back what was there. */
    static Runnable put(String key, String value) {
        String before = MDC.get(key);
        MDC.put(key, value);
        return () -> restore(key, before);
    }

    private static void restore(String key, @Nullable String before) {
        if (before == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, before);
        }
    }

    private void log(Level level, @Nullable Throwable cause, String template, @Nullable Object... args) {
        if (!logger.isEnabledForLevel(level)) {
            return;
        }
        LoggingEventBuilder line = logger.atLevel(level).setCause(cause);
        if (line instanceof CallerBoundaryAware) {
            ((CallerBoundaryAware) line).setCallerBoundary(BOUNDARY);
        }
        Runnable leave = enter();
        try {
            line.log(template, withWrittenThrowable(template, args));
        } finally {
            leave.run();
        }
    }

    /** SLF4J takes a last throwable for the cause even where the template has a place for it; here it is written in that place. */
    private static @Nullable Object[] withWrittenThrowable(String template, @Nullable Object[] args) {
        int last = args.length - 1;
        if (last < 0 || !(args[last] instanceof Throwable) || places(template) <= last) {
            return args;
        }
        @Nullable Object[] written = args.clone();
        written[last] = String.valueOf(args[last]);
        return written;
    }

    private static int places(String template) {
        int count = 0;
        for (int at = template.indexOf("{}"); at >= 0; at = template.indexOf("{}", at + 2)) {
            count++;
        }
        return count;
    }
}
