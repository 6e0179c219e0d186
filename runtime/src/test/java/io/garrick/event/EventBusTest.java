package io.garrick.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The buses that programs extend, with texts as events, subscribers and classifiers. */
class EventBusTest {

    private final List<String> told = new ArrayList<>();

    /** By the event's first letter; subscribers are the same in upper and lower case. */
    private final class ByLetter extends LookupEventBus<String, String, Character> {
        @Override
        protected int mapSize() {
            return 8;
        }

        @Override
        protected int compareSubscribers(String a, String b) {
            return a.compareToIgnoreCase(b);
        }

        @Override
        protected Character classify(String event) {
            return event.charAt(0);
        }

        @Override
        protected void publish(String event, String subscriber) {
            told.add(subscriber + ":" + event);
        }
    }

    /** Paths, which are under those that they begin with. */
    private final class ByPath extends SubchannelEventBus<String, String, String> {
        @Override
        protected Subclassification<String> subclassification() {
            return new Subclassification<>() {
                @Override
                public boolean isEqual(String x, String y) {
                    return x.equals(y);
                }

                @Override
                public boolean isSubclass(String x, String y) {
                    return x.startsWith(y + "/");
                }
            };
        }

        @Override
        protected String classify(String event) {
            return event;
        }

        @Override
        protected void publish(String event, String subscriber) {
            told.add(subscriber + ":" + event);
        }
    }

    /** Texts of at least this length. */
    private final class ByLength extends ScanningEventBus<String, String, Integer> {
        @Override
        protected int compareClassifiers(Integer a, Integer b) {
            return a.compareTo(b);
        }

        @Override
        protected int compareSubscribers(String a, String b) {
            return a.compareTo(b);
        }

        @Override
        protected boolean matches(Integer classifier, String event) {
            return event.length() >= classifier;
        }

        @Override
        protected void publish(String event, String subscriber) {
            told.add(subscriber + ":" + event);
        }
    }

    private void assertTold(EventBus<String, String, ?> bus, String event, String... expected) {
        told.clear();
        bus.publish(event);
        assertEquals(List.of(expected), told);
    }

    @Test
    void lookup_subscribersOfAClassifier_areToldOnceInOrder() {
        ByLetter bus = new ByLetter();
        assertTrue(bus.subscribe("z", 'a'));
        assertTrue(bus.subscribe("y", 'a'));
        assertFalse(bus.subscribe("Z", 'a'));
        assertTrue(bus.subscribe("z", 'b'));
        assertTold(bus, "apple", "z:apple", "y:apple");
        assertTold(bus, "bean", "z:bean");
        assertTold(bus, "corn");
        assertTrue(bus.unsubscribe("Z", 'a'));
        assertFalse(bus.unsubscribe("z", 'a'));
        assertFalse(bus.unsubscribe("z", 'c'));
        assertTold(bus, "apple", "y:apple");
        bus.subscribe("z", 'a');
        bus.unsubscribe("z");
        assertTold(bus, "apple", "y:apple");
        assertTold(bus, "bean");
    }

    @Test
    void subchannel_narrowEvent_reachesTheWideOnce() {
        ByPath bus = new ByPath();
        assertTrue(bus.subscribe("all", "a"));
        assertTrue(bus.subscribe("part", "a/b"));
        assertTrue(bus.subscribe("all", "a/b"));
        assertFalse(bus.subscribe("all", "a"));
        assertTold(bus, "a", "all:a");
        assertTold(bus, "a/b", "all:a/b", "part:a/b");
        assertTold(bus, "a/b/c", "all:a/b/c", "part:a/b/c");
        assertTold(bus, "ab");
        assertTrue(bus.unsubscribe("all", "a"));
        assertFalse(bus.unsubscribe("all", "a"));
        assertTold(bus, "a");
        assertTold(bus, "a/b", "part:a/b", "all:a/b");
        bus.unsubscribe("all");
        assertTold(bus, "a/b", "part:a/b");
    }

    @Test
    void scanning_everySubscriptionThatMatches_isTold() {
        ByLength bus = new ByLength();
        assertTrue(bus.subscribe("x", 3));
        assertTrue(bus.subscribe("y", 2));
        assertTrue(bus.subscribe("x", 1));
        assertFalse(bus.subscribe("x", 3));
        assertTold(bus, "abc", "x:abc", "y:abc", "x:abc");
        assertTold(bus, "a", "x:a");
        assertTrue(bus.unsubscribe("x", 3));
        assertFalse(bus.unsubscribe("x", 3));
        assertTold(bus, "abc", "y:abc", "x:abc");
        bus.unsubscribe("x");
        assertTold(bus, "abc", "y:abc");
    }

    @Test
    void subscribe_manyThreadsAtOnce_losesNone() throws Exception {
        int threads = 4;
        int each = 200;
        List<EventBus<String, String, ?>> buses = List.of(new ByLetter(), new ByPath(), new ByLength());
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch begin = new CountDownLatch(1);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                String name = "t" + i + "-";
                all.add(pool.submit(() -> {
                    begin.await();
                    for (int n = 0; n < each; n++) {
                        ((ByLetter) buses.get(0)).subscribe(name + n, 'a');
                        ((ByPath) buses.get(1)).subscribe(name + n, "a");
                        ((ByLength) buses.get(2)).subscribe(name + n, 1);
                    }
                    return null;
                }));
            }
            begin.countDown();
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
        for (EventBus<String, String, ?> bus : buses) {
            told.clear();
            bus.publish("a");
            assertEquals(threads * each, told.stream().distinct().count());
            assertEquals(threads * each, told.size());
        }
    }
}
