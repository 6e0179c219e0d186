package io.garrick.pattern;

import io.garrick.supervision.RestartBudget;
import io.garrick.supervision.SupervisorStrategy;
import java.util.function.Predicate;

/** For a child that comes back after it has stopped; made by {@link BackoffOpts#onStop}. Immutable. */
public final class BackoffOnStopOptions extends ExtendedBackoffOptions<BackoffOnStopOptions> {

    BackoffOnStopOptions(BackoffSettings settings) {
        super(settings);
    }

    @Override
    BackoffOnStopOptions with(BackoffSettings other) {
        return new BackoffOnStopOptions(other);
    }

    /**
     * A child that fails is stopped, so that it comes back after the delay and not at once. Keeps the number that {@link #withMaxNrOfRetries} has set.
     *
     * @return a copy
     */
    public BackoffOnStopOptions withDefaultStoppingStrategy() {
        return with(settings.withStrategy(settings.copy(
                settings.strategy().budget().maxRestarts(),
                RestartBudget.NO_WINDOW,
                SupervisorStrategy.stoppingStrategy().decider())));
    }

    /**
     * Messages after which the child shall not come back: such a one is forwarded as any other, and the next end of the child is the supervisor's, too; while there is no
     * child the supervisor stops at once.
     *
     * @param isFinalStopMessage tells such a message from others; called by the supervisor
     * @return a copy
     */
    public BackoffOnStopOptions withFinalStopMessage(Predicate<Object> isFinalStopMessage) {
        return with(settings.withFinalStop(isFinalStopMessage));
    }
}
