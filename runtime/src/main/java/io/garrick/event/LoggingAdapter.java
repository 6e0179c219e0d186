package io.garrick.event;

import io.garrick.actor.ActorRef;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.MDC;

/**
 * A logger for one actor: SLF4J, with the actor's path in the MDC under {@value #ACTOR_PATH} during each call. Arguments replace {@code {}} in
 * the template, and nothing is formatted when the level is off. Any thread.
 */
public final class LoggingAdapter {

    /** MDC key of the path of the actor that logs, without the address. */
    public static final String ACTOR_PATH = "actorPath";

    private final Logger logger;

    @Nullable
    private final ActorRef actor;

    LoggingAdapter(Logger logger, @Nullable ActorRef actor) {
        this.logger = logger;
        this.actor = actor;
    }

    /**
     * A logger for an actor.
     *
     * @param logger what to log to
     * @param actor whose path to show
     * @return the adapter
     */
    public static LoggingAdapter of(Logger logger, ActorRef actor) {
        return new LoggingAdapter(logger, actor);
    }

    /**
     * The SLF4J logger underneath.
     *
     * @return the logger; calls to it carry no actor path
     */
    public Logger logger() {
        return logger;
    }

    /**
     * Whether DEBUG is on.
     *
     * @return whether {@link #debug} does anything
     */
    public boolean isDebugEnabled() {
        return logger.isDebugEnabled();
    }

    /**
     * Whether INFO is on.
     *
     * @return whether {@link #info} does anything
     */
    public boolean isInfoEnabled() {
        return logger.isInfoEnabled();
    }

    /**
     * Whether WARN is on.
     *
     * @return whether {@link #warning} does anything
     */
    public boolean isWarningEnabled() {
        return logger.isWarnEnabled();
    }

    /**
     * Whether ERROR is on.
     *
     * @return whether {@link #error(String, Object...)} does anything
     */
    public boolean isErrorEnabled() {
        return logger.isErrorEnabled();
    }

    /**
     * Logs at DEBUG.
     *
     * @param template text with {@code {}} for each argument
     * @param arguments what to put there
     */
    public void debug(String template, @Nullable Object... arguments) {
        if (logger.isDebugEnabled()) {
            within(() -> logger.debug(template, arguments));
        }
    }

    /**
     * Logs at INFO.
     *
     * @param template text with {@code {}} for each argument
     * @param arguments what to put there
     */
    public void info(String template, @Nullable Object... arguments) {
        if (logger.isInfoEnabled()) {
            within(() -> logger.info(template, arguments));
        }
    }

    /**
     * Logs at WARN.
     *
     * @param template text with {@code {}} for each argument
     * @param arguments what to put there
     */
    public void warning(String template, @Nullable Object... arguments) {
        if (logger.isWarnEnabled()) {
            within(() -> logger.warn(template, arguments));
        }
    }

    /**
     * Logs at ERROR.
     *
     * @param template text with {@code {}} for each argument
     * @param arguments what to put there
     */
    public void error(String template, @Nullable Object... arguments) {
        if (logger.isErrorEnabled()) {
            within(() -> logger.error(template, arguments));
        }
    }

    /**
     * Logs at ERROR with a stack.
     *
     * @param cause what was thrown
     * @param template text with {@code {}} for each argument
     * @param arguments what to put there
     */
    public void error(Throwable cause, String template, @Nullable Object... arguments) {
        if (logger.isErrorEnabled()) {
            within(() -> logger.atError().setCause(cause).log(template, arguments));
        }
    }

    private void within(Runnable call) {
        if (actor == null) {
            call.run();
            return;
        }
        String outer = MDC.get(ACTOR_PATH);
        MDC.put(ACTOR_PATH, actor.path().toStringWithoutAddress());
        try {
            call.run();
        } finally {
            if (outer == null) {
                MDC.remove(ACTOR_PATH);
            } else {
                MDC.put(ACTOR_PATH, outer);
            }
        }
    }
}
