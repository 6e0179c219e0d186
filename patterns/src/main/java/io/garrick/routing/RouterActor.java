package io.garrick.routing;

import io.garrick.actor.AbstractActorWithTimers;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Creator;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.MailboxFullException;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Props;
import io.garrick.actor.Terminated;
import io.garrick.actor.spi.RefInterceptor;
import io.garrick.actor.spi.SystemServices;
import io.garrick.dispatch.Mailboxes;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The actor of a router: makes the routees and looks after them. What senders see of that is in the {@link RouterEntrance}, which outlives its
 * instances.
 */
final class RouterActor extends AbstractActorWithTimers {

    /** For senders that have chosen a routee and have not told it yet. */
    private static final Duration GRACE = Duration.ofMillis(100);

    /** Null for a group. */
    @Nullable
    private final Pool pool;

    private final Props routeeProps;
    private final SystemServices services = SystemServices.of(getContext().getSystem());
    private final RouterEntrance entrance =
            (RouterEntrance) services.interceptor(getSelf()).orElseThrow();

    /** A child that is no routee any more is to end when what it was told before has been handled. */
    private record Retire(ActorRef child) {}

    private RouterActor(@Nullable Pool pool, Props routeeProps) {
        this.pool = pool;
        this.routeeProps = routeeProps;
    }

    static Props props(Pool pool, Props routees) {
        RefInterceptor.Factory entrance =
                system -> new RouterEntrance(SystemServices.of(system), new Router(pool.createLogic(system)), false);
        return props(() -> new RouterActor(pool, routees), entrance, pool.routerDispatcher());
    }

    static Props props(Group group) {
        RefInterceptor.Factory entrance =
                system -> new RouterEntrance(SystemServices.of(system), router(group, system), true);
        return props(() -> new RouterActor(null, Props.empty()), entrance, group.routerDispatcher());
    }

    private static Router router(Group group, ActorSystem system) {
        Router router = new Router(group.createLogic(system));
        for (String path : group.paths()) {
            router = router.addRoutee(system.actorSelection(path));
        }
        return router;
    }

    /** With a mailbox that loses nothing: the entrance counts on what it lets pass. */
    private static Props props(Creator<RouterActor> creator, RefInterceptor.Factory entrance, String dispatcher) {
        Props props = Props.create(RouterActor.class, creator)
                .withMailbox(Mailboxes.unbounded())
                .withInterceptor(entrance);
        return dispatcher.isEmpty() ? props : props.withDispatcher(dispatcher);
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(
                        GetRoutees.class,
                        question ->
                                getSender().tell(new Routees(entrance.router().routees()), getSelf()))
                .match(AddRoutee.class, order -> add(order.routee()))
                .match(RemoveRoutee.class, order -> remove(order.routee()))
                .match(Terminated.class, end -> evict(end.getActor()))
                .match(Retire.class, order -> retire(order.child()))
                .matchAny(this::route)
                .build();
    }

    @Override
    public SupervisorStrategy supervisorStrategy() {
        return pool == null ? SupervisorStrategy.defaultStrategy() : pool.supervisorStrategy();
    }

    // ---------------------------------------------------------------- life

    @Override
    public void preStart() {
        if (!entrance.isReady() && pool != null) {
            entrance.use(entrance.router().withRoutees(made(pool.nrOfInstances())));
        }
    }

    /** The routees stay, as the entrance does. */
    @Override
    public void preRestart(Throwable reason, Optional<Object> message) {}

    /** What the timers of the old instance would have done is done now. */
    @Override
    public void postRestart(Throwable reason) {
        if (entrance.isReady()) {
            List<Routee> routees = entrance.router().routees();
            for (ActorRef child : getContext().getChildren()) {
                if (!routees.contains(new ActorRefRoutee(child))) {
                    retire(child);
                }
            }
        } else {
            getContext().getChildren().forEach(getContext()::stop);
            preStart();
        }
    }

    private List<Routee> made(int count) {
        List<Routee> made = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            made.add(new ActorRefRoutee(getContext().watch(getContext().actorOf(routeeProps))));
        }
        return made;
    }

    // ---------------------------------------------------------------- the routees

    private void add(Routee routee) {
        if (routee instanceof ActorRefRoutee) {
            getContext().watch(((ActorRefRoutee) routee).ref());
        }
        entrance.use(entrance.router().addRoutee(routee));
    }

    private void remove(Routee routee) {
        Router before = entrance.router();
        if (!before.routees().contains(routee)) {
            return;
        }
        entrance.use(before.removeRoutee(routee));
        if (routee instanceof ActorRefRoutee) {
            letGo(((ActorRefRoutee) routee).ref());
        }
        stopIfEmpty();
    }

    /** Children stay watched: the router lives until the last of them has ended. */
    private void letGo(ActorRef ref) {
        if (isChild(ref)) {
            getTimers().startSingleTimer(ref, new Retire(ref), GRACE);
        } else {
            getContext().unwatch(ref);
        }
    }

    private void retire(ActorRef child) {
        if (isChild(child)) {
            child.tell(PoisonPill.getInstance(), getSelf());
        }
    }

    private boolean isChild(ActorRef ref) {
        for (ActorRef child : getContext().getChildren()) {
            if (child.equals(ref)) {
                return true;
            }
        }
        return false;
    }

    private void evict(ActorRef dead) {
        entrance.use(entrance.router().removeRoutee(dead));
        stopIfEmpty();
    }

    private void stopIfEmpty() {
        if (pool != null
                && entrance.router().routees().isEmpty()
                && !getContext().getChildren().iterator().hasNext()) {
            getContext().stop(getSelf());
        }
    }

    // ---------------------------------------------------------------- what came before the routees

    private void route(Object message) {
        ActorRef sender = getSender();
        try {
            entrance.routeCounted(getSelf(), message, sender);
        } catch (MailboxFullException full) {
            services.deadLetter(new DeadLetter(message, sender, getSelf(), DeadLetter.Reason.OVERFLOW));
        } catch (RuntimeException thrown) { // as in the sender's thread
            services.logger(getSelf(), RouterActor.class.getName())
                    .error("routing logic failed, the message is a dead letter: router={}", getSelf(), thrown);
            services.deadLetter(new DeadLetter(message, sender, getSelf(), DeadLetter.Reason.NO_RECIPIENT));
        }
    }
}
