package io.garrick.event;

/**
 * A bus that tries every subscription at every event: the slowest, for classifiers that are conditions. A subscriber gets an event as often as
 * subscriptions of it match, in the order in which they were made.
 *
 * @param <E> an event
 * @param <S> a subscriber
 * @param <C> a classifier
 */
public abstract class ScanningEventBus<E, S, C> implements EventBus<E, S, C> {

    private final Subscriptions<S, C> subscriptions = new Subscriptions<>();

    /** For subclasses. */
    protected ScanningEventBus() {}

    /**
     * Compares classifiers.
     *
     * @param a one
     * @param b another
     * @return 0 when they are the same
     */
    protected abstract int compareClassifiers(C a, C b);

    /**
     * Compares subscribers.
     *
     * @param a one
     * @param b another
     * @return 0 when they are the same
     */
    protected abstract int compareSubscribers(S a, S b);

    /**
     * Whether an event falls under a classifier.
     *
     * @param classifier the classifier
     * @param event the event
     * @return whether those who have subscribed to it get it
     */
    protected abstract boolean matches(C classifier, E event);

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
        subscriptions.remove(known -> compareSubscribers(known.subscriber, subscriber) == 0);
    }

    @Override
    public void publish(E event) {
        for (Subscription<S, C> known : subscriptions.all()) {
            if (matches(known.classifier, event)) {
                publish(event, known.subscriber);
            }
        }
    }

    private boolean isSame(Subscription<S, C> known, S subscriber, C classifier) {
        return compareSubscribers(known.subscriber, subscriber) == 0
                && compareClassifiers(known.classifier, classifier) == 0;
    }
}
