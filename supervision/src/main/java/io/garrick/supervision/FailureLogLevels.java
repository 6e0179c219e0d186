package io.garrick.supervision;

import java.lang.System.Logger.Level;
import java.util.Objects;

/** How loud a failure is logged, for each directive. */
record FailureLogLevels(Level resume, Level restart, Level stop, Level escalate) {

    /** S15. */
    static final FailureLogLevels DEFAULT = new FailureLogLevels(Level.WARNING, Level.ERROR, Level.ERROR, Level.OFF);

    static final FailureLogLevels SILENT = new FailureLogLevels(Level.OFF, Level.OFF, Level.OFF, Level.OFF);

    Level of(Directive directive) {
        return switch (directive) {
            case RESUME -> resume;
            case RESTART -> restart;
            case STOP -> stop;
            case ESCALATE -> escalate;
        };
    }

    FailureLogLevels with(Directive directive, Level level) {
        if (Objects.requireNonNull(level, "level") == Level.ALL) {
            throw new IllegalArgumentException(
                    "a failure needs one level from TRACE to ERROR, or OFF: level=ALL directive=" + directive);
        }
        return switch (directive) {
            case RESUME -> new FailureLogLevels(level, restart, stop, escalate);
            case RESTART -> new FailureLogLevels(resume, level, stop, escalate);
            case STOP -> new FailureLogLevels(resume, restart, level, escalate);
            case ESCALATE -> new FailureLogLevels(resume, restart, stop, level);
        };
    }
}
