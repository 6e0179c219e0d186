package io.garrick.event;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A bus where each event has exactly one classifier, found in a table: the fastest, for many classifiers. Subscribers of a classifier are told in the
 * order in which they have subscribed, each once.
 *
 * @param <E> an event
 * @param <S> a subscriber
 * @param <C> a classifier, with {@code equals} and {@code hashCode}
 */
public abstract class LookupEventBus<E, S, C> implements EventBus<E, S, C> {

    private final ConcurrentMap<C, Subscriptions<S, C>> table = new ConcurrentHashMap<>();

    /** For subclasses. */
    protected LookupEventBus() {}

    /**
     * How many classifiers are expected. Kept for ported programs: the table grows by itself.
     *
     * @return an estimate
     */
    protected abstract int mapSize();

    /**
     * Compares subscribers.
     *
     * @param a one
     * @param b another
     * @return 0 when they are the same, so that one of them is enough
     */
    protected abstract int compareSubscribers(S a, S b);

    /**
     * What an event falls under.
     *
     * @param event the event
     * @return its classifier
     */
    protected abstract C classify(E event);

    /**
     * Hands an event to one subscriber.
     *
     * @param event the event
     * @param subscriber who gets it
     */
    protected abstract void publish(E event, S subscriber);

    @Override
    public boolean subscribe(S subscriber, C to) {
        return table.computeIfAbsent(to, absent -> new Subscriptions<>())
                .add(new Subscription<>(subscriber, to), known -> isSame(known, subscriber));
    }

    @Override
    public boolean unsubscribe(S subscriber, C from) {
        Subscriptions<S, C> subscriptions = table.get(from);
        return subscriptions != null && subscriptions.remove(known -> isSame(known, subscriber));
    }

    @Override
    public void unsubscribe(S subscriber) {
        for (Subscriptions<S, C> subscriptions : table.values()) {
            subscriptions.remove(known -> isSame(known, subscriber));
        }
    }

    @Override
    public void publish(E event) {
        Subscriptions<S, C> subscriptions = table.get(classify(event));
        if (subscriptions != null) {
            subscriptions.all().forEach(known -> publish(event, known.subscriber));
        }
    }

    private boolean isSame(Subscription<S, C> known, S subscriber) {
        return compareSubscribers(known.subscriber, subscriber) == 0;
    }
}
