package io.garrick.supervision;

import java.time.Duration;

/**
 * The strategy by which a failure of one child concerns all. Restart and stop are for all children, together unless
 * {@link #withOrderedRestart()} says otherwise; resume is for the child that failed.
 *
 * <p>The restart budget is the group's: each failure counts once, whichever child it is. A child that fails while its group is being
 * restarted counts once and is restarted alone. Immutable.
 *
 * <p>Constructors as in Akka's Java API. Origin: {@code one_for_all} of OTP's supervisor.
 */
public final class AllForOneStrategy extends SupervisorStrategy {

    private final Scope scope;

    /**
     * Without a limit of restarts.
     *
     * @param decider which directive for which exception
     */
    public AllForOneStrategy(Decider decider) {
        this(RestartBudget.unlimited(), decider, StrategyOptions.DEFAULT, Scope.ALL);
    }

    /**
     * Without a limit of restarts.
     *
     * @param loggingEnabled {@code false} to log no failure
     * @param decider which directive for which exception
     */
    public AllForOneStrategy(boolean loggingEnabled, Decider decider) {
        this(RestartBudget.unlimited(), decider, StrategyOptions.logging(loggingEnabled), Scope.ALL);
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
    public AllForOneStrategy(int maxRestarts, Duration window, Decider decider) {
        this(new RestartBudget(maxRestarts, window), decider, StrategyOptions.DEFAULT, Scope.ALL);
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
    public AllForOneStrategy(int maxRestarts, Duration window, Decider decider, boolean loggingEnabled) {
        this(new RestartBudget(maxRestarts, window), decider, StrategyOptions.logging(loggingEnabled), Scope.ALL);
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
    public AllForOneStrategy(int maxRestarts, Duration window, boolean loggingEnabled, Decider decider) {
        this(new RestartBudget(maxRestarts, window), decider, StrategyOptions.logging(loggingEnabled), Scope.ALL);
    }

    private AllForOneStrategy(RestartBudget budget, Decider decider, StrategyOptions options, Scope scope) {
        super(budget, decider, options);
        this.scope = scope;
    }

    /**
     * A copy by which the children are taken down, or stopped, in reverse order of start, each gone before the next is told, and then
     * started again in order of start, each there before the next.
     *
     * @return the copy
     */
    public AllForOneStrategy withOrderedRestart() {
        return new AllForOneStrategy(budget(), decider(), options(), Scope.ALL_ORDERED);
    }

    @Override
    AllForOneStrategy with(StrategyOptions changed) {
        return new AllForOneStrategy(budget(), decider(), changed, scope);
    }

    @Override
    Scope scope() {
        return scope;
    }
}
