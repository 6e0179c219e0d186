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
        this(RestartBudget.unlimited(), decider, FailureLogLevels.DEFAULT);
    }

    /**
     * Without a limit of restarts.
     *
     * @param loggingEnabled {@code false} to log no failure
     * @param decider which directive for which exception
     */
    public OneForOneStrategy(boolean loggingEnabled, Decider decider) {
        this(RestartBudget.unlimited(), decider, levels(loggingEnabled));
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
        this(new RestartBudget(maxRestarts, window), decider, FailureLogLevels.DEFAULT);
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
        this(new RestartBudget(maxRestarts, window), decider, levels(loggingEnabled));
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
        this(new RestartBudget(maxRestarts, window), decider, levels(loggingEnabled));
    }

    private OneForOneStrategy(RestartBudget budget, Decider decider, FailureLogLevels logLevels) {
        super(budget, decider, logLevels);
    }

    /**
     * A copy that logs otherwise.
     *
     * @param directive the failures that are meant, by what is done about them
     * @param level how loud they are to be logged; {@link Level#OFF} for not at all
     * @return the copy
     * @throws IllegalArgumentException when the level is {@link Level#ALL}
     */
    public OneForOneStrategy withLogLevel(Directive directive, Level level) {
        return new OneForOneStrategy(budget(), decider(), logLevels().with(directive, level));
    }

    private static FailureLogLevels levels(boolean loggingEnabled) {
        return loggingEnabled ? FailureLogLevels.DEFAULT : FailureLogLevels.SILENT;
    }
}
