package io.garrick.nodes;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.Props;
import io.garrick.supervision.SupervisorStrategy;
import java.util.List;
import java.util.Optional;

/** A parent that keeps what it is told, and the failures that it decides on. */
final class Boss extends AbstractActor {

    private final List<Object> heard;
    private final SupervisorStrategy strategy;

    /** Done inside the actor, and not kept. */
    @FunctionalInterface
    interface Task {
        void on(Boss self) throws Exception;
    }

    /** Whether a restart keeps the children. */
    private boolean keeps;

    private Boss(List<Object> heard, SupervisorStrategy strategy) {
        this.heard = heard;
        this.strategy = strategy;
    }

    static Props props(List<Object> heard, SupervisorStrategy strategy) {
        return Props.create(Boss.class, () -> new Boss(heard, strategy));
    }

    @Override
    public SupervisorStrategy supervisorStrategy() {
        return strategy;
    }

    void keepChildren() {
        keeps = true;
    }

    @Override
    public void preRestart(Throwable cause, Optional<Object> message) throws Exception {
        if (!keeps) {
            super.preRestart(cause, message);
        }
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Task.class, task -> task.on(this))
                .matchAny(heard::add)
                .build();
    }
}
