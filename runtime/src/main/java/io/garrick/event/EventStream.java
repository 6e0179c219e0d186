package io.garrick.event;

import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.MailboxFullException;
import io.garrick.actor.spi.SystemServices;
import io.garrick.supervision.SupervisorStrategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publish and subscribe by class within one system: a subscriber gets what is an instance of a class or interface that it has subscribed to, once per
 * event, whichever of its subscriptions match. Dead letters may be had by their reason instead. Subscribers are told in the order of their first
 * subscription. The idea: Akka's event stream.
 *
 * <p>All methods may be called from any thread. A subscription <em>happens-before</em> every publication that begins after it has returned; a
 * publication under way at that time may miss it. A subscriber that has ended is taken off when the next event for it is published.
 */
public final class EventStream implements EventBus<Object, ActorRef, Class<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    /** Channels are classes and reasons of dead letters. Guarded by this. */
    private final Map<ActorRef, Set<Object>> subscriptions = new LinkedHashMap<>();

    /** Who gets events of a class, or dead letters of a reason; emptied whenever a subscription changes. */
    private final ConcurrentMap<Object, List<ActorRef>> receivers = new ConcurrentHashMap<>();

    /** Makes a stream without subscribers. */
    public EventStream() {}

    /**
     * Subscribes an actor.
     *
     * @param subscriber whom to tell
     * @param channel a class or interface: instances of it and of its subtypes
     * @return whether the subscription is new
     */
    @Override
    public boolean subscribe(ActorRef subscriber, Class<?> channel) {
        return add(subscriber, channel);
    }

    /**
     * Subscribes an actor to the {@linkplain DeadLetter dead letters} of one reason. Those whose message is marked {@link
     * io.garrick.actor.DeadLetterSuppression} are not among them: they are for subscribers of {@link io.garrick.actor.AllDeadLetters}. As for every
     * listener, a dead letter that it causes while it handles one is counted and logged, but not published.
     *
     * @param subscriber whom to tell
     * @param reason why the message was not delivered; for several reasons, several subscriptions
     * @return whether the subscription is new
     */
    public boolean subscribe(ActorRef subscriber, DeadLetter.Reason reason) {
        return add(subscriber, reason);
    }

    private synchronized boolean add(ActorRef subscriber, Object channel) {
        Objects.requireNonNull(subscriber, "subscriber");
        Objects.requireNonNull(channel, "channel");
        boolean added = subscriptions
                .computeIfAbsent(subscriber, absent -> new LinkedHashSet<>())
                .add(channel);
        receivers.clear();
        return added;
    }

    /**
     * Takes back one subscription.
     *
     * @param subscriber who does not want to be told any more
     * @param channel the very class that was subscribed to
     * @return whether there was such a subscription
     */
    @Override
    public boolean unsubscribe(ActorRef subscriber, Class<?> channel) {
        return remove(subscriber, channel);
    }

    /**
     * Takes back one subscription to dead letters; one to their class stays.
     *
     * @param subscriber who does not want to be told any more
     * @param reason the reason that was subscribed to
     * @return whether there was such a subscription
     */
    public boolean unsubscribe(ActorRef subscriber, DeadLetter.Reason reason) {
        return remove(subscriber, reason);
    }

    private synchronized boolean remove(ActorRef subscriber, Object channel) {
        Set<Object> channels = subscriptions.get(subscriber);
        if (channels == null || !channels.remove(channel)) {
            return false;
        }
        if (channels.isEmpty()) {
            subscriptions.remove(subscriber);
        }
        receivers.clear();
        return true;
    }

    /**
     * Takes back all subscriptions of an actor.
     *
     * @param subscriber who does not want to be told any more
     */
    @Override
    public synchronized void unsubscribe(ActorRef subscriber) {
        subscriptions.remove(subscriber);
        receivers.clear();
    }

    /**
     * Tells the subscribers, in the calling thread; the event has no sender.
     *
     * @param event what has happened
     */
    @Override
    public void publish(Object event) {
        Object channel = event instanceof DeadLetter ? ((DeadLetter) event).reason() : event.getClass();
        for (ActorRef subscriber : receivers(channel)) {
            tellLiving(subscriber, event);
        }
    }

    /**
     * Who is told of an event. Of a dead letter: all who are told of some, whatever the reason.
     *
     * @param eventClass the event's class
     * @return in the order of their first subscription; some may have ended; immutable
     */
    public List<ActorRef> subscribers(Class<?> eventClass) {
        return receivers(eventClass);
    }

    private List<ActorRef> receivers(Object channel) {
        List<ActorRef> told = receivers.get(channel);
        return told == null ? receiversOf(channel) : told;
    }

    private void tellLiving(ActorRef subscriber, Object event) {
        tell(subscriber, event, () -> unsubscribe(subscriber));
    }

    /** Tells one of several, whom the publisher does not know; one that has ended is taken off instead. */
    @SuppressWarnings("deprecation") // a look from outside is enough here: who ends later is found later
    static void tell(ActorRef subscriber, Object event, Runnable takeOff) {
        try {
            if (subscriber.isTerminated()) {
                takeOff.run();
            } else {
                subscriber.tell(event, ActorRef.noSender());
            }
        } catch (MailboxFullException full) {
            // the publisher is not the one to hear of it, and the other subscribers shall have their event
            SystemServices services = SystemServices.of(subscriber);
            ActorRef nobody = services.system().deadLetters();
            services.deadLetter(new DeadLetter(event, nobody, subscriber, DeadLetter.Reason.OVERFLOW));
        } catch (Throwable failed) {
            // one that is no actor runs its code here, in the middle of a stop perhaps, whose messages become dead
            // letters; it may throw what it does not declare
            if (SupervisorStrategy.isFatal(failed)) {
                throw failed;
            }
            LOG.error(
                    "subscriber failed at an event: subscriber={} eventClass={}",
                    subscriber,
                    event.getClass().getName(),
                    failed);
        }
    }

    private synchronized List<ActorRef> receiversOf(Object published) {
        List<ActorRef> found = new ArrayList<>();
        subscriptions.forEach((subscriber, channels) -> {
            if (channels.stream().anyMatch(channel -> matches(channel, published))) {
                found.add(subscriber);
            }
        });
        List<ActorRef> result = List.copyOf(found);
        receivers.put(published, result);
        return result;
    }

    /** Whether a subscription is for events of a class, or for dead letters of a reason. */
    private static boolean matches(Object channel, Object published) {
        if (channel instanceof Class) {
            Class<?> eventClass = published instanceof Class ? (Class<?>) published : DeadLetter.class;
            return ((Class<?>) channel).isAssignableFrom(eventClass);
        }
        return published == DeadLetter.class || published == channel;
    }
}
