package io.garrick.actor.internal;

import io.garrick.actor.AbstractActor;
import io.garrick.supervision.SupervisorStrategy;

/** {@code /user} and {@code /system}: parents of top-level actors, with nothing else to do. */
final class Guardian extends AbstractActor {

    private final SupervisorStrategy strategy;

    Guardian(SupervisorStrategy strategy) {
        this.strategy = strategy;
    }

    @Override
    public Receive createReceive() {
        return emptyBehavior();
    }

    @Override
    public SupervisorStrategy supervisorStrategy() {
        return strategy;
    }
}
