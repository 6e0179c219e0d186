package io.garrick.dispatch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every queue of a mailbox keeps, whichever its order; an implementation's test class is how it is made. */
@Timeout(60)
abstract class MessageQueueContract {

    private static final int PRODUCERS = 20;
    private static final int MESSAGES = 500;

    final TestOwner owner = new TestOwner();

    /** A message of one producer; equal in urgency to all others of these tests. */
    record Numbered(int producer, int number) {}

    /**
     * The type under test.
     *
     * @param capacity how many messages it holds, if it is bounded
     */
    abstract MailboxType type(int capacity);

    private MessageQueue queue(int capacity) {
        MessageQueue queue = type(capacity).newQueue(owner);
        assertTrue(queue != null);
        return queue;
    }

    static List<Object> drain(MessageQueue queue) {
        List<Object> all = new ArrayList<>();
        for (Object message = queue.poll(); message != null; message = queue.poll()) {
            all.add(message);
        }
        assertTrue(queue.isEmpty());
        assertEquals(0, queue.size());
        return all;
    }

    @Test
    @DisplayName("Q02 size counts what is queued, exempt messages too, and isEmpty says whether that is nothing")
    void size_offersAndPolls_isTheirDifference() {
        MessageQueue queue = queue(100);
        assertNull(queue.poll());
        assertTrue(queue.isEmpty());
        for (int i = 1; i <= 100; i++) {
            assertNull(queue.offer(i));
            assertNull(queue.offer('e'));
            assertEquals(2 * i, queue.size());
            assertFalse(queue.isEmpty());
        }
        for (int i = 199; i >= 0; i--) {
            queue.poll();
            assertEquals(i, queue.size());
        }
        assertNull(queue.poll());
        assertTrue(queue.isEmpty());
    }

    @Test
    @DisplayName("Q02 the bound is exact for any number, and exempt messages are never counted or refused")
    void offer_full_refusesTheNextThatCounts() {
        for (int capacity : new int[] {1, 2, 3, 7, 1_000}) {
            MessageQueue queue = queue(capacity);
            if (queue.capacity() == Integer.MAX_VALUE) {
                continue;
            }
            assertEquals(capacity, queue.capacity());
            for (int i = 0; i < capacity; i++) {
                assertNull(queue.offer('e'));
                assertNull(queue.offer(i));
            }
            Object next = "next";
            assertEquals(next, queue.offer(next, false));
            assertNull(queue.offer('e'));
            assertEquals(2 * capacity + 1, drain(queue).size());
            assertNull(queue.offer(next));
        }
    }

    @Test
    @DisplayName("Q02 a queue that ran empty goes on, and so does one after a burst")
    void queue_manyRounds_losesNothing() {
        MessageQueue queue = queue(10_000);
        for (int round = 1; round <= 10_000; round *= 10) {
            for (int i = 0; i < round; i++) {
                assertNull(queue.offer(new Numbered(0, i)));
            }
            List<Object> all = drain(queue);
            assertEquals(round, all.size());
            for (int i = 0; i < round; i++) {
                assertEquals(new Numbered(0, i), all.get(i));
            }
        }
    }

    @Test
    @DisplayName(
            "M01 Q02 behaviour 18: 20 producers and one consumer: nothing lost or twice, equals of a producer in order")
    void queue_manyProducers_eachInOrder() throws InterruptedException {
        MessageQueue queue = queue(PRODUCERS * MESSAGES);
        AtomicBoolean sent = new AtomicBoolean();
        AtomicInteger negative = new AtomicInteger();
        List<Numbered> taken = new ArrayList<>();
        Thread consumer = new Thread(() -> {
            boolean last = false;
            while (!last) {
                last = sent.get();
                for (Object message = queue.poll(); message != null; message = queue.poll()) {
                    taken.add((Numbered) message);
                }
            }
        });
        Thread watcher = new Thread(() -> {
            while (!sent.get()) {
                if (queue.size() < 0) {
                    negative.incrementAndGet();
                }
            }
        });
        consumer.start();
        watcher.start();
        DispatcherContract.runAll(PRODUCERS, producer -> {
            for (int i = 0; i < MESSAGES; i++) {
                assertNull(queue.offer(new Numbered(producer, i)));
            }
        });
        sent.set(true);
        consumer.join();
        watcher.join();
        assertEquals(PRODUCERS * MESSAGES, taken.size());
        int[] next = new int[PRODUCERS];
        for (Numbered message : taken) {
            assertEquals(next[message.producer()]++, message.number(), "order of producer " + message.producer());
        }
        assertEquals(0, negative.get());
        assertEquals(0, queue.size());
    }

    @Test
    @DisplayName("Q06 behaviour 18: a mailbox with this queue loses no wake-up, and closing it gives back the rest")
    void mailbox_manyProducers_handlesOrGivesBackAll() throws InterruptedException {
        Dispatcher dispatcher = Dispatchers.create(
                "test", DispatcherSettings.of("queue").withParallelism(2).withThroughput(1), Clock.system(), thrown -> {
                    throw new AssertionError(thrown);
                });
        try {
            for (int round = 0; round < 20; round++) {
                handleOrGiveBack(dispatcher, round);
            }
        } finally {
            dispatcher.shutdown();
            assertTrue(dispatcher.awaitTermination(DispatcherContract.LIMIT_NANOS));
        }
    }

    private void handleOrGiveBack(Dispatcher dispatcher, int round) throws InterruptedException {
        int all = 4 * MESSAGES;
        CountDownLatch seen = new CountDownLatch(all);
        BitSet handled = new BitSet();
        TestMailbox[] self = new TestMailbox[1];
        self[0] = new TestMailbox(dispatcher, queue(all), message -> {
            Numbered numbered = (Numbered) message;
            handled.set(numbered.producer() * MESSAGES + numbered.number());
            seen.countDown();
            if (handled.cardinality() == (round + 1) * all / 10) {
                self[0].doClose();
            }
        });
        DispatcherContract.runAll(4, producer -> {
            for (int i = 0; i < MESSAGES; i++) {
                self[0].enqueue(new Numbered(producer, i));
            }
        });
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> seen.getCount() == self[0].closedMessages.size());
        assertTrue(seen.await(0, TimeUnit.SECONDS) || !self[0].closedMessages.isEmpty());
        self[0].closedMessages.forEach(
                message -> handled.set(((Numbered) message).producer() * MESSAGES + ((Numbered) message).number()));
        assertEquals(all, handled.cardinality());
    }
}
