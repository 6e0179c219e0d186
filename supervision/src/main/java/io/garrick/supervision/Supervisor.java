package io.garrick.supervision;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Turns what happens to the children of one actor into commands, by the rules of its {@link SupervisorStrategy}. Policy
 * alone: it calls no user code, starts no thread, reads no clock, and has no effect but on what it remembers.
 *
 * <p>One per supervising actor, made by that actor's cell at the first failure of a child; an actor whose children
 * never fail needs none. Confined to the thread that runs the actor; successive activations hand it over with the rest
 * of the actor's state. A child takes memory here from the first order that it is told until
 * {@link Event.Gone}.
 *
 * <p>A failure, step by step:
 *
 * <ol>
 *   <li>The child's cell suspends itself and its subtree and sends the failure with its generation to the parent.
 *   <li>The parent's cell drops it when the child is not in its table any more, and calls
 *       {@link SupervisorStrategy#decide}. If this throws, the parent has failed, and this class hears nothing (S12).
 *   <li>The parent's cell hands an {@link Event.Failed} with the directive to {@link #on}, which answers:
 * </ol>
 *
 * <pre>
 * generation older than the last order told, or stop ordered, or being taken down -> nothing
 * child is temporary -> Stop(TEMPORARY)
 * RESUME   -> Resume
 * ESCALATE -> Escalate
 * RESTART  -> one-for-one: Restart(generation + 1), or RestartAfter, or Stop(BUDGET_SPENT) when the budget does not allow it
 * STOP     -> one-for-one: Stop(DECIDED)
 * </pre>
 *
 * <p>In a group, restart and stop are a {@linkplain GroupRound round} of their own, which goes on with the events that its commands lead to.
 *
 * <p>Origin: the restart logic of OTP's {@code supervisor} and of Akka's {@code SupervisorStrategy.processFailure}, cut
 * loose from the actors: events in, commands out, so that it can be tested by random histories.
 *
 * @param <C> what the runtime knows a child by; {@code equals} and {@code hashCode} must not change while it is alive,
 *     and must tell incarnations of one name apart
 */
public final class Supervisor<C> {

    private final Siblings<C> siblings;
    private final Memory<C> memory;

    /** Made at the first failure that concerns a group. */
    @Nullable
    private GroupRound<C> round;

    private SupervisorStrategy strategy;

    /**
     * A supervisor that remembers nothing yet.
     *
     * @param strategy the rules
     * @param siblings the children, for strategies that concern more than the one that failed
     */
    public Supervisor(SupervisorStrategy strategy, Siblings<C> siblings) {
        this(strategy, siblings, (phase, transition) -> {});
    }

    /** @param observer is told each transition, with the phase that it starts from */
    Supervisor(SupervisorStrategy strategy, Siblings<C> siblings, BiConsumer<Phase, Transition> observer) {
        this.strategy = Objects.requireNonNull(strategy, "strategy");
        this.siblings = Objects.requireNonNull(siblings, "siblings");
        this.memory = new Memory<>(observer);
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
     * @param random the system's random numbers; only delays with jitter draw one
     * @return the commands, to be carried out in this order before the next event is handed in; empty when there is
     *     nothing to do; immutable
     */
    public List<Command<C>> on(Event<C> event, long nowNanos, RandomGenerator random) {
        if (event instanceof Event.Failed<C> failed) {
            return onFailed(failed, nowNanos, random);
        }
        if (event instanceof Event.EndedByItself<C> ended) {
            return onFailed(asFailure(ended), nowNanos, random);
        }
        if (event instanceof Event.Restarted<C> restarted) {
            memory.of(restarted.child()).generation++;
            return List.of();
        }
        if (event instanceof Event.ParentRestarting<C>) {
            memory.goAll(Transition.GO_WITH_PARENT);
            return goOn(round, nowNanos);
        }
        if (event instanceof Event.DelayElapsed<C> elapsed) {
            return onDelayElapsed(elapsed, nowNanos);
        }
        return onProgress(event, nowNanos);
    }

    private List<Command<C>> onProgress(Event<C> event, long nowNanos) {
        if (event instanceof Event.Gone<C> gone) {
            memory.forget(gone.child());
            if (round != null) {
                round.gone(gone.child());
            }
        } else if (event instanceof Event.TakenDown<C> down) {
            heard(down.child(), down.generation(), Transition.HEAR_DOWN);
        } else {
            Event.Started<C> started = (Event.Started<C>) event;
            heard(started.child(), started.generation(), Transition.HEAR_UP);
        }
        return goOn(round, nowNanos);
    }

    /** How many children something is remembered of. */
    int remembered() {
        return memory.size();
    }

    /** Where a child stands, as far as is known here. */
    Phase phase(C child) {
        return memory.phase(child);
    }

    /** A child has carried out an order; if that is not the last one told, the answer comes too late. */
    private void heard(C child, long generation, Transition transition) {
        RestartHistory history = memory.find(child);
        if (history != null && history.generation == generation && transition.isFrom(history.phase)) {
            memory.go(history, transition);
        }
    }

    private List<Command<C>> goOn(@Nullable GroupRound<C> current, long nowNanos) {
        if (current == null) {
            return List.of();
        }
        List<Command<C>> commands = new ArrayList<>();
        current.advance(nowNanos, commands);
        return List.copyOf(commands);
    }

    private List<Command<C>> onDelayElapsed(Event.DelayElapsed<C> elapsed, long nowNanos) {
        C child = elapsed.child();
        RestartHistory history = memory.find(child);
        if (history == null || history.generation != elapsed.generation()) {
            return List.of();
        }
        List<Command<C>> commands = new ArrayList<>();
        if (round != null && round.isActive()) {
            round.delayElapsed(child, history, commands);
            round.advance(nowNanos, commands);
        } else if (history.phase == Phase.DELAYED) {
            memory.go(history, Transition.END_DELAY);
            commands.add(new Command.Start<>(child, history.generation, false));
        }
        return List.copyOf(commands);
    }

    // ---------------------------------------------------------------- failures

    /** No decider is called: a permanent child is to be started again. */
    private static <C> Event.Failed<C> asFailure(Event.EndedByItself<C> ended) {
        return new Event.Failed<>(ended.child(), ended.generation(), ended.cause(), Directive.RESTART);
    }

    private List<Command<C>> onFailed(Event.Failed<C> failed, long nowNanos, RandomGenerator random) {
        RestartHistory history = memory.find(failed.child());
        if (history != null && isSettled(history, failed.generation())) {
            return List.of();
        }
        if (siblings.kind(failed.child()) == ChildKind.TEMPORARY) {
            return List.of(stop(failed, Command.StopReason.TEMPORARY));
        }
        return switch (failed.directive()) {
            case RESUME -> List.of(new Command.Resume<>(failed.child(), failed.cause()));
            case ESCALATE -> List.of(new Command.Escalate<>(failed.child(), failed.cause()));
            case RESTART, STOP ->
                isGroup() ? groupFailed(failed, nowNanos, random) : aloneFailed(failed, nowNanos, random);
        };
    }

    /** Whether an order is on its way that replaces or ends the instance that has failed. */
    private static boolean isSettled(RestartHistory history, long generation) {
        return switch (history.phase) {
            case STOPPING, LEAVING, DOWN, DELAYED -> true;
            case RUNNING, LISTED, STARTING, BACK, DOOMED -> generation < history.generation;
        };
    }

    private boolean isGroup() {
        return strategy.scope() != Scope.ONE;
    }

    private List<Command<C>> aloneFailed(Event.Failed<C> failed, long nowNanos, RandomGenerator random) {
        if (failed.directive() == Directive.STOP) {
            return List.of(stop(failed, Command.StopReason.DECIDED));
        }
        RestartHistory history = memory.of(failed.child());
        if (!strategy.budget().spend(history, nowNanos)) {
            return List.of(stop(failed, Command.StopReason.BUDGET_SPENT));
        }
        history.generation = failed.generation() + 1;
        Backoff backoff = strategy.options().backoff();
        if (backoff == null) {
            memory.go(history, Transition.RESTART);
            return List.of(new Command.Restart<>(failed.child(), failed.cause(), history.generation, false));
        }
        memory.go(history, Transition.DELAY);
        long nanos = backoff.next(history, nowNanos, random);
        return List.of(new Command.RestartAfter<>(failed.child(), failed.cause(), history.generation, nanos, false));
    }

    private List<Command<C>> groupFailed(Event.Failed<C> failed, long nowNanos, RandomGenerator random) {
        if (round == null) {
            round = new GroupRound<>(siblings, memory);
        }
        List<Command<C>> commands = new ArrayList<>();
        round.failed(failed, strategy, nowNanos, random, commands);
        return List.copyOf(commands);
    }

    private Command<C> stop(Event.Failed<C> failed, Command.StopReason reason) {
        RestartHistory history = memory.of(failed.child());
        if (history.phase != Phase.DOOMED) {
            memory.go(history, Transition.DOOM);
        }
        memory.go(history, Transition.STOP);
        return new Command.Stop<>(failed.child(), failed.cause(), reason);
    }
}
