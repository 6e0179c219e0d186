package io.garrick.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol of one mailbox, step by step in one thread; races are in the stress tests. */
class MailboxTest {

    private final ManualDispatcher dispatcher = new ManualDispatcher();
    private final List<Object> handled = new ArrayList<>();
    private final TestMailbox mailbox = new TestMailbox(dispatcher, handled::add);

    @BeforeEach
    void settle() {
        dispatcher.runAll();
        dispatcher.executed = 0;
        dispatcher.yielded = 0;
        mailbox.activations = 0;
    }

    @Test
    @DisplayName("Q01 the first system message is handled before whatever comes before the start")
    void mailbox_beforeStart_handlesNothing() {
        List<Object> order = new ArrayList<>();
        TestMailbox fresh =
                new TestMailbox(dispatcher, null, order::add, new TestMailbox.Command(self -> order.add("first")));
        fresh.enqueue("user");
        fresh.order(self -> order.add("second"));
        assertEquals(0, dispatcher.executed);
        fresh.start();
        assertEquals(1, dispatcher.executed);
        dispatcher.runAll();
        assertEquals(List.of("first", "second", "user"), order);
    }

    @Test
    @DisplayName("Q05 a mailbox is given to its dispatcher once, however many messages come")
    void enqueue_manyMessages_schedulesOnce() {
        IntStream.range(0, 10).forEach(mailbox::enqueue);
        mailbox.order(self -> {});
        assertEquals(1, dispatcher.executed);
        assertEquals(10, mailbox.queuedMessages());
        dispatcher.runAll();
        assertEquals(1, dispatcher.executed);
        assertEquals(0, dispatcher.yielded);
        assertEquals(10, handled.size());
        assertEquals(0, mailbox.queuedMessages());
    }

    @Test
    @DisplayName("Q05 an activation handles at most its budget, then goes to the back")
    void run_moreThanThroughput_goesToTheBack() {
        dispatcher.throughput = 3;
        IntStream.range(0, 7).forEach(mailbox::enqueue);
        assertTrue(dispatcher.runOne());
        assertEquals(List.of(0, 1, 2), handled);
        assertEquals(1, dispatcher.yielded);
        dispatcher.runAll();
        assertEquals(7, handled.size());
        assertEquals(2, dispatcher.yielded);
        mailbox.enqueue(7);
        mailbox.enqueue(8);
        dispatcher.queued.clear();
        assertEquals(1, mailbox.run(1));
        dispatcher.queued.clear();
        assertEquals(1, mailbox.run(5));
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8), handled);
    }

    @Test
    @DisplayName("Q05 behaviour 15: an activation ends after the message in which its deadline passes")
    void run_deadlinePasses_goesToTheBack() {
        dispatcher.deadlineNanos = 100;
        mailbox.handler = message -> {
            handled.add(message);
            dispatcher.clock.nanos += 60;
        };
        IntStream.range(0, 5).forEach(mailbox::enqueue);
        assertTrue(dispatcher.runOne());
        assertEquals(List.of(0, 1), handled);
        assertTrue(dispatcher.runOne());
        assertEquals(List.of(0, 1, 2, 3), handled);
        assertEquals(2, dispatcher.yielded);
        dispatcher.runAll();
        assertEquals(5, handled.size());
        assertEquals(2, dispatcher.yielded);
    }

    @Test
    @DisplayName("Q01 system messages go before the first and after each user message, in their order")
    void run_systemMessages_goBeforeAndBetween() {
        mailbox.handler = message -> {
            handled.add(message);
            if (message.equals(1)) {
                mailbox.order(self -> handled.add("c"));
                mailbox.order(self -> handled.add("d"));
            }
        };
        mailbox.enqueue(1);
        mailbox.enqueue(2);
        mailbox.order(self -> handled.add("a"));
        mailbox.order(self -> handled.add("b"));
        dispatcher.runAll();
        assertEquals(List.of("a", "b", 1, "c", "d", 2), handled);
        assertEquals(1, mailbox.activations);
    }

    @Test
    @DisplayName("Q01 a suspended mailbox handles system messages only, until as many resumes as suspends")
    void run_suspended_handlesSystemMessagesOnly() {
        mailbox.order(TestMailbox::doSuspend);
        mailbox.order(TestMailbox::doSuspend);
        mailbox.enqueue(1);
        dispatcher.runAll();
        assertTrue(mailbox.isSuspended());
        int before = dispatcher.executed;
        mailbox.enqueue(2);
        assertEquals(before, dispatcher.executed, "a user message does not wake a suspended mailbox");
        mailbox.order(TestMailbox::doResume);
        dispatcher.runAll();
        assertEquals(List.of(), handled);
        mailbox.order(TestMailbox::doResume);
        dispatcher.runAll();
        assertFalse(mailbox.isSuspended());
        assertEquals(List.of(1, 2), handled);
        mailbox.order(self -> assertThrows(IllegalStateException.class, self::doResume));
        dispatcher.runAll();
    }

    @Test
    @DisplayName("Q01 a mailbox that suspends itself in a message handles no further one")
    void run_suspendsItself_stops() {
        mailbox.handler = message -> {
            handled.add(message);
            if (message.equals(1)) {
                mailbox.doSuspend();
            }
        };
        mailbox.enqueue(1);
        mailbox.enqueue(2);
        dispatcher.runAll();
        assertEquals(List.of(1), handled);
        mailbox.order(TestMailbox::doResume);
        dispatcher.runAll();
        assertEquals(List.of(1, 2), handled);
    }

    @Test
    @DisplayName("Q03 behaviour 18: closing disposes of what is queued, and of what comes later")
    void close_queuedAndLateMessages_areDisposedOf() {
        mailbox.handler = message -> {
            handled.add(message);
            mailbox.doClose();
        };
        IntStream.range(0, 5).forEach(mailbox::enqueue);
        dispatcher.runAll();
        assertEquals(List.of(0), handled);
        assertEquals(List.of(1, 2, 3, 4), List.copyOf(mailbox.closedMessages));
        assertTrue(mailbox.isClosed());
        mailbox.enqueue("late");
        mailbox.order(self -> handled.add("never"));
        dispatcher.runAll();
        assertEquals(6 - 1, mailbox.closedMessages.size());
        assertEquals(1, mailbox.closedSystemMessages.size());
        assertEquals(List.of(0), handled);
        assertEquals(0, dispatcher.queued.size());
    }

    @Test
    @DisplayName(
            "Q03 closing disposes of what is queued then: senders that go on all the time do not keep it from returning")
    void close_messagesKeepComing_returns() {
        List<Integer> disposedAtReturn = new ArrayList<>();
        int flood = 1_000;
        TestMailbox flooded = new TestMailbox(dispatcher, message -> {}) {
            @Override
            protected void onClosed(Object message) {
                super.onClosed(message);
                if (closedMessages.size() < flood) {
                    enqueue("one more");
                }
            }
        };
        dispatcher.runAll();
        flooded.order(self -> {
            self.doClose();
            disposedAtReturn.add(self.closedMessages.size());
        });
        IntStream.range(0, 3).forEach(flooded::enqueue);
        dispatcher.runAll();
        assertEquals(List.of(3), disposedAtReturn);
        assertEquals(flood + 2, flooded.closedMessages.size());
        assertEquals(0, dispatcher.queued.size());
    }

    @Test
    @DisplayName("Q03 a suspended mailbox that is closed disposes of its messages too")
    void close_suspended_disposes() {
        mailbox.order(TestMailbox::doSuspend);
        mailbox.enqueue(1);
        mailbox.order(TestMailbox::doClose);
        mailbox.enqueue(2);
        dispatcher.runAll();
        mailbox.enqueue(3);
        dispatcher.runAll();
        assertEquals(List.of(1, 2, 3), List.copyOf(mailbox.closedMessages));
        assertEquals(List.of(), handled);
    }

    @Test
    @DisplayName("T04 what is in front goes before the queue, and alone schedules the mailbox again")
    void front_messages_goFirst() {
        mailbox.handler = message -> {
            handled.add(message);
            if (message.equals(1)) {
                mailbox.putInFront("front a");
                mailbox.putInFront("front b");
            }
        };
        dispatcher.throughput = 1;
        mailbox.enqueue(1);
        mailbox.enqueue(2);
        dispatcher.runAll();
        assertEquals(List.of(1, "front a", "front b", 2), handled);
        assertEquals(3, dispatcher.yielded);
    }

    @Test
    @DisplayName("Q08 a handler that throws ends the activation; the rest is handled in the next")
    void run_handlerThrows_restIsHandledLater() {
        mailbox.handler = message -> {
            handled.add(message);
            throw new IllegalStateException("handler");
        };
        mailbox.enqueue(1);
        mailbox.enqueue(2);
        assertThrows(IllegalStateException.class, dispatcher::runOne);
        assertThrows(IllegalStateException.class, dispatcher::runOne);
        assertFalse(dispatcher.runOne());
        assertEquals(List.of(1, 2), handled);
        mailbox.order(self -> {
            throw new IllegalStateException("system");
        });
        mailbox.order(self -> handled.add("behind it"));
        assertThrows(IllegalStateException.class, dispatcher::runOne);
        assertEquals(List.of(1, 2, "behind it"), handled);
    }

    @Test
    @DisplayName("Q03 a shut-down dispatcher leaves nothing behind: the sender disposes")
    void enqueue_dispatcherShutDown_drainsHere() {
        dispatcher.shutdown = true;
        mailbox.enqueue(1);
        mailbox.order(self -> handled.add("never"));
        mailbox.enqueue(2);
        assertEquals(List.of(1, 2), List.copyOf(mailbox.closedMessages));
        assertEquals(1, mailbox.closedSystemMessages.size());
        assertEquals(List.of(), handled);
        assertTrue(mailbox.isClosed());
    }

    @Test
    @DisplayName("M15 isRunningHere is true for the thread in the activation only")
    void isRunningHere_onlyInActivation() throws InterruptedException {
        List<Boolean> answers = new ArrayList<>();
        TestMailbox other = new TestMailbox(dispatcher);
        mailbox.handler = message -> {
            answers.add(mailbox.isRunningHere());
            answers.add(other.isRunningHere());
            other.run(1);
            answers.add(mailbox.isRunningHere());
            Thread stranger = new Thread(() -> answers.add(mailbox.isRunningHere()));
            stranger.start();
            join(stranger);
        };
        assertFalse(mailbox.isRunningHere());
        mailbox.enqueue(1);
        dispatcher.runAll();
        assertEquals(List.of(true, false, true, false), answers);
        assertFalse(mailbox.isRunningHere());
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100, 511, 512, 513, 10_000, 1_000_000})
    @DisplayName("M01 order holds across chunks; after a burst of 1,000,000 at most 512 slots are held")
    void queue_burst_keepsOrderAndGivesMemoryBack(int burst) {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger wrong = new AtomicInteger();
        mailbox.handler = message -> {
            if (!message.equals(next.getAndIncrement())) {
                wrong.incrementAndGet();
            }
        };
        for (int i = 0; i < burst; i++) {
            mailbox.enqueue(i);
        }
        assertEquals(burst, mailbox.queuedMessages());
        dispatcher.runAll();
        assertEquals(burst, next.get());
        assertEquals(0, wrong.get());
        assertEquals(0, mailbox.queuedMessages());
        assertTrue(mailbox.slotsHeld() <= 512, "slots=" + mailbox.slotsHeld());
        assertTrue(burst > 1 || mailbox.slotsHeld() == 2, "one message needs no growth");
    }

    @Test
    @DisplayName("Q02 a mailbox with another queue keeps to its order and its emptiness")
    void queue_alternative_isUsed() {
        MessageQueue bounded = Mailboxes.bounded(2, Overflow.dropNewest()).newQueue(new TestOwner());
        TestMailbox other = new TestMailbox(dispatcher, bounded, handled::add);
        dispatcher.runAll();
        for (int i = 0; i < 4; i++) {
            other.enqueue(i);
        }
        assertEquals(2, other.queuedMessages());
        assertEquals(2, other.queueCapacity());
        assertEquals(Integer.MAX_VALUE, mailbox.queueCapacity());
        assertEquals(List.of(2, 3), List.copyOf(other.lost));
        dispatcher.runAll();
        assertEquals(List.of(0, 1), handled);
        other.enqueue(5);
        dispatcher.runAll();
        assertEquals(List.of(0, 1, 5), handled);
    }
}
