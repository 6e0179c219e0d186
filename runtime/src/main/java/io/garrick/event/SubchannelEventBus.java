package io.garrick.event;

import java.util.ArrayList;
import java.util.List;

/**
 * A bus with wide and narrow classifiers: who has subscribed to a wide one gets the events of the narrower ones, too. A subscriber gets an event once,
 * whichever of its subscriptions match, in the order of the first of these.
 *
 * @param <E> an event
 * @param <S> a subscriber, with {@code equals}
 * @param <C> a classifier
 */
public abstract class SubchannelEventBus<E, S, C> implements EventBus<E, S, C> {

    private final Subscriptions<S, C> subscriptions = new Subscriptions<>();

    /** For subclasses. */
    protected SubchannelEventBus() {}

    /**
     * Which classifiers are wider than which.
     *
     * @return the same at each call
     */
    protected abstract Subclassification<C> subclassification();

    /**
     * What an event falls under.
     *
     * @param event the event
     * @return the narrowest of its classifiers
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
        return subscriptions.add(new Subscription<>(subscriber, to), known -> isSame(known, subscriber, to));
    }

    @Override
    public boolean unsubscribe(S subscriber, C from) {
        return subscriptions.remove(known -> isSame(known, subscriber, from));
    }

    @Override
    public void unsubscribe(S subscriber) {
        subscriptions.remove(known -> known.subscriber.equals(subscriber));
    }

    @Override
    public void publish(E event) {
        C narrowest = classify(event);
        List<S> told = new ArrayList<>();
        for (Subscription<S, C> known : subscriptions.all()) {
            if (isUnder(narrowest, known.classifier) && !told.contains(known.subscriber)) {
                told.add(known.subscriber);
            }
        }
        told.forEach(subscriber -> publish(event, subscriber));
    }

    private boolean isUnder(C narrow, C wide) {
        return subclassification().isEqual(narrow, wide) || subclassification().isSubclass(narrow, wide);
    }

    private boolean isSame(Subscription<S, C> known, S subscriber, C classifier) {
        return known.subscriber.equals(subscriber) && subclassification().isEqual(known.classifier, classifier);
    }
}
