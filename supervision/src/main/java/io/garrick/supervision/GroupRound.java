package io.garrick.supervision;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A group of children on its way through a restart or a stop, and what is counted for groups. At most one round is under way; a failure that
 * reaches further back than the group of the current one widens it.
 *
 * <pre>
 * in order:  down, youngest first: TakeDown (Stop for the doomed and the temporary), the next when the child has said so or is gone
 *            then the delay, if there is one: counted from the failure, it begins with the RestartAfter of the child that failed
 *            then up, oldest first: Start, the next when the child has said that it is there
 * together:  Restart to all at once; with a delay TakeDown to all, and Start to all when it is over
 * </pre>
 *
 * <p>The round is over when no child of it has anything to do any more. One that fails meanwhile is restarted alone, and those behind it
 * wait for it.
 */
final class GroupRound<C> {

    private final Siblings<C> siblings;
    private final Memory<C> memory;

    /** The group's budget and delays. */
    private final RestartHistory counts = new RestartHistory();

    private boolean active;
    private boolean ordered;
    private boolean goingDown;

    /** Together: whether those that are down wait for the delay. */
    private boolean startsTogether;

    /** The child that the walk waits for. */
    @Nullable
    private C turn;

    /** Where the walk stands; null to begin at the end. */
    @Nullable
    private Iterator<C> walk;

    /** What the group is restarted or stopped for. */
    @Nullable
    private Throwable cause;

    /** The child whose failure began the restart: the delay goes with it. */
    @Nullable
    private C initiator;

    /** When the delay is over, while there is one to wait for: for {@link #initiator} still on its way down. */
    private long notBeforeNanos;

    /** Children whose failure began a restart, and whose delay lasts; nobody starts meanwhile. */
    private final Set<C> delayed = new HashSet<>(2);

    /** The child whose failure began the stop. */
    @Nullable
    private C culprit;

    private Command.StopReason reason = Command.StopReason.WITH_GROUP;

    GroupRound(Siblings<C> siblings, Memory<C> memory) {
        this.siblings = siblings;
        this.memory = memory;
    }

    boolean isActive() {
        return active;
    }

    void gone(C child) {
        delayed.remove(child);
        turn = child.equals(turn) ? null : turn;
        initiator = child.equals(initiator) ? null : initiator;
        culprit = child.equals(culprit) ? null : culprit;
    }

    /** A delay of the last order that a child was told is over, the group's or the child's own. */
    void delayElapsed(C child, RestartHistory history, List<Command<C>> out) {
        delayed.remove(child);
        if (history.phase == Phase.DELAYED && ordered) {
            memory.go(history, Transition.WAIT);
            walk = null;
        } else if (history.phase == Phase.DELAYED) {
            start(child, history, out);
        }
    }

    // ---------------------------------------------------------------- a failure

    /** A failure that is to be answered by a restart or a stop of the group. */
    void failed(
            Event.Failed<C> failed,
            SupervisorStrategy strategy,
            long nowNanos,
            RandomGenerator random,
            List<Command<C>> out) {
        Phase phase = memory.phase(failed.child());
        if (phase == Phase.DOOMED) {
            out.add(new Command.Hold<>(failed.child(), failed.cause(), Directive.STOP, false));
        } else if (failed.directive() == Directive.STOP) {
            stop(failed, strategy.scope(), Command.StopReason.DECIDED, nowNanos, out);
        } else if (phase == Phase.LISTED) {
            out.add(new Command.Hold<>(failed.child(), failed.cause(), Directive.RESTART, false));
        } else if (!strategy.budget().spend(counts, nowNanos)) {
            stop(failed, strategy.scope(), Command.StopReason.BUDGET_SPENT, nowNanos, out);
        } else {
            Backoff backoff = strategy.options().backoff();
            long nanos = backoff == null ? 0 : backoff.next(counts, nowNanos, random);
            restart(failed, strategy.scope(), nowNanos, nanos, out);
        }
    }

    private void restart(Event.Failed<C> failed, Scope scope, long nowNanos, long nanos, List<Command<C>> out) {
        RestartHistory history = memory.of(failed.child());
        boolean begins = !active || scope == Scope.REST && history.phase == Phase.RUNNING;
        if (!begins) {
            restartAlone(failed, history, nanos, out);
            return;
        }
        history.generation = failed.generation();
        initiator = failed.child();
        cause = failed.cause();
        active = true;
        ordered = scope.ordered;
        if (ordered) {
            listAll(scope, failed.child(), nowNanos, nanos);
            advance(nowNanos, out);
            hold(failed, Directive.RESTART, false, out);
        } else if (nanos == 0) {
            restartTogether(failed, out);
        } else {
            takeDownTogether(failed, nanos, out);
        }
    }

    /** The others of the group are on their way already, or back from it. */
    private void restartAlone(Event.Failed<C> failed, RestartHistory history, long nanos, List<Command<C>> out) {
        history.generation = failed.generation() + 1;
        walk = null;
        if (nanos == 0) {
            memory.go(history, Transition.START);
            out.add(new Command.Restart<>(failed.child(), failed.cause(), history.generation, true));
        } else {
            memory.go(history, Transition.DELAY);
            out.add(new Command.RestartAfter<>(failed.child(), failed.cause(), history.generation, nanos, false));
        }
    }

    private void listAll(Scope scope, C failed, long nowNanos, long nanos) {
        notBeforeNanos = nowNanos + nanos;
        goingDown = true;
        walk = null;
        inGroup(scope, failed, (child, each) -> {
            if (Transition.LIST.isFrom(each.phase)) {
                memory.go(each, Transition.LIST);
            }
        });
    }

    private void restartTogether(Event.Failed<C> failed, List<Command<C>> out) {
        inGroup(Scope.ALL, failed.child(), (child, each) -> {
            if (each.phase == Phase.RUNNING && !stopTemporary(child, each, out)) {
                each.generation++;
                memory.go(each, Transition.START);
                out.add(new Command.Restart<>(child, failed.cause(), each.generation, true));
            }
        });
    }

    private void takeDownTogether(Event.Failed<C> failed, long nanos, List<Command<C>> out) {
        startsTogether = true;
        inGroup(Scope.ALL, failed.child(), (child, each) -> {
            if (each.phase == Phase.RUNNING && !stopTemporary(child, each, out)) {
                memory.go(each, Transition.LIST);
                takeDown(child, each, child.equals(failed.child()) ? nanos : 0, out);
            }
        });
    }

    private boolean stopTemporary(C child, RestartHistory history, List<Command<C>> out) {
        if (siblings.kind(child) != ChildKind.TEMPORARY) {
            return false;
        }
        memory.go(history, Transition.DOOM);
        tellToStop(child, history, out);
        return true;
    }

    private void stop(
            Event.Failed<C> failed, Scope scope, Command.StopReason why, long nowNanos, List<Command<C>> out) {
        cause = failed.cause();
        culprit = failed.child();
        reason = why;
        inGroup(scope, failed.child(), (child, each) -> {
            if (Transition.DOOM.isFrom(each.phase)) {
                memory.go(each, Transition.DOOM);
                if (!scope.ordered) {
                    tellToStop(child, each, out);
                }
            }
        });
        if (scope.ordered) {
            active = true;
            ordered = true;
            goingDown = true;
            walk = null;
        }
        advance(nowNanos, out);
        hold(failed, Directive.STOP, why == Command.StopReason.BUDGET_SPENT, out);
    }

    /** The failed child is told something in any case, be it only that it has to wait. */
    private void hold(Event.Failed<C> failed, Directive settled, boolean budgetSpent, List<Command<C>> out) {
        if (out.stream().noneMatch(each -> each.child().equals(failed.child()))) {
            out.add(0, new Command.Hold<>(failed.child(), failed.cause(), settled, budgetSpent));
        }
    }

    /** Whom a failure concerns, in order of start. */
    private void inGroup(Scope scope, C failed, BiConsumer<C, RestartHistory> visitor) {
        boolean concerned = scope != Scope.REST;
        Iterator<C> all = siblings.oldestFirst();
        while (all.hasNext()) {
            C child = all.next();
            concerned |= child.equals(failed);
            if (concerned) {
                visitor.accept(child, memory.of(child));
            }
        }
    }

    // ---------------------------------------------------------------- the way down and up

    /** Tells whoever's turn it is. */
    void advance(long nowNanos, List<Command<C>> out) {
        if (!active) {
            return;
        }
        if (memory.underWay() == 0) {
            finish();
        } else if (!descends(nowNanos, out) && delayed.isEmpty()) {
            ascend(out);
        }
    }

    private void finish() {
        active = false;
        goingDown = false;
        startsTogether = false;
        initiator = null;
        delayed.clear();
        culprit = null;
        cause = null;
        walkAnew();
        memory.goAll(Transition.FINISH);
    }

    private void walkAnew() {
        walk = null;
        turn = null;
    }

    /** Whether somebody has still to go, or is about to. */
    private boolean descends(long nowNanos, List<Command<C>> out) {
        if (!goingDown) {
            return false;
        }
        if (memory.going() == 0) {
            goingDown = false;
            walkAnew();
            return false;
        }
        if (turnIs(Phase.LEAVING, Phase.STOPPING)) {
            return true;
        }
        C next = next(Phase.LISTED, Phase.LEAVING, Phase.DOOMED, Phase.STOPPING);
        turn = next;
        if (next != null) {
            tellToGo(next, nowNanos, out);
        }
        return true;
    }

    private void tellToGo(C child, long nowNanos, List<Command<C>> out) {
        RestartHistory history = memory.of(child);
        if (history.phase == Phase.DOOMED) {
            tellToStop(child, history, out);
        } else if (history.phase == Phase.LISTED && !stopTemporary(child, history, out)) {
            takeDown(child, history, child.equals(initiator) ? notBeforeNanos - nowNanos : 0, out);
        }
    }

    private void takeDown(C child, RestartHistory history, long nanos, List<Command<C>> out) {
        Throwable why = cause();
        history.generation++;
        memory.go(history, Transition.TAKE_DOWN);
        if (nanos > 0) {
            delayed.add(child);
            out.add(new Command.RestartAfter<>(child, why, history.generation, nanos, true));
        } else {
            out.add(new Command.TakeDown<>(child, why, history.generation));
        }
    }

    private void tellToStop(C child, RestartHistory history, List<Command<C>> out) {
        memory.go(history, Transition.STOP);
        Command.StopReason why = child.equals(culprit) ? reason : Command.StopReason.WITH_GROUP;
        out.add(new Command.Stop<>(child, cause(), why));
    }

    private void ascend(List<Command<C>> out) {
        if (!ordered) {
            startTogether(out);
        } else if (!turnIs(Phase.STARTING, Phase.DELAYED)) {
            turn = next(Phase.DOWN, Phase.STARTING, Phase.DELAYED);
            if (turn != null && memory.phase(turn) == Phase.DOWN) {
                start(turn, memory.of(turn), out);
            }
        }
    }

    private void startTogether(List<Command<C>> out) {
        if (startsTogether) {
            startsTogether = false;
            Iterator<C> group = siblings.oldestFirst();
            while (group.hasNext()) {
                C child = group.next();
                RestartHistory each = memory.find(child);
                if (each != null && (each.phase == Phase.DOWN || each.phase == Phase.LEAVING)) {
                    start(child, each, out);
                }
            }
        }
    }

    private void start(C child, RestartHistory history, List<Command<C>> out) {
        memory.go(history, Transition.START);
        out.add(new Command.Start<>(child, history.generation, true));
    }

    private boolean turnIs(Phase one, Phase other) {
        Phase phase = turn == null ? Phase.RUNNING : memory.phase(turn);
        return phase == one || phase == other;
    }

    /** The next child in one of these phases, youngest first on the way down; a walk that has ended is begun anew once. */
    private @Nullable C next(Phase... phases) {
        C found = walk == null ? null : next(walk, phases);
        if (found == null) {
            walk = goingDown ? siblings.youngestFirst() : siblings.oldestFirst();
            found = next(walk, phases);
        }
        return found;
    }

    private @Nullable C next(Iterator<C> from, Phase... phases) {
        while (from.hasNext()) {
            C child = from.next();
            Phase phase = memory.phase(child);
            if (List.of(phases).contains(phase)) {
                return child;
            }
        }
        return null;
    }

    private Throwable cause() {
        return Objects.requireNonNull(cause);
    }
}
