package io.garrick.supervision;

import java.lang.System.Logger.Level;
import java.util.Objects;

/**
 * The rules by which an actor supervises its children: which directive for which exception, how many restarts, which
 * children are concerned, and how loud a failure is in the log. Immutable, and safe to share between actors and threads
 * when its decider is; a strategy holds no count, the counts are in each actor's {@link Supervisor}.
 *
 * <p>The four directives are static methods here, so that they can be imported statically, as programs written for Akka
 * do. Sealed: strategies are chosen, not written; what users write is the {@link Decider}.
 *
 * <p>Origin: OTP's supervisor behaviour; names and defaults from Akka's fault handling.
 */
public abstract sealed class SupervisorStrategy permits OneForOneStrategy {

    private final RestartBudget budget;
    private final Decider decider;
    private final FailureLogLevels logLevels;

    SupervisorStrategy(RestartBudget budget, Decider decider, FailureLogLevels logLevels) {
        this.budget = Objects.requireNonNull(budget, "budget");
        this.decider = Objects.requireNonNull(decider, "decider");
        this.logLevels = logLevels;
    }

    /**
     * The directive to go on with the same instance.
     *
     * @return {@link Directive#RESUME}
     */
    public static Directive resume() {
        return Directive.RESUME;
    }

    /**
     * The directive to go on with a new instance.
     *
     * @return {@link Directive#RESTART}
     */
    public static Directive restart() {
        return Directive.RESTART;
    }

    /**
     * The directive to stop the child.
     *
     * @return {@link Directive#STOP}
     */
    public static Directive stop() {
        return Directive.STOP;
    }

    /**
     * The directive to fail as the child did.
     *
     * @return {@link Directive#ESCALATE}
     */
    public static Directive escalate() {
        return Directive.ESCALATE;
    }

    /**
     * What an actor does that says nothing else: one-for-one, with the default decider, without a limit.
     *
     * @return the default strategy, always the same object
     */
    public static SupervisorStrategy defaultStrategy() {
        return OneForOneStrategy.DEFAULT;
    }

    /**
     * One-for-one that never restarts: a child that fails with an {@link Exception} is stopped, and so it is for the
     * errors that are the child's own ({@link #defaultDecider()}); all else is escalated.
     *
     * @return the stopping strategy, always the same object
     */
    public static SupervisorStrategy stoppingStrategy() {
        return OneForOneStrategy.STOPPING;
    }

    /**
     * The decider of the default strategy (S08):
     *
     * <table>
     * <caption>The first line that fits</caption>
     * <tr><td>{@link ActorInitializationException}, {@link ActorKilledException}, {@link DeathPactException}</td>
     *     <td>stop</td></tr>
     * <tr><td>other {@link Exception}</td><td>restart</td></tr>
     * <tr><td>{@link LinkageError}, {@link StackOverflowError}, {@link AssertionError}</td><td>stop</td></tr>
     * <tr><td>anything else</td><td>escalate</td></tr>
     * </table>
     *
     * <p>The third line is the child's own failure, though an error; Akka ends the JVM or the system for it.
     *
     * @return the default decider, always the same object; it never throws
     */
    public static Decider defaultDecider() {
        return DefaultDecider.RESTARTING;
    }

    /**
     * Whether a throwable is about the whole JVM rather than about the actor that happened to throw it:
     * {@link OutOfMemoryError} and every other {@link VirtualMachineError} but {@link StackOverflowError}. The runtime
     * asks this before it wraps or reports a failure; a fatal one is never given to a decider. Causes are not looked
     * at.
     *
     * @param cause what was thrown
     * @return whether no supervisor shall decide about it
     */
    public static boolean isFatal(Throwable cause) {
        return cause instanceof VirtualMachineError && !(cause instanceof StackOverflowError);
    }

    /**
     * How many restarts a child has.
     *
     * @return the budget
     */
    public final RestartBudget budget() {
        return budget;
    }

    /**
     * The function that chooses directives.
     *
     * @return the decider
     */
    public final Decider decider() {
        return decider;
    }

    /**
     * Asks the decider. For the cell of the supervising actor, on the thread that runs this actor: user code is called.
     *
     * @param cause what the child failed with; not {@linkplain #isFatal fatal}
     * @return the directive
     * @throws NullPointerException when the decider returns {@code null}
     * @throws Exception what the decider throws; the supervising actor then fails with it (S12)
     */
    public final Directive decide(Throwable cause) throws Exception {
        return Objects.requireNonNull(
                decider.apply(cause),
                () -> "decider must return a directive, not null: cause="
                        + cause.getClass().getName());
    }

    /**
     * How loud a failure is to be logged, by what is done about it (a restart that the budget turned into a stop counts
     * as a stop). Unless set otherwise, restart and stop are errors, resume is a warning, and escalate is not logged,
     * since it is logged further up (S15).
     *
     * @param directive what is done
     * @return the level; {@link Level#OFF} for not at all
     */
    public final Level logLevel(Directive directive) {
        return logLevels.of(directive);
    }

    FailureLogLevels logLevels() {
        return logLevels;
    }
}
