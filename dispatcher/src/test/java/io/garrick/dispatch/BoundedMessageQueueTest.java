package io.garrick.dispatch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounds, policies, and messages that are exempt from them ({@link Character}s here). */
@Timeout(60)
class BoundedMessageQueueTest {

    private final TestOwner owner = new TestOwner();
    private final AtomicInteger warnings = owner.warnings;

    private MessageQueue queue(int capacity, Overflow overflow) {
        MessageQueue queue = Mailboxes.bounded(capacity, overflow).newQueue(owner);
        assertEquals(capacity, queue.capacity());
        return queue;
    }

    private static List<Object> drain(MessageQueue queue) {
        List<Object> all = new ArrayList<>();
        for (Object message = queue.poll(); message != null; message = queue.poll()) {
            all.add(message);
        }
        assertTrue(queue.isEmpty());
        assertEquals(0, queue.size());
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 1_000})
    @DisplayName("Q02 behaviour 17: the bound is exact for any number; the next message is refused")
    void offer_dropNewest_refusesTheNextOne(int capacity) {
        MessageQueue queue = queue(capacity, Overflow.dropNewest());
        List<Object> expected = new ArrayList<>();
        for (int i = 0; i < capacity; i++) {
            assertNull(queue.offer(i));
            expected.add(i);
        }
        Object next = "next";
        assertSame(next, queue.offer(next));
        assertEquals(capacity, queue.size());
        assertEquals(0, queue.poll());
        assertNull(queue.offer(next));
        assertSame(next, queue.offer(next));
        expected.remove(0);
        expected.add(next);
        assertEquals(expected, drain(queue));
        assertFalse(queue.failsSender());
    }

    @Test
    @DisplayName("Q02 behaviour 17: drop-oldest evicts the one that has waited longest, never an exempt one")
    void offer_dropOldest_evictsOldestThatCounts() {
        MessageQueue queue = queue(2, Overflow.dropOldest());
        queue.offer('a');
        queue.offer(1);
        queue.offer('b');
        queue.offer(2);
        assertEquals(1, queue.offer(3));
        assertEquals(2, queue.offer(4));
        assertEquals(List.of('a', 'b', 3, 4), drain(queue));
    }

    @Test
    @DisplayName("Q02 exempt messages are never counted, refused or evicted")
    void offer_exempt_alwaysFits() {
        for (Overflow overflow : List.of(Overflow.dropNewest(), Overflow.dropOldest(), Overflow.fail())) {
            MessageQueue queue = queue(1, overflow);
            for (char c = 'a'; c < 'k'; c++) {
                assertNull(queue.offer(c));
            }
            assertNull(queue.offer(1));
            assertNull(queue.offer('z'));
            assertEquals(overflow.policy() == Overflow.Policy.DROP_OLDEST ? (Object) 1 : 2, queue.offer(2));
            assertEquals(12, queue.size());
            assertEquals(12, drain(queue).size());
        }
    }

    @Test
    @DisplayName("Q02 behaviour 17: fail refuses and says that the sender is to be told")
    void offer_fail_refusesAndTellsSender() {
        MessageQueue queue = queue(1, Overflow.fail());
        assertNull(queue.offer(1));
        assertEquals(2, queue.offer(2));
        assertTrue(queue.failsSender());
    }

    @Test
    @DisplayName("Q02 behaviour 17: block waits for room on a thread that may wait")
    void offer_block_waitsUntilThereIsRoom() throws InterruptedException {
        MessageQueue queue = queue(1, Overflow.block(Duration.ofSeconds(30)));
        queue.offer(1);
        AtomicReference<Object> result = new AtomicReference<>("waiting");
        Thread sender = new Thread(() -> result.set(queue.offer(2) == null ? "added" : "refused"));
        sender.start();
        await().until(() -> sender.getState() == Thread.State.TIMED_WAITING);
        assertEquals("waiting", result.get());
        assertEquals(1, queue.poll());
        sender.join();
        assertEquals("added", result.get());
        assertEquals(List.of(2), drain(queue));
        assertEquals(0, warnings.get());
    }

    @Test
    @DisplayName("Q02 behaviour 17: block refuses when its time is over")
    void offer_blockTimesOut_refuses() {
        MessageQueue queue = queue(1, Overflow.block(Duration.ofMillis(5)));
        queue.offer(1);
        assertEquals(2, queue.offer(2));
        assertEquals(List.of(1), drain(queue));
    }

    @Test
    @DisplayName("Q02 an interrupted sender does not wait, and stays interrupted")
    void offer_blockInterrupted_refusesAndKeepsFlag() {
        MessageQueue queue = queue(1, Overflow.block(Duration.ofDays(1)));
        queue.offer(1);
        Thread.currentThread().interrupt();
        assertEquals(2, queue.offer(2));
        assertTrue(Thread.interrupted());
    }

    @Test
    @DisplayName("Q02 where the sender must not wait, block acts as drop-newest, with one warning per mailbox")
    void offer_blockWhereNobodyMayWait_dropsNewestAndWarnsOnce() throws InterruptedException {
        MessageQueue queue = queue(1, Overflow.block(Duration.ofDays(1)));
        queue.offer(1);
        for (int i = 0; i < 10; i++) {
            assertEquals("x", queue.offer("x", false));
        }
        assertEquals(1, warnings.get());
        assertNull(queue.offer('e', false));
        assertEquals(List.of(1, 'e'), drain(queue));
    }

    @Test
    @DisplayName(
            "Q02 block: a pinned mailbox that tells itself, and a sender on a shared worker, do not wait; an outside thread does")
    void mailbox_block_waitsOnlyWhereItMay() throws InterruptedException {
        List<Throwable> errors = new ArrayList<>();
        Dispatcher pinned = Dispatchers.create(
                "test",
                DispatcherSettings.of("p").withKind(DispatcherSettings.Kind.PINNED),
                Clock.system(),
                errors::add);
        Dispatcher shared = Dispatchers.create("test", DispatcherSettings.of("s"), Clock.system(), errors::add);
        try {
            MessageQueue queue = queue(1, Overflow.block(Duration.ofDays(1)));
            CountDownLatch told = new CountDownLatch(1);
            CountDownLatch gate = new CountDownLatch(1);
            TestMailbox[] self = new TestMailbox[1];
            self[0] = new TestMailbox(pinned.attach(), queue, message -> {
                if (message.equals("tell yourself")) {
                    self[0].enqueue(1);
                    self[0].enqueue(2);
                    told.countDown();
                    DispatcherContract.awaitQuietly(gate);
                }
            });
            self[0].enqueue("tell yourself");
            assertTrue(told.await(30, TimeUnit.SECONDS), "the mailbox waits for itself");
            assertEquals(List.of(2), List.copyOf(self[0].lost));
            CountDownLatch sent = new CountDownLatch(1);
            shared.execute(() -> {
                self[0].enqueue(3);
                sent.countDown();
            });
            assertTrue(sent.await(30, TimeUnit.SECONDS), "a shared worker waits");
            assertEquals(List.of(2, 3), List.copyOf(self[0].lost));
            Thread outside = new Thread(() -> self[0].enqueue(4));
            outside.start();
            await().until(() -> outside.getState() == Thread.State.TIMED_WAITING);
            gate.countDown();
            outside.join();
            assertEquals(2, self[0].refused);
            assertEquals(1, warnings.get());
        } finally {
            shared.shutdown();
            pinned.shutdown();
            assertTrue(shared.awaitTermination(DispatcherContract.LIMIT_NANOS));
            assertTrue(pinned.awaitTermination(DispatcherContract.LIMIT_NANOS));
        }
        assertEquals(List.of(), errors);
    }

    @Test
    @DisplayName("Q02 behaviour 18: 20 producers, one consumer, a bound: nothing lost without report, nothing twice")
    void queue_manyProducers_countsAddUp() throws InterruptedException {
        MessageQueue queue = queue(7, Overflow.dropOldest());
        AtomicInteger lost = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger tooMany = new AtomicInteger();
        Thread consumer = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                if (queue.poll() != null) {
                    taken.incrementAndGet();
                }
            }
        });
        consumer.start();
        DispatcherContract.runAll(20, producer -> {
            for (int i = 0; i < 500; i++) {
                if (queue.offer(i) != null) {
                    lost.incrementAndGet();
                }
                if (queue.size() > 7) {
                    tooMany.incrementAndGet();
                }
            }
        });
        consumer.interrupt();
        consumer.join();
        assertEquals(10_000, lost.get() + taken.get() + drain(queue).size());
        assertEquals(0, tooMany.get());
    }

    @Test
    void settings_outOfRange_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> Mailboxes.bounded(0, Overflow.fail()));
        assertThrows(IllegalArgumentException.class, () -> Overflow.block(Duration.ofNanos(-1)));
        assertThrows(IllegalArgumentException.class, () -> Overflow.block(Duration.ofSeconds(Long.MAX_VALUE)));
        assertNull(Mailboxes.unbounded().newQueue(owner));
        assertEquals(Mailboxes.bounded(3, Overflow.fail()), Mailboxes.bounded(3, Overflow.fail()));
    }
}
