package io.garrick.supervision;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Turns what happens to the children of one actor into commands, by the rules of its {@link SupervisorStrategy}. Policy
 * alone: it calls no user code, starts no thread, reads no clock, and has no effect but on what it remembers.
 *
 * <p>One per supervising actor, made by that actor's cell at the first failure of a child; an actor whose children
 * never fail needs none. Confined to the thread that runs the actor; successive activations hand it over with the rest
 * of the actor's state. A child takes memory here from the first restart or stop that it is told until
 * {@link Event.Gone}.
 *
 * <p>A failure, step by step:
 *
 * <ol>
 *   <li>The child's cell suspends itself and its subtree and sends the failure with its generation to the parent.
 *   <li>The parent's cell drops it when the child is not in its table any more, and calls
 *       {@link SupervisorStrategy#decide}. If this throws, the parent has failed, and this class hears nothing (S12).
 *   <li>The parent's cell hands an {@link Event.Failed} with the directive to {@link #on}, which answers, one-for-one:
 * </ol>
 *
 * <pre>
 * generation older than the last restart told, or stop ordered -> nothing
 * RESUME   -> Resume
 * RESTART  -> Restart(generation + 1), or Stop(BUDGET_SPENT) when the budget does not allow it
 * STOP     -> Stop(DECIDED)
 * ESCALATE -> Escalate
 * </pre>
 *
 * <p>Origin: the restart logic of OTP's {@code supervisor} and of Akka's {@code SupervisorStrategy.processFailure}, cut
 * loose from the actors: events in, commands out, so that it can be tested by random histories.
 *
 * @param <C> what the runtime knows a child by; {@code equals} and {@code hashCode} must not change while it is alive,
 *     and must tell incarnations of one name apart
 */
public final class Supervisor<C> {

    /** Never iterated: no order of children shows. */
    private final Map<C, RestartHistory> histories = new HashMap<>(4);

    private SupervisorStrategy strategy;

    /**
     * A supervisor that remembers nothing yet.
     *
     * @param strategy the rules
     */
    public Supervisor(SupervisorStrategy strategy) {
        this.strategy = Objects.requireNonNull(strategy, "strategy");
    }

    /**
     * Exchanges the rules, for a supervising actor that was restarted: its new instance may bring another strategy.
     * What was counted stays, and is measured by the new budget from the next failure on.
     *
     * @param strategy the new rules
     */
    public void strategy(SupervisorStrategy strategy) {
        this.strategy = Objects.requireNonNull(strategy, "strategy");
    }

    /**
     * Decides what follows from an event.
     *
     * @param event what has happened
     * @param nowNanos the time by the system's clock, in nanoseconds from any origin; from call to call it never
     *     decreases
     * @param random the system's random numbers; one-for-one restarts without back-off draw none
     * @return the commands, to be carried out in this order before the next event is handed in; empty when there is
     *     nothing to do; immutable
     */
    public List<Command<C>> on(Event<C> event, long nowNanos, RandomGenerator random) {
        if (event instanceof Event.Failed<C> failed) {
            return onFailed(failed, nowNanos);
        }
        if (event instanceof Event.Restarted<C> restarted) {
            history(restarted.child()).generation++;
            return List.of();
        }
        histories.remove(((Event.Gone<C>) event).child());
        return List.of();
    }

    /** How many children something is remembered of. */
    int remembered() {
        return histories.size();
    }

    private List<Command<C>> onFailed(Event.Failed<C> failed, long nowNanos) {
        RestartHistory history = histories.get(failed.child());
        if (history != null && (history.stopped || failed.generation() < history.generation)) {
            return List.of();
        }
        return List.of(answer(failed, nowNanos));
    }

    private Command<C> answer(Event.Failed<C> failed, long nowNanos) {
        return switch (failed.directive()) {
            case RESUME -> new Command.Resume<>(failed.child(), failed.cause());
            case RESTART -> restartOrStop(failed, nowNanos);
            case STOP -> stop(failed, Command.StopReason.DECIDED);
            case ESCALATE -> new Command.Escalate<>(failed.child(), failed.cause());
        };
    }

    private Command<C> restartOrStop(Event.Failed<C> failed, long nowNanos) {
        RestartHistory history = history(failed.child());
        if (!strategy.budget().spend(history, nowNanos)) {
            return stop(failed, Command.StopReason.BUDGET_SPENT);
        }
        history.generation = failed.generation() + 1;
        return new Command.Restart<>(failed.child(), failed.cause(), history.generation);
    }

    private Command<C> stop(Event.Failed<C> failed, Command.StopReason reason) {
        history(failed.child()).stopped = true;
        return new Command.Stop<>(failed.child(), failed.cause(), reason);
    }

    private RestartHistory history(C child) {
        return histories.computeIfAbsent(child, absent -> new RestartHistory());
    }
}
