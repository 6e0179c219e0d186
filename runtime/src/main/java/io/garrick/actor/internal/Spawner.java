package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import io.garrick.actor.Address;
import io.garrick.actor.Props;
import io.garrick.actor.spi.RemoteRefProvider.Rules;
import io.garrick.dispatch.Dispatcher;
import io.garrick.dispatch.MessageQueue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** The birth of actors: ref, queue, dispatcher, cell, and a place among the siblings. Any thread. */
final class Spawner {

    private final LocalSystem system;
    private final DispatcherRegistry dispatchers;
    private final MailboxRegistry mailboxes;
    private final Placement placement;

    @Nullable
    private final Isolation isolation;

    private final ActorPackages actorPackages = new ActorPackages();

    Spawner(LocalSystem system, DispatcherRegistry dispatchers, MailboxRegistry mailboxes) {
        this.system = system;
        this.dispatchers = dispatchers;
        this.mailboxes = mailboxes;
        this.placement = new Placement(system, dispatchers);
        this.isolation = Isolation.of(system);
    }

    Set<String> actorPackages() {
        return actorPackages.view();
    }

    /** An actor of that class comes. */
    void expect(Class<?> actorClass) {
        actorPackages.add(actorClass);
    }

    ActorRef spawn(ActorCell parent, Props given, @Nullable String childName) {
        if (parent.has(Lifecycle.ENDING)) { // one that never had children has no Children that would know
            throw Children.refusal(parent.ref(), childName);
        }
        Props props = given.withRouterResolved();
        expect(props.actorClass());
        LocalRef ref = LocalRef.create(system, isolation, parent.ref(), childName, system.nextUid(), props);
        Address node = placement.of(ref, props);
        if (node != null) {
            return spawnAway(parent, ref, props, node);
        }
        ActorCell cell = cell(ref, props, parent.ref(), childName);
        add(parent, cell, cell.dispatcher());
        cell.start();
        return ref;
    }

    /** Of a parent on another node, not yet started. */
    ActorCell spawnHere(FarParent parent, Props props, String childName, long uid) {
        expect(props.actorClass());
        LocalRef ref = LocalRef.create(system, isolation, parent, childName, uid, props);
        return cell(ref, props, parent, childName);
    }

    /** On another node; its cell here holds its place among its siblings, and never runs. */
    private ActorRef spawnAway(ActorCell parent, LocalRef here, Props props, Address node) {
        FarPlace place = new FarPlace(node, system.remote().address());
        DeployedRef ref = new DeployedRef(system, parent.ref(), here.givenName(), here.uid(), place);
        Dispatcher dispatcher = dispatchers.internal().attach();
        ActorCell cell = new ActorCell(system, ref, props, dispatcher, null);
        add(parent, cell, dispatcher);
        Rules rules = parent.extras().children(parent).rules();
        ref.begin(placement.there(here, props), cell.has(Lifecycle.PARENT_SUSPENDED), rules);
        return ref;
    }

    private ActorCell cell(LocalRef ref, Props props, ActorRef parent, @Nullable String childName) {
        MessageQueue queue = mailboxes.queueFor(system, ref, props);
        Dispatcher dispatcher;
        try {
            dispatcher = dispatchers.dispatcherFor(ref, props).attach();
        } catch (RejectedExecutionException ended) {
            throw shuttingDown(parent, childName);
        }
        return new ActorCell(system, ref, props, dispatcher, queue);
    }

    private static void add(ActorCell parent, ActorCell cell, Dispatcher dispatcher) {
        boolean added = false;
        try {
            parent.extras().children(parent).add(cell);
            added = true;
        } finally {
            if (!added) {
                dispatcher.detach();
            }
        }
    }

    IllegalStateException shuttingDown(ActorRef parent, @Nullable String childName) {
        return new IllegalStateException("system is shutting down, no actor can be created: system=" + system.name()
                + " parent=" + parent + (childName == null ? "" : " name=" + childName));
    }
}
