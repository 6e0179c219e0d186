package io.garrick.dispatch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several mailboxes that take from one queue. */
@Timeout(120)
class SharedQueueTest {

    /** A part of a shared queue is a queue as any other, before its mailbox begins and with nobody beside it. */
    @Nested
    class Alone extends MessageQueueContract {
        @Override
        MailboxType type(int capacity) {
            return new SharedQueue();
        }
    }

    private final ManualDispatcher dispatcher = new ManualDispatcher();
    private final SharedQueue shared = new SharedQueue();
    private final List<String> journal = new ArrayList<>();

    private TestMailbox member(String name) {
        TestMailbox member = new TestMailbox(
                dispatcher, shared.newQueue(new TestOwner()), message -> journal.add(name + " " + message));
        dispatcher.runAll();
        return member;
    }

    @Test
    @DisplayName("Q01 what comes while one is busy is handled by another that is idle, and what is sent to one by any")
    void enqueue_oneIsBusy_anotherTakesIt() {
        TestMailbox a = member("a");
        member("b");
        a.handler = message -> {
            journal.add("a " + message);
            if (message.equals(1)) {
                a.enqueue(2);
                dispatcher.runAll(); // b, beside a
            }
        };
        a.enqueue(1);
        dispatcher.runAll();
        assertEquals(List.of("a 1", "b 2"), journal);
        assertFalse(a.isScheduled());
    }

    @Test
    @DisplayName("Q06 two messages wake two members, three wake two, and all are handled")
    void enqueue_several_wakeAsMany() {
        TestMailbox a = member("a");
        TestMailbox b = member("b");
        a.enqueue(1);
        assertTrue(a.isScheduled() && !b.isScheduled());
        a.enqueue(2);
        assertTrue(b.isScheduled());
        a.enqueue(3);
        assertEquals(3, shared.size());
        dispatcher.runAll();
        assertEquals(3, journal.size());
        assertEquals(0, shared.size());
    }

    @Test
    @DisplayName("Q06 who is scheduled for a message and suspended first passes the wake-up on")
    void suspend_scheduledForAMessage_anotherTakesIt() {
        TestMailbox a = member("a");
        member("b");
        a.enqueue(1);
        a.order(TestMailbox::doSuspend);
        dispatcher.runAll();
        assertEquals(List.of("b 1"), journal);
        a.enqueue(2);
        dispatcher.runAll();
        assertEquals(List.of("b 1", "b 2"), journal);
    }

    @Test
    @DisplayName("Q06 what came while all were suspended is handled by the first that is resumed")
    void resume_messagesWait_takesThem() {
        TestMailbox a = member("a");
        TestMailbox b = member("b");
        a.order(TestMailbox::doSuspend);
        b.order(TestMailbox::doSuspend);
        dispatcher.runAll();
        a.enqueue(1);
        b.enqueue(2);
        dispatcher.runAll();
        assertEquals(List.of(), journal);
        b.order(TestMailbox::doResume);
        dispatcher.runAll();
        assertEquals(List.of("b 1", "b 2"), journal);
    }

    @Test
    @DisplayName("Q02 who closes leaves what is queued to the others, and what it was scheduled for")
    void close_messagesQueued_othersTakeThem() {
        TestMailbox a = member("a");
        TestMailbox b = member("b");
        a.enqueue(1);
        a.order(TestMailbox::doClose);
        dispatcher.runAll();
        assertEquals(List.of("b 1"), journal);
        a.enqueue("to the dead");
        b.enqueue(2);
        dispatcher.runAll();
        assertEquals(List.of("b 1", "b 2"), journal);
        assertEquals(List.of("to the dead"), List.copyOf(a.closedMessages));
        assertEquals(List.of(), List.copyOf(b.closedMessages));
    }

    @Test
    @DisplayName("Q03 the last one to close takes the rest along; who joins later begins with an empty queue")
    void close_theLast_takesTheRest() {
        TestMailbox a = member("a");
        TestMailbox b = member("b");
        a.order(TestMailbox::doSuspend);
        b.order(TestMailbox::doSuspend);
        dispatcher.runAll();
        a.enqueue(1);
        b.enqueue(2);
        a.order(TestMailbox::doClose);
        dispatcher.runAll();
        assertEquals(List.of(), List.copyOf(a.closedMessages));
        b.order(TestMailbox::doClose);
        dispatcher.runAll();
        assertEquals(List.of(1, 2), List.copyOf(b.closedMessages));
        TestMailbox c = member("c");
        assertEquals(List.of(), journal);
        c.enqueue(3);
        dispatcher.runAll();
        assertEquals(List.of("c 3"), journal);
    }

    @Test
    @DisplayName("Q02 what is exempt from bounds is the mailbox's own, and goes first")
    void enqueue_exempt_staysWithItsMailbox() {
        TestMailbox a = member("a");
        TestMailbox b = member("b");
        b.enqueue(1);
        b.enqueue(2);
        b.enqueue('e');
        a.enqueue('f');
        assertEquals(3, b.queuedMessages());
        dispatcher.runAll();
        assertEquals(4, journal.size());
        assertTrue(journal.contains("a f") && journal.indexOf("b e") < journal.size());
        assertTrue(journal.contains("b e"));
        b.order(TestMailbox::doSuspend);
        dispatcher.runAll();
        b.enqueue('g');
        b.order(TestMailbox::doClose);
        dispatcher.runAll();
        assertEquals(List.of('g'), List.copyOf(b.closedMessages));
        assertEquals(4, journal.size());
    }

    @Test
    @DisplayName("Q02 what comes before a mailbox begins is its own")
    void enqueue_beforeStart_isHandledByItself() {
        member("a");
        TestMailbox b = new TestMailbox(
                dispatcher,
                shared.newQueue(new TestOwner()),
                message -> journal.add("b " + message),
                new TestMailbox.Command(self -> {}));
        b.enqueue(1);
        dispatcher.runAll();
        assertEquals(List.of(), journal);
        b.start();
        dispatcher.runAll();
        assertEquals(List.of("b 1"), journal);
    }

    @Test
    @DisplayName("Q02 a shared queue may have a bound, which holds for all together; it must stand several consumers")
    void newQueue_ofOtherType_keepsItsBound() {
        SharedQueue bounded = new SharedQueue(Mailboxes.bounded(2, Overflow.fail()));
        TestMailbox a = new TestMailbox(dispatcher, bounded.newQueue(new TestOwner()), message -> {});
        TestMailbox b = new TestMailbox(dispatcher, bounded.newQueue(new TestOwner()), message -> {});
        dispatcher.runAll();
        a.enqueue(1);
        b.enqueue(2);
        a.enqueue(3);
        assertEquals(List.of(3), List.copyOf(a.lost));
        assertEquals(2, a.queueCapacity());
        assertTrue(bounded.meets(BoundedMessageQueueSemantics.class));
        assertThrows(IllegalArgumentException.class, () -> new SharedQueue(Mailboxes.unbounded()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new SharedQueue(new UnboundedPriorityMailbox(PriorityGenerator.of(message -> 0))));
    }

    @Test
    @DisplayName("Q06 while one handles for long, every message is handled by the others, whomever it is sent to")
    void threads_oneBlocks_othersHandleAll() throws InterruptedException {
        Dispatcher threads = threads(3);
        try {
            CountDownLatch gate = new CountDownLatch(1);
            CountDownLatch blocked = new CountDownLatch(1);
            CountDownLatch handled = new CountDownLatch(1_000);
            List<TestMailbox> team = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                team.add(new TestMailbox(threads, shared.newQueue(new TestOwner()), message -> {
                    if (message.equals("block")) {
                        blocked.countDown();
                        DispatcherContract.awaitQuietly(gate);
                    } else {
                        handled.countDown();
                    }
                }));
            }
            team.get(1).enqueue("block");
            assertTrue(blocked.await(30, TimeUnit.SECONDS));
            for (int i = 0; i < 1_000; i++) {
                team.get(i % 3).enqueue(i);
                if (i % 10 == 0) {
                    int sent = i + 1;
                    await().pollDelay(Duration.ZERO)
                            .pollInterval(Duration.ofMillis(1))
                            .until(() -> handled.getCount() == 1_000 - sent); // they go idle again and again
                }
            }
            assertTrue(handled.await(30, TimeUnit.SECONDS));
            gate.countDown();
        } finally {
            threads.shutdown();
            assertTrue(threads.awaitTermination(DispatcherContract.LIMIT_NANOS));
        }
    }

    @Test
    @DisplayName(
            "Q06 Q02 behaviour 18: members that suspend, resume, close and are replaced under load lose nothing and handle nothing twice")
    void threads_membersComeAndGo_eachMessageOnce() throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            storm(round);
        }
    }

    /** Four places, each with a member that is now and then replaced; four producers that tell whoever is there. */
    private void storm(int seed) throws InterruptedException {
        int producers = 4;
        int each = 3_000;
        SharedQueue queue = new SharedQueue();
        Dispatcher threads = threads(3);
        List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
        List<TestMailbox> all = Collections.synchronizedList(new ArrayList<>());
        AtomicReferenceArray<TestMailbox> team = new AtomicReferenceArray<>(4);
        for (int i = 0; i < 4; i++) {
            team.set(i, stormMember(threads, queue, seen, all));
        }
        AtomicBoolean over = new AtomicBoolean();
        Thread fate = new Thread(() -> {
            Random random = new Random(seed);
            while (!over.get()) {
                int place = random.nextInt(4);
                TestMailbox member = team.get(place);
                if (random.nextInt(4) == 0) {
                    member.order(TestMailbox::doClose);
                    team.set(place, stormMember(threads, queue, seen, all));
                } else {
                    member.order(TestMailbox::doSuspend);
                    member.order(TestMailbox::doResume);
                }
                Thread.yield();
            }
        });
        fate.start();
        DispatcherContract.runAll(producers, producer -> {
            for (int i = 0; i < each; i++) {
                team.get((i * 7 + producer) % 4).enqueue(producer * each + i);
            }
        });
        over.set(true);
        fate.join();
        int messages = producers * each;
        await().atMost(Duration.ofSeconds(30))
                .until(() -> seen.size() + closedMessages(all) >= messages && queue.size() == 0);
        threads.shutdown();
        assertTrue(threads.awaitTermination(DispatcherContract.LIMIT_NANOS));
        java.util.Set<Object> distinct = ConcurrentHashMap.newKeySet();
        distinct.addAll(seen);
        all.forEach(member -> distinct.addAll(member.closedMessages));
        assertEquals(messages, distinct.size(), "lost, seed " + seed);
        assertEquals(messages, seen.size() + closedMessages(all), "twice, seed " + seed);
    }

    private static TestMailbox stormMember(
            Dispatcher threads, SharedQueue queue, List<Integer> seen, List<TestMailbox> all) {
        TestMailbox member =
                new TestMailbox(threads, queue.newQueue(new TestOwner()), message -> seen.add((Integer) message));
        all.add(member);
        return member;
    }

    private static int closedMessages(List<TestMailbox> all) {
        synchronized (all) {
            return all.stream().mapToInt(member -> member.closedMessages.size()).sum();
        }
    }

    @Test
    @DisplayName("Q03 Q06 a message that races the end of the last member is handled or given back")
    void threads_lastLeavesWhileSending_nothingStays() throws InterruptedException {
        Dispatcher threads = threads(2);
        try {
            for (int round = 0; round < 3_000; round++) {
                SharedQueue queue = new SharedQueue();
                AtomicInteger handled = new AtomicInteger();
                TestMailbox last =
                        new TestMailbox(threads, queue.newQueue(new TestOwner()), message -> handled.incrementAndGet());
                CountDownLatch sent = new CountDownLatch(1);
                threads.execute(() -> {
                    last.enqueue(1);
                    last.enqueue(2);
                    sent.countDown();
                });
                last.order(TestMailbox::doClose);
                assertTrue(sent.await(30, TimeUnit.SECONDS));
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofNanos(10_000))
                        .until(() -> handled.get() + last.closedMessages.size() == 2);
                assertEquals(0, queue.size());
            }
        } finally {
            threads.shutdown();
            assertTrue(threads.awaitTermination(DispatcherContract.LIMIT_NANOS));
        }
    }

    private static Dispatcher threads(int parallelism) {
        return Dispatchers.create(
                "test",
                DispatcherSettings.of("shared").withParallelism(parallelism).withThroughput(3),
                Clock.system(),
                thrown -> {
                    throw new AssertionError(thrown);
                });
    }
}
