package io.garrick.supervision;

import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * The strategy by which a failure concerns the child that failed and no other. Each child has a restart budget of its
 * own. Immutable.
 *
 * <pre>{@code
 * new OneForOneStrategy(10, Duration.ofMinutes(1),
 *         DeciderBuilder.match(ArithmeticException.class, e -> SupervisorStrategy.resume())
 *                 .matchAny(e -> SupervisorStrategy.restart())
 *                 .build())
 * }</pre>
 *
 * <p>Constructors as in Akka's Java API. Origin: {@code one_for_one} of OTP's supervisor.
 */
public final class OneForOneStrategy extends SupervisorStrategy {

    static final OneForOneStrategy DEFAULT = new OneForOneStrategy(DefaultDecider.RESTARTING);

    static final OneForOneStrategy STOPPING = new OneForOneStrategy(DefaultDecider.STOPPING);

    /**
     * Without a limit of restarts.
     *
     * @param decider which directive for which exception
     */
    public OneForOneStrategy(Decider decider) {
        this(RestartBudget.unlimited(), decider, StrategyOptions.DEFAULT);
    }

    /**
     * Without a limit of restarts.
     *
     * @param loggingEnabled {@code false} to log no failure
     * @param decider which directive for which exception
     */
    public OneForOneStrategy(boolean loggingEnabled, Decider decider) {
        this(RestartBudget.unlimited(), decider, StrategyOptions.logging(loggingEnabled));
    }

    /**
     * With a limit of restarts.
     *
     * @param maxRestarts how often a child may be restarted in the window: -1 for no limit, 0 for never, or more
     * @param window how long restarts are counted together, see {@link RestartBudget}; {@link RestartBudget#NO_WINDOW}
     *     for life
     * @param decider which directive for which exception
     * @throws IllegalArgumentException when {@link RestartBudget} refuses the numbers
     */
    public OneForOneStrategy(int maxRestarts, Duration window, Decider decider) {
        this(new RestartBudget(maxRestarts, window), decider, StrategyOptions.DEFAULT);
    }

    /**
     * With a limit of restarts.
     *
     * @param maxRestarts how often a child may be restarted in the window: -1 for no limit, 0 for never, or more
     * @param window how long restarts are counted together, see {@link RestartBudget}; {@link RestartBudget#NO_WINDOW}
     *     for life
     * @param decider which directive for which exception
     * @param loggingEnabled {@code false} to log no failure
     * @throws IllegalArgumentException when {@link RestartBudget} refuses the numbers
     */
    public OneForOneStrategy(int maxRestarts, Duration window, Decider decider, boolean loggingEnabled) {
        this(new RestartBudget(maxRestarts, window), decider, StrategyOptions.logging(loggingEnabled));
    }

    /**
     * With a limit of restarts; the arguments in the other order that is in use.
     *
     * @param maxRestarts how often a child may be restarted in the window: -1 for no limit, 0 for never, or more
     * @param window how long restarts are counted together, see {@link RestartBudget}; {@link RestartBudget#NO_WINDOW}
     *     for life
     * @param loggingEnabled {@code false} to log no failure
     * @param decider which directive for which exception
     * @throws IllegalArgumentException when {@link RestartBudget} refuses the numbers
     */
    public OneForOneStrategy(int maxRestarts, Duration window, boolean loggingEnabled, Decider decider) {
        this(new RestartBudget(maxRestarts, window), decider, StrategyOptions.logging(loggingEnabled));
    }

    private OneForOneStrategy(RestartBudget budget, Decider decider, StrategyOptions options) {
        super(budget, decider, options);
    }

    @Override
    public OneForOneStrategy withLogLevel(Directive directive, Level level) {
        return with(options().with(options().logLevels().with(directive, level)));
    }

    @Override
    OneForOneStrategy with(StrategyOptions changed) {
        return new OneForOneStrategy(budget(), decider(), changed);
    }

    @Override
    Scope scope() {
        return Scope.ONE;
    }
}
