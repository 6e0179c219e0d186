package io.garrick.actor.internal;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Terminated;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;

/**
 * {@code /}: ends the system in order. The first guardian to end (told to, or because a failure was escalated past it, M13) takes the
 * others along: {@code /user} before {@code /system}, then the root itself.
 */
final class RootGuardian extends AbstractActor {

    private final LocalSystem system;

    RootGuardian(LocalSystem system) {
        this.system = system;
    }

    @Override
    public void preStart() {
        getContext().watch(system.userGuardian());
        getContext().watch(system.systemGuardian());
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder().match(Terminated.class, this::guardianEnded).build();
    }

    private void guardianEnded(Terminated terminated) {
        ActorRef guardian = terminated.getActor();
        if (!guardian.equals(system.userGuardian())) {
            getContext().stop(getSelf());
        } else { // children of other nodes' actors end with those of /user
            system.remote().deployments().whenNone(this::usersEnded);
        }
    }

    private void usersEnded() {
        if (system.coordinatedShutdown().letsSystemEnd()) {
            system.stop(system.systemGuardian());
        } else { // it has ended before its time, tasks are under way
            system.coordinatedShutdown().whenSystemMayEnd(() -> system.stop(system.systemGuardian()));
        }
    }

    @Override
    public SupervisorStrategy supervisorStrategy() {
        return new OneForOneStrategy(false, cause -> {
            system.failed(getSender(), cause);
            return Directive.STOP;
        });
    }
}
