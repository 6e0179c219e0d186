package io.garrick.testkit;

import io.garrick.actor.ActorRef;
import io.garrick.supervision.ChildKind;
import io.garrick.supervision.Command;
import io.garrick.supervision.Directive;
import io.garrick.supervision.Event;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.RestartBudget;
import io.garrick.supervision.Siblings;
import io.garrick.supervision.Supervisor;
import io.garrick.supervision.SupervisorStrategy;
import java.util.Collections;
import java.util.Iterator;

/** A strategy for one child of a test actor, whose other children have theirs: it acts within the decider of the test actor, with a budget of its own. */
final class ChildPolicy {

    private final ActorRef child;
    private final SupervisorStrategy strategy;
    private final Supervisor<ActorRef> supervisor;
    private final SeededRandom random = new SeededRandom(0);

    /** Restarts ordered so far. */
    private long restarts;

    ChildPolicy(ActorRef child, SupervisorStrategy strategy) {
        this.child = child;
        this.strategy = strategy;
        RestartBudget budget = strategy.budget();
        this.supervisor = new Supervisor<>(
                new OneForOneStrategy(budget.maxRestarts(), budget.window(), strategy.decider()), new OnlyChild());
    }

    /** The test actor's other children have nothing to do with it. */
    private static final class OnlyChild implements Siblings<ActorRef> {
        @Override
        public Iterator<ActorRef> oldestFirst() {
            return Collections.emptyIterator();
        }

        @Override
        public Iterator<ActorRef> youngestFirst() {
            return Collections.emptyIterator();
        }

        @Override
        public ChildKind kind(ActorRef only) {
            return ChildKind.TRANSIENT;
        }
    }

    Directive decide(Throwable cause, long nowNanos) throws Exception {
        Directive decided = strategy.decide(cause);
        Event<ActorRef> failure = new Event.Failed<>(child, restarts, cause, decided);
        for (Command<ActorRef> command : supervisor.on(failure, nowNanos, random)) {
            if (command instanceof Command.Stop) {
                return Directive.STOP;
            }
        }
        if (decided == Directive.RESTART) {
            restarts++;
        }
        return decided;
    }
}
