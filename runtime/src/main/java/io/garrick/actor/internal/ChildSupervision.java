package io.garrick.actor.internal;

import io.garrick.supervision.Command;
import io.garrick.supervision.Directive;
import io.garrick.supervision.Event;
import io.garrick.supervision.Supervisor;
import io.garrick.supervision.SupervisorStrategy;
import java.util.List;
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

    /** A fresh instance is asked for its strategy anew; what is remembered of the children stays. */
    void forgetStrategy() {
        strategy = null;
    }

    /**
     * Decides on a child's failure. What the strategy or the decider throws is this actor's own failure (S12), and so is what is escalated (S07).
     */
    void failed(ActorCell self, CellMessage.Failed failure) throws Exception {
        SupervisorStrategy current = strategy(self);
        Directive directive =
                SupervisorStrategy.isFatal(failure.cause) ? Directive.STOP : current.decide(failure.cause);
        Event<LocalRef> event = new Event.Failed<>(failure.child, failure.generation, failure.cause, directive);
        List<Command<LocalRef>> commands = supervisor(self, current)
                .on(event, self.system().clock().nanoTime(), self.system().random());
        Executor executor = new Executor(self, current);
        if (commands.isEmpty()) {
            executor.log(
                    Directive.RESTART, failure.child, failure.cause, "actor failed and is restarted with its parent");
        }
        commands.forEach(command -> command.accept(executor));
        if (executor.escalated != null) {
            throw new Escalation(executor.escalated);
        }
    }

    void gone(ActorCell self, LocalRef child) {
        tell(self, new Event.Gone<>(child));
    }

    /** A child that was kept is restarted with its parent. */
    void restartedWithParent(ActorCell self, LocalRef child) {
        supervisor(self, strategy == null ? SupervisorStrategy.defaultStrategy() : strategy);
        tell(self, new Event.Restarted<>(child));
    }

    private void tell(ActorCell self, Event<LocalRef> event) {
        if (supervisor != null) {
            supervisor.on(event, self.system().clock().nanoTime(), self.system().random());
        }
    }

    private SupervisorStrategy strategy(ActorCell self) {
        if (strategy == null) {
            strategy = self.hasInstance() ? self.instance().supervisorStrategy() : SupervisorStrategy.defaultStrategy();
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

    /** Carries out commands and logs what is really done (S15); a command that is forgotten here does not compile. */
    private static final class Executor implements Command.Visitor<LocalRef> {
        private final ActorCell self;
        private final SupervisorStrategy strategy;

        @Nullable
        private Throwable escalated;

        Executor(ActorCell self, SupervisorStrategy strategy) {
            this.self = self;
            this.strategy = strategy;
        }

        @Override
        public void resume(Command.Resume<LocalRef> command) {
            log(Directive.RESUME, command.child(), command.cause(), "actor failed and is resumed");
            command.child().sendSystem(new CellMessage.Resume(true));
        }

        @Override
        public void restart(Command.Restart<LocalRef> command) {
            log(Directive.RESTART, command.child(), command.cause(), "actor failed and is restarted");
            command.child().sendSystem(new CellMessage.Restart(command.cause()));
        }

        @Override
        public void restartAfter(Command.RestartAfter<LocalRef> command) {
            throw notYet(command);
        }

        @Override
        public void takeDown(Command.TakeDown<LocalRef> command) {
            throw notYet(command);
        }

        @Override
        public void start(Command.Start<LocalRef> command) {
            throw notYet(command);
        }

        @Override
        public void hold(Command.Hold<LocalRef> command) {
            throw notYet(command);
        }

        private static UnsupportedOperationException notYet(Command<LocalRef> command) {
            return new UnsupportedOperationException("groups and delays are not carried out yet: command=" + command);
        }

        @Override
        public void stop(Command.Stop<LocalRef> command) {
            boolean spent = command.reason() == Command.StopReason.BUDGET_SPENT;
            String what =
                    spent ? "actor failed and is stopped, its restarts are used up" : "actor failed and is stopped";
            log(Directive.STOP, command.child(), command.cause(), what);
            Lifecycle.stopChild(self, command.child());
        }

        @Override
        public void escalate(Command.Escalate<LocalRef> command) {
            log(Directive.ESCALATE, command.child(), command.cause(), "actor failed and the failure is escalated");
            escalated = command.cause();
        }

        private void log(Directive directive, LocalRef child, Throwable cause, String what) {
            System.Logger.Level level = strategy.logLevel(directive);
            if (level != System.Logger.Level.OFF) {
                self.system().failureLog().log(Levels.of(level), what, child, cause);
            }
        }
    }
}
