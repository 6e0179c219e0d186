package io.garrick.specs;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Props;
import io.garrick.actor.Terminated;
import io.garrick.supervision.SupervisorStrategy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The supervisor of the {@link Member}s of a {@link ConservationSpec}: whoever is gone is created again in its place. Every other restart of its own keeps them. */
final class MemberGroup extends AbstractActor {

    private final Conservation books;
    private final Props member;
    private final SupervisorStrategy strategy;
    private final ActorRef mourner;
    private final AtomicInteger restarts;

    MemberGroup(
            Conservation books, Props member, SupervisorStrategy strategy, ActorRef mourner, AtomicInteger restarts) {
        this.books = books;
        this.member = member;
        this.strategy = strategy;
        this.mourner = mourner;
        this.restarts = restarts;
    }

    @Override
    public SupervisorStrategy supervisorStrategy() {
        return strategy;
    }

    @Override
    public void preRestart(Throwable reason, Optional<Object> message) throws Exception {
        if (restarts.incrementAndGet() % 2 == 0) {
            super.preRestart(reason, message);
        }
    }

    @Override
    public void preStart() {
        for (int slot = 0; slot < Conservation.SLOTS; slot++) {
            fill(slot);
        }
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Terminated.class, end -> {
                    for (int slot = 0; slot < Conservation.SLOTS; slot++) {
                        fill(slot);
                    }
                })
                .build();
    }

    private void fill(int slot) {
        if (getContext().findChild("m" + slot).isEmpty()) {
            ActorRef made = getContext().watch(getContext().actorOf(member, "m" + slot));
            mourner.tell(made, self());
            books.created(slot, made);
        }
    }
}
