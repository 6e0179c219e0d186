package io.garrick.actor.internal;

import org.slf4j.event.Level;

/** Log levels of the policy, which knows no logging library, in the words of the one that we use. */
final class Levels {

    private Levels() {}

    static Level of(System.Logger.Level level) {
        return switch (level) {
            case ALL, TRACE -> Level.TRACE;
            case DEBUG -> Level.DEBUG;
            case INFO -> Level.INFO;
            case WARNING -> Level.WARN;
            case ERROR, OFF -> Level.ERROR;
        };
    }
}
