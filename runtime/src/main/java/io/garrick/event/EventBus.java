package io.garrick.event;

/**
 * Publish and subscribe: who subscribes to a classifier gets the events that fall under it. Extend one of {@link LookupEventBus}, {@link
 * SubchannelEventBus}, {@link ScanningEventBus}, {@link ManagedActorEventBus}; {@link EventStream} is the one that every system has. The idea and the names:
 * Akka's.
 *
 * <p>The buses of this package may be used from any thread. A subscription <em>happens-before</em> every publication that begins after it has
 * returned. What the subclass implements is called in the caller's thread, without a lock; what it throws reaches the caller.
 *
 * @param <E> an event
 * @param <S> a subscriber
 * @param <C> a classifier
 */
public interface EventBus<E, S, C> {

    /**
     * Subscribes.
     *
     * @param subscriber who wants the events
     * @param to what they fall under
     * @return whether the subscription is new
     */
    boolean subscribe(S subscriber, C to);

    /**
     * Takes back one subscription.
     *
     * @param subscriber who does not want them any more
     * @param from what was subscribed to
     * @return whether there was such a subscription
     */
    boolean unsubscribe(S subscriber, C from);

    /**
     * Takes back all subscriptions of a subscriber.
     *
     * @param subscriber who does not want any event any more
     */
    void unsubscribe(S subscriber);

    /**
     * Hands an event to everyone who has subscribed to what it falls under.
     *
     * @param event what has happened
     */
    void publish(E event);
}
