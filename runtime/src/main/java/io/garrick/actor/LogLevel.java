package io.garrick.actor;

import org.slf4j.event.Level;

/** What the logs of a system and its actors hand on to the logging backend, which may still drop it. */
public enum LogLevel {
    /** Everything. */
    ALL(Level.TRACE.toInt()),

    /** All but traces. */
    DEBUG(Level.DEBUG.toInt()),

    /** Information, warnings and errors. */
    INFO(Level.INFO.toInt()),

    /** Warnings and errors. */
    WARNING(Level.WARN.toInt()),

    /** Errors. */
    ERROR(Level.ERROR.toInt()),

    /** Nothing. */
    OFF(Integer.MAX_VALUE);

    private final int least;

    LogLevel(int least) {
        this.least = least;
    }

    /**
     * Whether lines of a level are handed on.
     *
     * @param level of a line
     * @return whether they are
     */
    public boolean passes(Level level) {
        return level.toInt() >= least;
    }
}
