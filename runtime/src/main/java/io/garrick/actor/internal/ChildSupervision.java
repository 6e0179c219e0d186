package io.garrick.actor.internal;

import io.garrick.supervision.ChildKind;
import io.garrick.supervision.Command;
import io.garrick.supervision.Directive;
import io.garrick.supervision.Event;
import io.garrick.supervision.Supervisor;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parent's side of a failure: asks the actor's decider, hands its word to the policy, and carries out the commands. Made at the first
 * failure of a child. Runner of the parent only.
 */
final class ChildSupervision {

    @Nullable
    private Supervisor<LocalRef> supervisor;

    /** The strategy of the current instance, once it has been asked for. */
    @Nullable
    private SupervisorStrategy strategy;

    /** {@link Delays}, or the {@link OrderedStop} at the end; most never need either. */
    @Nullable
    private Waiting waiting;

    private static final class Waiting {
        private final Delays delays = new Delays();

        @Nullable
        private OrderedStop orderedStop;
    }

    /** A fresh instance is asked for its strategy anew; what is remembered of the children stays. */
    void forgetStrategy() {
        strategy = null;
    }

    /** Asks the strategy for what it says of children that do not fail. What it throws will be the actor's failure when it is asked for good. */
    static void learn(ActorCell self, Children children) {
        SupervisorStrategy asked = null;
        try {
            asked = self.instance().supervisorStrategy();
        } catch (Exception early) {
            self.system().logger().debug("strategy is asked again when a child fails: actor={}", self.ref(), early);
        }
        if (children.learn(asked) || asked != null && asked.orderedStop().isPresent()) {
            self.extras().supervision().strategy = asked;
        }
    }

    /** What becomes of children that end by themselves and have no kind of their own. */
    ChildKind kind() {
        return known().kind();
    }

    private SupervisorStrategy known() {
        return strategy == null ? SupervisorStrategy.defaultStrategy() : strategy;
    }

    /**
     * Decides on a child's failure. What the strategy or the decider throws is this actor's own failure (S12), and so is what is escalated (S07).
     */
    void failed(ActorCell self, CellMessage.Failed failure) throws Exception {
        SupervisorStrategy current = strategy(self);
        Directive directive = decide(current, failure);
        List<Command<LocalRef>> commands = on(self, supervisor(self, current), failure.event(directive));
        CommandExecutor executor = new CommandExecutor(self, current, this, failure);
        if (commands.isEmpty()) {
            executor.settledBefore();
        }
        commands.forEach(command -> command.accept(executor));
        Throwable escalated = executor.escalated();
        if (escalated != null) {
            throw new Escalation(escalated);
        }
    }

    private static Directive decide(SupervisorStrategy strategy, CellMessage.Failed failure) throws Exception {
        if (failure instanceof CellMessage.EndedByItself) {
            return Directive.RESTART;
        }
        return SupervisorStrategy.isFatal(failure.cause) ? Directive.STOP : strategy.decide(failure.cause);
    }

    void gone(ActorCell self, LocalRef child) {
        if (waiting != null) {
            waiting.delays.cancel(self, child);
        }
        goOn(self, new Event.Gone<>(child));
        if (waiting != null && waiting.orderedStop != null) {
            waiting.orderedStop.gone(self, child);
        }
    }

    /** Tells the policy, and carries out what follows for the other children. */
    void goOn(ActorCell self, Event<LocalRef> event) {
        if (supervisor != null) {
            List<Command<LocalRef>> commands = on(self, supervisor, event);
            if (!commands.isEmpty() && !self.has(Lifecycle.ENDING)) {
                CommandExecutor executor = new CommandExecutor(self, known(), this, null);
                commands.forEach(command -> command.accept(executor));
            }
        }
    }

    private static List<Command<LocalRef>> on(ActorCell self, Supervisor<LocalRef> policy, Event<LocalRef> event) {
        return policy.on(event, self.system().clock().nanoTime(), self.system().random());
    }

    /** The instance goes, and with it whatever was under way. */
    void parentRestarting(ActorCell self) {
        cancelDelays(self);
        goOn(self, new Event.ParentRestarting<>());
    }

    /** A child that was kept is restarted with its parent. */
    void restartedWithParent(ActorCell self, LocalRef child) {
        supervisor(self, known());
        goOn(self, new Event.Restarted<>(child));
    }

    private SupervisorStrategy strategy(ActorCell self) {
        if (strategy == null) {
            strategy = self.hasInstance() ? self.instance().supervisorStrategy() : SupervisorStrategy.defaultStrategy();
            self.extras().children(self).relearn(strategy);
        }
        return strategy;
    }

    private Supervisor<LocalRef> supervisor(ActorCell self, SupervisorStrategy current) {
        if (supervisor == null) {
            supervisor = new Supervisor<>(current, new ChildrenInOrder(self));
        }
        supervisor.strategy(current);
        return supervisor;
    }

    // ---------------------------------------------------------------- what takes time

    Delays delays() {
        return waiting().delays;
    }

    private Waiting waiting() {
        Waiting made = waiting;
        if (made == null) {
            made = new Waiting();
            waiting = made;
        }
        return made;
    }

    void cancelDelays(ActorCell self) {
        if (waiting != null) {
            waiting.delays.cancelAll(self);
        }
    }

    /** Begins to stop the children one after the other; false where the strategy does not want it so. */
    boolean stopInOrder(ActorCell self) {
        Optional<Duration> timeout = known().orderedStop();
        if (timeout.isEmpty()) {
            return false;
        }
        OrderedStop stop = new OrderedStop(self, Durations.nanos(timeout.get()), delays());
        waiting().orderedStop = stop;
        stop.next(self);
        return true;
    }

    void late(ActorCell self, LocalRef child) {
        if (waiting != null && waiting.orderedStop != null) {
            waiting.orderedStop.late(self, child);
        }
    }

    /** A child's failure that has become its parent's. */
    static final class Escalation extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Throwable failure;

        Escalation(Throwable failure) {
            super(null, failure, false, false);
            this.failure = failure;
        }

        /** What the child failed with. */
        Throwable failure() {
            return failure;
        }
    }
}
