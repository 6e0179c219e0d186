package io.garrick.supervision;

import java.time.Duration;

/**
 * The strategy by which a failure concerns the child that failed and those started after it, for children that depend on the ones
 * before them. Restart and stop are for all of these; resume is for the child that failed. They are taken down, or
 * stopped, in reverse order of start, each gone before the next is told, and then started again in order of start, each there before the next.
 *
 * <p>The restart budget is the group's: each failure counts once, whichever child it is. A child that fails while its group is being
 * restarted counts once and is restarted alone. A child's failure reaches further back when an older one fails meanwhile: then that one's group is
 * restarted. Immutable.
 *
 * <p>Origin: {@code rest_for_one} of OTP's supervisor; Akka has none.
 */
public final class RestForOneStrategy extends SupervisorStrategy {

    /**
     * Without a limit of restarts.
     *
     * @param decider which directive for which exception
     */
    public RestForOneStrategy(Decider decider) {
        this(RestartBudget.unlimited(), decider, StrategyOptions.DEFAULT);
    }

    /**
     * Without a limit of restarts.
     *
     * @param loggingEnabled {@code false} to log no failure
     * @param decider which directive for which exception
     */
    public RestForOneStrategy(boolean loggingEnabled, Decider decider) {
        this(RestartBudget.unlimited(), decider, StrategyOptions.logging(loggingEnabled));
    }

    /**
     * With a limit of restarts.
     *
     * @param maxRestarts how often the group may be restarted in the window: -1 for no limit, 0 for never, or more
     * @param window how long restarts are counted together, see {@link RestartBudget}; {@link RestartBudget#NO_WINDOW}
     *     for life
     * @param decider which directive for which exception
     * @throws IllegalArgumentException when {@link RestartBudget} refuses the numbers
     */
    public RestForOneStrategy(int maxRestarts, Duration window, Decider decider) {
        this(new RestartBudget(maxRestarts, window), decider, StrategyOptions.DEFAULT);
    }

    /**
     * With a limit of restarts.
     *
     * @param maxRestarts how often the group may be restarted in the window: -1 for no limit, 0 for never, or more
     * @param window how long restarts are counted together, see {@link RestartBudget}; {@link RestartBudget#NO_WINDOW}
     *     for life
     * @param decider which directive for which exception
     * @param loggingEnabled {@code false} to log no failure
     * @throws IllegalArgumentException when {@link RestartBudget} refuses the numbers
     */
    public RestForOneStrategy(int maxRestarts, Duration window, Decider decider, boolean loggingEnabled) {
        this(new RestartBudget(maxRestarts, window), decider, StrategyOptions.logging(loggingEnabled));
    }

    /**
     * With a limit of restarts; the arguments in the other order that is in use.
     *
     * @param maxRestarts how often the group may be restarted in the window: -1 for no limit, 0 for never, or more
     * @param window how long restarts are counted together, see {@link RestartBudget}; {@link RestartBudget#NO_WINDOW}
     *     for life
     * @param loggingEnabled {@code false} to log no failure
     * @param decider which directive for which exception
     * @throws IllegalArgumentException when {@link RestartBudget} refuses the numbers
     */
    public RestForOneStrategy(int maxRestarts, Duration window, boolean loggingEnabled, Decider decider) {
        this(new RestartBudget(maxRestarts, window), decider, StrategyOptions.logging(loggingEnabled));
    }

    private RestForOneStrategy(RestartBudget budget, Decider decider, StrategyOptions options) {
        super(budget, decider, options);
    }

    @Override
    RestForOneStrategy with(StrategyOptions changed) {
        return new RestForOneStrategy(budget(), decider(), changed);
    }

    @Override
    Scope scope() {
        return Scope.REST;
    }
}
