package io.garrick.supervision;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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
public abstract sealed class SupervisorStrategy permits OneForOneStrategy, AllForOneStrategy, RestForOneStrategy {

    private final RestartBudget budget;
    private final Decider decider;
    private final StrategyOptions options;

    SupervisorStrategy(RestartBudget budget, Decider decider, StrategyOptions options) {
        this.budget = Objects.requireNonNull(budget, "budget");
        this.decider = Objects.requireNonNull(decider, "decider");
        this.options = options;
    }

    /** A copy with other options. */
    abstract SupervisorStrategy with(StrategyOptions changed);

    /** Whom a failure concerns. */
    abstract Scope scope();

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
     * A decider that goes by the nearest class in a map, whatever the map's order: a subclass wins over its superclasses. What
     * fits none is escalated, as in Akka. {@link DeciderBuilder#of} has the same cases and takes more after them, such as the
     * default decider.
     *
     * @param directives what to do about failures of a class and its subclasses; copied
     * @return the decider; it never throws
     * @throws NullPointerException when the map, a class or a directive is {@code null}
     * @throws IllegalArgumentException when the map is empty, or has something else than exception classes and directives
     */
    public static Decider makeDecider(Map<? extends Class<? extends Throwable>, Directive> directives) {
        return DeciderBuilder.of(directives).build();
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
        return options.logLevels().of(directive);
    }

    /**
     * A copy that logs otherwise.
     *
     * @param directive the failures that are meant, by what is done about them
     * @param level how loud they are to be logged; {@link Level#OFF} for not at all
     * @return the copy
     * @throws IllegalArgumentException when the level is {@link Level#ALL}
     */
    public SupervisorStrategy withLogLevel(Directive directive, Level level) {
        return with(options.with(options.logLevels().with(directive, level)));
    }

    /**
     * What becomes of the children that end by themselves and were not given a kind of their own.
     *
     * @return {@link ChildKind#TRANSIENT} unless set otherwise
     */
    public final ChildKind kind() {
        return options.kind();
    }

    /**
     * A copy whose children are of this kind, but for those that were given one of their own.
     *
     * @param kind what becomes of a child that ends by itself
     * @return the copy
     */
    public final SupervisorStrategy withKind(ChildKind kind) {
        return with(options.with(Objects.requireNonNull(kind, "kind")));
    }

    /**
     * How long restarts wait (S13).
     *
     * @return the delays; empty when restarts do not wait
     */
    public final Optional<Backoff> backoff() {
        return Optional.ofNullable(options.backoff());
    }

    /**
     * A copy whose restarts wait: the first time {@code min}, then twice as long each time, at most {@code max}. It begins anew
     * when a restart has held for {@code max}; see {@link Backoff#withQuietPeriod}. The old instance is taken down at once, and the
     * mailbox is kept. In a group the delays are the group's, like its budget.
     *
     * @param min the first delay, above zero
     * @param max no delay is longer, but for the jitter; {@code min} or more
     * @param jitter the largest part of a delay that is added to it at random, 0 to 1
     * @return the copy
     * @throws IllegalArgumentException when a number is out of its range, or the restart budget's window cannot hold that many such delays
     */
    public final SupervisorStrategy withBackoff(Duration min, Duration max, double jitter) {
        return withBackoff(new Backoff(min, max, jitter));
    }

    /**
     * A copy whose restarts wait.
     *
     * @param backoff how long
     * @return the copy
     * @throws IllegalArgumentException when the restart budget's window cannot hold that many such delays: it would never be used up
     */
    public final SupervisorStrategy withBackoff(Backoff backoff) {
        backoff.fitInto(budget);
        return with(options.with(backoff));
    }

    /**
     * How a supervisor that ends stops its children.
     *
     * @return how long it waits for each before it tells the next; empty when it tells all at once
     */
    public final Optional<Duration> orderedStop() {
        return Optional.ofNullable(options.orderedStop());
    }

    /**
     * A copy by which a supervisor that ends stops its children in reverse order of start, each gone before the next is told.
     *
     * @param timeout how long it waits for each; then the log names the one that is late, and the next is told. Above zero
     * @return the copy
     * @throws IllegalArgumentException when the time-out is not above zero
     */
    public final SupervisorStrategy withOrderedStop(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be longer than zero: timeout=" + timeout);
        }
        return with(options.with(timeout));
    }

    /**
     * How often a message that crashes its actor is handed to the restarted one (S14).
     *
     * @return 0 unless set otherwise
     */
    public final int redeliveries() {
        return options.redeliveries();
    }

    /**
     * A copy by which a restarted child gets the message whose handling crashed it again, behind unstashed messages and before
     * its mailbox. What crashes it once more after that many times is a dead letter with the reason {@code POISON}, and so it is when the child is
     * stopped instead. Only messages that were told; what the handler had stashed is not redelivered.
     *
     * @param most how often a message is handed over again, 0 for never or more
     * @return the copy
     * @throws IllegalArgumentException when the number is negative
     */
    public final SupervisorStrategy withRedelivery(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("redeliveries must be 0 or more: redeliveries=" + most);
        }
        return with(options.with(most));
    }

    StrategyOptions options() {
        return options;
    }
}
