package io.garrick.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.RecordingRef;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EventStreamTest {

    private interface Marked {}

    private static class Base {}

    private static final class Derived extends Base implements Marked {}

    private final EventStream stream = new EventStream();
    private final List<String> order = new ArrayList<>();

    private final class OrderedRef extends RecordingRef {
        private final String name;

        OrderedRef(String name) {
            super(name);
            this.name = name;
        }

        @Override
        public void tell(Object message, @Nullable ActorRef sender) {
            super.tell(message, sender);
            order.add(name);
        }
    }

    @Test
    void publish_subclassesAndInterfaces_reachWhoSubscribedToThem() {
        RecordingRef base = new RecordingRef("base");
        RecordingRef marked = new RecordingRef("marked");
        RecordingRef all = new RecordingRef("all");
        stream.subscribe(base, Base.class);
        stream.subscribe(marked, Marked.class);
        stream.subscribe(all, Object.class);
        Object plain = new Base();
        Object derived = new Derived();
        stream.publish(plain);
        stream.publish(derived);
        stream.publish("text");
        assertEquals(List.of(plain, derived), base.told());
        assertEquals(List.of(derived), marked.told());
        assertEquals(List.of(plain, derived, "text"), all.told());
    }

    @Test
    void subscribe_severalMatchingChannels_eventComesOnce() {
        RecordingRef ref = new RecordingRef("ref");
        assertTrue(stream.subscribe(ref, CharSequence.class));
        assertTrue(stream.subscribe(ref, Serializable.class));
        assertFalse(stream.subscribe(ref, Serializable.class));
        stream.publish("once");
        assertEquals(List.of("once"), ref.told());
        assertTrue(stream.unsubscribe(ref, CharSequence.class));
        assertFalse(stream.unsubscribe(ref, CharSequence.class));
        stream.publish("still");
        assertTrue(stream.unsubscribe(ref, Serializable.class));
        stream.publish("never");
        assertEquals(List.of("once", "still"), ref.told());
    }

    @Test
    void publish_manySubscribers_areToldInOrderOfSubscription() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            stream.subscribe(new OrderedRef("r" + i), i % 2 == 0 ? String.class : Object.class);
            expected.add("r" + i);
        }
        stream.publish("event");
        assertEquals(expected, order);
    }

    @Test
    void subscribeAndUnsubscribe_betweenEventsOfOneClass_takeEffect() {
        long seed = 20260105;
        Random random = new Random(seed);
        List<RecordingRef> refs = new ArrayList<>();
        List<RecordingRef> subscribed = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            refs.add(new RecordingRef("r" + i));
        }
        for (int event = 0; event < 2_000; event++) {
            RecordingRef ref = refs.get(random.nextInt(refs.size()));
            if (subscribed.remove(ref)) {
                stream.unsubscribe(ref);
            } else {
                subscribed.add(ref);
                stream.subscribe(ref, Integer.class);
            }
            Integer published = event;
            stream.publish(published);
            for (RecordingRef each : refs) {
                boolean got = !each.told().isEmpty()
                        && each.told().get(each.told().size() - 1).equals(published);
                assertEquals(subscribed.contains(each), got, "seed=" + seed + " event=" + event);
            }
        }
    }

    @Test
    void publish_subscriberHasEnded_isUnsubscribed() {
        RecordingRef ended = new RecordingRef("ended");
        RecordingRef alive = new RecordingRef("alive");
        stream.subscribe(ended, String.class);
        stream.subscribe(ended, Integer.class);
        stream.subscribe(alive, String.class);
        ended.end();
        stream.publish("event");
        assertEquals(List.of(), ended.told());
        assertEquals(List.of("event"), alive.told());
        assertFalse(stream.unsubscribe(ended, Integer.class));
    }

    /** Fails in every way that a ref of somebody else's may. */
    private static final class FailingRef extends RecordingRef {
        private final Throwable failure;
        private final boolean alreadyWhenAsked;

        FailingRef(Throwable failure, boolean alreadyWhenAsked) {
            super("failing");
            this.failure = failure;
            this.alreadyWhenAsked = alreadyWhenAsked;
        }

        @Override
        public void tell(Object message, @Nullable ActorRef sender) {
            EventStreamTest.<RuntimeException>sneak(failure);
        }

        @Override
        @Deprecated
        public boolean isTerminated() {
            if (alreadyWhenAsked) {
                EventStreamTest.<RuntimeException>sneak(failure);
            }
            return false;
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    @DisplayName(
            "M03 What a subscriber throws, declared or not, is no affair of who publishes, nor of other subscribers")
    void publish_subscriberThrowsAnything_othersAreTold() {
        RecordingRef last = new RecordingRef("last");
        for (Throwable failure :
                List.of(new IOException("undeclared"), new Error("of its own"), new IllegalStateException("usual"))) {
            stream.subscribe(new FailingRef(failure, false), String.class);
            stream.subscribe(new FailingRef(failure, true), String.class);
        }
        stream.subscribe(last, String.class);
        stream.publish("event");
        assertEquals(List.of("event"), last.told());
        stream.subscribe(new FailingRef(new OutOfMemoryError("fatal"), false), String.class);
        assertThrows(OutOfMemoryError.class, () -> stream.publish("another"));
    }

    @Test
    void publish_fromManyThreadsWhileSubscriptionsChange_whoStaysMissesNothing() throws InterruptedException {
        ConcurrentLinkedQueue<Object> got = new ConcurrentLinkedQueue<>();
        stream.subscribe(
                new RecordingRef("stays") {
                    @Override
                    public void tell(Object message, @Nullable ActorRef sender) {
                        got.add(message);
                    }
                },
                Integer.class);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            boolean publisher = i < 2;
            Thread thread = new Thread(() -> {
                for (int n = 0; n < 5_000; n++) {
                    if (publisher) {
                        stream.publish(n);
                    } else {
                        ActorRef passing = new RecordingRef("passing") {
                            @Override
                            public void tell(Object message, @Nullable ActorRef sender) {}
                        };
                        stream.subscribe(passing, n % 2 == 0 ? Integer.class : Number.class);
                        stream.unsubscribe(passing);
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(10_000, got.size());
    }
}
