package io.garrick.supervision;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What can be set on a strategy beside its budget and its decider. Immutable. */
record StrategyOptions(
        FailureLogLevels logLevels,
        ChildKind kind,
        @Nullable Backoff backoff,
        @Nullable Duration orderedStop,
        int redeliveries) {

    static final StrategyOptions DEFAULT =
            new StrategyOptions(FailureLogLevels.DEFAULT, ChildKind.TRANSIENT, null, null, 0);

    private static final StrategyOptions SILENT = DEFAULT.with(FailureLogLevels.SILENT);

    static StrategyOptions logging(boolean enabled) {
        return enabled ? DEFAULT : SILENT;
    }

    StrategyOptions with(FailureLogLevels levels) {
        return new StrategyOptions(levels, kind, backoff, orderedStop, redeliveries);
    }

    StrategyOptions with(ChildKind childKind) {
        return new StrategyOptions(logLevels, childKind, backoff, orderedStop, redeliveries);
    }

    StrategyOptions with(Backoff delays) {
        return new StrategyOptions(logLevels, kind, delays, orderedStop, redeliveries);
    }

    StrategyOptions with(Duration timeout) {
        return new StrategyOptions(logLevels, kind, backoff, timeout, redeliveries);
    }

    StrategyOptions with(int mostRedeliveries) {
        return new StrategyOptions(logLevels, kind, backoff, orderedStop, mostRedeliveries);
    }
}
