package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Says in the log what user code has thrown. A throwable is user code, too, and loggers call it: where that fails its class is named instead, for
 * whoever logs here is in the middle of a restart or an end that must go on. Any thread.
 */
final class FailureLog {

    private final Logger log;

    FailureLog(Logger log) {
        this.log = log;
    }

    void error(String statement, ActorRef actor, Throwable cause) {
        log(Level.ERROR, statement, actor, cause);
    }

    /** About something that is no actor, as {@code name=value}. */
    void error(String statement, String subject, Throwable cause) {
        log(Level.ERROR, "{}: {}", statement, subject, cause);
    }

    void log(Level level, String statement, ActorRef actor, Throwable cause) {
        log(level, "{}: actor={}", statement, actor, cause);
    }

    private void log(Level level, String format, String statement, Object subject, Throwable cause) {
        try {
            log.atLevel(level).setCause(cause).log(format + " cause={}", statement, subject, text(cause));
        } catch (RuntimeException | StackOverflowError | LinkageError unprintable) {
            String causeClass = cause.getClass().getName();
            String why = unprintable.getClass().getName();
            log.atLevel(level).log(format + " causeClass={} notPrinted={}", statement, subject, causeClass, why);
        }
    }

    /** What an object of a user says of itself, or its class where it fails to. */
    static String text(Object object) {
        try {
            return String.valueOf(object);
        } catch (RuntimeException | StackOverflowError | LinkageError unprintable) {
            return object.getClass().getName();
        }
    }
}
