package io.garrick.actor.internal;

import io.garrick.supervision.Backoff;
import io.garrick.supervision.Command;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import io.garrick.supervision.WhileStopped;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Carries out commands and logs what is really done about a failure (S15); a command that is forgotten here does not compile. Runner of the parent
 * only.
 */
final class CommandExecutor implements Command.Visitor<LocalRef> {

    private final ActorCell self;
    private final SupervisorStrategy strategy;
    private final ChildSupervision supervision;

    /** What the commands are the answer to; null while a group goes on, about whose failure the log has spoken already. */
    private final CellMessage.@Nullable Failed failure;

    @Nullable
    private Throwable escalated;

    CommandExecutor(
            ActorCell self,
            SupervisorStrategy strategy,
            ChildSupervision supervision,
            CellMessage.@Nullable Failed failure) {
        this.self = self;
        this.strategy = strategy;
        this.supervision = supervision;
        this.failure = failure;
    }

    /** What is to be this actor's own failure, if anything is. */
    @Nullable
    Throwable escalated() {
        return escalated;
    }

    /** No command: an order is on its way that replaces the failed instance. */
    void settledBefore() {
        if (failure != null && !isEnd()) {
            boolean alone = strategy instanceof OneForOneStrategy;
            log(
                    Directive.RESTART,
                    failure.child,
                    alone
                            ? "actor failed and is restarted with its parent"
                            : "actor failed and is restarted with its group");
        }
    }

    @Override
    public void resume(Command.Resume<LocalRef> command) {
        log(Directive.RESUME, command.child(), "actor failed and is resumed");
        command.child().sendSystem(new CellMessage.Resume(true));
    }

    @Override
    public void restart(Command.Restart<LocalRef> command) {
        logRestart(command.child());
        command.child()
                .sendSystem(new CellMessage.Restart(command.cause(), strategy.redeliveries(), command.awaited()));
    }

    @Override
    public void restartAfter(Command.RestartAfter<LocalRef> command) {
        logRestart(command.child());
        command.child().sendSystem(takeDown(command.cause(), command.awaited()));
        supervision.delays().begin(self, command.child(), command.generation(), command.nanos());
    }

    @Override
    public void takeDown(Command.TakeDown<LocalRef> command) {
        logRestart(command.child());
        command.child().sendSystem(takeDown(command.cause(), true));
    }

    private CellMessage takeDown(Throwable cause, boolean awaited) {
        WhileStopped choice = strategy.backoff().map(Backoff::whileStopped).orElse(null);
        return new CellMessage.TakeDown(cause, strategy.redeliveries(), choice, awaited);
    }

    @Override
    public void start(Command.Start<LocalRef> command) {
        supervision.delays().cancel(self, command.child());
        command.child().sendSystem(new CellMessage.Start(command.awaited()));
    }

    @Override
    public void hold(Command.Hold<LocalRef> command) {
        if (command.settled() == Directive.STOP) {
            logStop(command.child(), command.budgetSpent());
        } else {
            logRestart(command.child());
        }
    }

    @Override
    public void stop(Command.Stop<LocalRef> command) {
        logStop(command.child(), command.reason() == Command.StopReason.BUDGET_SPENT);
        Lifecycle.stopChild(self, command.child());
    }

    @Override
    public void escalate(Command.Escalate<LocalRef> command) {
        log(Directive.ESCALATE, command.child(), "actor failed and the failure is escalated");
        escalated = command.cause();
    }

    private void logRestart(LocalRef child) {
        if (!isEnd()) {
            log(Directive.RESTART, child, "actor failed and is restarted");
        } else if (failure != null && child == failure.child && strategy.logLevel(Directive.RESTART) != Level.OFF) {
            self.system().logger().warn("permanent actor ended and is started again: actor={}", child);
        }
    }

    /** Nothing of one that ends by itself while its group is stopped: that is what was to be. */
    private void logStop(LocalRef child, boolean spent) {
        if (!isEnd()) {
            log(
                    Directive.STOP,
                    child,
                    spent ? "actor failed and is stopped, its restarts are used up" : "actor failed and is stopped");
        } else if (spent) {
            log(Directive.STOP, child, "permanent actor ended for good, its restarts are used up");
        }
    }

    private boolean isEnd() {
        return failure instanceof CellMessage.EndedByItself;
    }

    /** Once for each failure, and not for the others of its group. */
    private void log(Directive directive, LocalRef child, String what) {
        Level level = strategy.logLevel(directive);
        if (failure != null && child == failure.child && level != Level.OFF) {
            self.system().failureLog().log(Levels.of(level), what, child, failure.cause);
        }
    }
}
