package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import io.garrick.actor.Props;
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

    @Nullable
    private final Isolation isolation;

    private final ActorPackages actorPackages = new ActorPackages();

    Spawner(LocalSystem system, DispatcherRegistry dispatchers, MailboxRegistry mailboxes) {
        this.system = system;
        this.dispatchers = dispatchers;
        this.mailboxes = mailboxes;
        this.isolation = Isolation.of(system);
    }

    Set<String> actorPackages() {
        return actorPackages.view();
    }

    ActorRef spawn(ActorCell parent, Props given, @Nullable String childName) {
        if (parent.has(Lifecycle.ENDING)) { // one that never had children has no Children that would know
            throw Children.refusal(parent.ref(), childName);
        }
        Props props = given.withRouterResolved();
        actorPackages.add(props.actorClass());
        LocalRef ref = LocalRef.create(system, isolation, parent.ref(), childName, props);
        MessageQueue queue = mailboxes.queueFor(system, ref, props);
        Dispatcher dispatcher;
        try {
            dispatcher = dispatchers.dispatcherFor(ref, props).attach();
        } catch (RejectedExecutionException ended) {
            throw shuttingDown(parent, childName);
        }
        ActorCell cell = new ActorCell(system, ref, props, dispatcher, queue);
        add(parent, cell, dispatcher);
        cell.start();
        return ref;
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

    IllegalStateException shuttingDown(ActorCell parent, @Nullable String childName) {
        return new IllegalStateException("system is shutting down, no actor can be created: system=" + system.name()
                + " parent=" + parent.ref() + (childName == null ? "" : " name=" + childName));
    }
}
