package io.garrick.event;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Terminated;
import io.garrick.actor.spi.ReplyRef;
import io.garrick.actor.spi.SystemServices;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A bus of events about actors: a classifier is the actor that an event is about, a subscriber an actor that is told. When an actor ends, its subscriptions and
 * those to it are taken off. Subscribers are told in the order in which they have subscribed, without a sender.
 *
 * @param <E> an event
 */
public abstract class ManagedActorEventBus<E> implements EventBus<E, ActorRef, ActorRef> {

    private final Subscriptions<ActorRef, ActorRef> subscriptions = new Subscriptions<>();
    private final SystemServices services;
    private final Watcher watcher;

    /**
     * For subclasses.
     *
     * @param system where the actors are watched from
     */
    protected ManagedActorEventBus(ActorSystem system) {
        services = SystemServices.of(system);
        watcher = new Watcher(services, subscriptions);
    }

    /** Hears of the ends. */
    private static final class Watcher implements ReplyRef {
        private final ActorSystem system;
        private final ActorPath path;
        private final Subscriptions<ActorRef, ActorRef> subscriptions;

        Watcher(SystemServices services, Subscriptions<ActorRef, ActorRef> subscriptions) {
            this.system = services.system();
            this.path = services.tempPath(services.nextUid());
            this.subscriptions = subscriptions;
        }

        @Override
        public ActorSystem system() {
            return system;
        }

        @Override
        public void tell(Object message, @Nullable ActorRef sender) {
            if (message instanceof Terminated) {
                ActorRef ended = ((Terminated) message).getActor();
                subscriptions.remove(known -> known.subscriber.equals(ended) || known.classifier.equals(ended));
            }
        }

        @Override
        public ActorPath path() {
            return path;
        }

        @Override
        @Deprecated
        public boolean isTerminated() {
            return false;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(path.uid());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public String toString() {
            return "Actor[" + path.toSerializationFormat() + "]";
        }
    }

    /**
     * How many actors are expected. Kept for ported programs: the bus grows by itself.
     *
     * @return an estimate
     */
    protected abstract int mapSize();

    /**
     * Whom an event is about.
     *
     * @param event the event
     * @return the actor
     */
    protected abstract ActorRef classify(E event);

    @Override
    public boolean subscribe(ActorRef subscriber, ActorRef to) {
        Objects.requireNonNull(subscriber, "subscriber");
        Objects.requireNonNull(to, "to");
        boolean added = subscriptions.add(new Subscription<>(subscriber, to), known -> isSame(known, subscriber, to));
        services.watch(watcher, subscriber); // after it: one that has ended already is taken off at once
        services.watch(watcher, to);
        return added;
    }

    @Override
    public boolean unsubscribe(ActorRef subscriber, ActorRef from) {
        return subscriptions.remove(known -> isSame(known, subscriber, from));
    }

    @Override
    public void unsubscribe(ActorRef subscriber) {
        subscriptions.remove(known -> known.subscriber.equals(subscriber));
    }

    @Override
    public void publish(E event) {
        ActorRef about = classify(event);
        for (Subscription<ActorRef, ActorRef> known : subscriptions.all()) {
            if (known.classifier.equals(about)) {
                EventStream.tell(known.subscriber, event, () -> unsubscribe(known.subscriber));
            }
        }
    }

    private static boolean isSame(Subscription<ActorRef, ActorRef> known, ActorRef subscriber, ActorRef about) {
        return known.subscriber.equals(subscriber) && known.classifier.equals(about);
    }
}
