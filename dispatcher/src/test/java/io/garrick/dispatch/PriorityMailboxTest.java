package io.garrick.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who goes first. */
@Timeout(60)
class PriorityMailboxTest {

    private static final int MANY = 1_000_000;
    private static final PriorityGenerator BY_TENS = PriorityGenerator.of(message -> (Integer) message / 10);
    private static final Comparator<Envelope> BY_TENS_COMPARED =
            Comparator.comparing(envelope -> (Integer) envelope.message() / 10);

    private final TestOwner owner = new TestOwner();

    private record Urgent(int number) implements ControlMessage {}

    static Stream<MailboxType> byTens() {
        return Stream.of(
                new UnboundedPriorityMailbox(BY_TENS),
                new UnboundedStablePriorityMailbox(BY_TENS),
                new UnboundedStablePriorityMailbox(BY_TENS_COMPARED),
                new BoundedPriorityMailbox(BY_TENS, MANY, Duration.ZERO),
                new BoundedStablePriorityMailbox(BY_TENS, MANY, Duration.ZERO),
                new BoundedStablePriorityMailbox(BY_TENS_COMPARED, MANY, Duration.ZERO));
    }

    private MessageQueue queue(MailboxType type) {
        MessageQueue queue = type.newQueue(owner);
        assertTrue(queue != null);
        return queue;
    }

    private static void offerAll(MessageQueue queue, Object... messages) {
        for (Object message : messages) {
            assertNull(queue.offer(message, false));
        }
    }

    @ParameterizedTest
    @MethodSource("byTens")
    @DisplayName("Q02 stable priority: the lowest number first, equals in the order of arrival")
    void poll_priorities_lowestFirstThenByArrival(MailboxType type) {
        MessageQueue queue = queue(type);
        offerAll(queue, 25, 13, 21, 11, 5, 12, 20);
        assertEquals(List.of(5, 13, 11, 12, 25, 21, 20), MessageQueueContract.drain(queue));
    }

    @ParameterizedTest
    @MethodSource("byTens")
    @DisplayName("Q02 stable priority agrees with a sorted list over random offers and polls")
    void queue_randomHistory_agreesWithSortedList(MailboxType type) {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            MessageQueue queue = queue(type);
            List<Integer> model = new ArrayList<>();
            for (int step = 0; step < 2_000; step++) {
                if (random.nextInt(step < 1_000 ? 3 : 2) > 0) {
                    int message = random.nextInt(200);
                    offerAll(queue, message);
                    int at = 0;
                    while (at < model.size() && model.get(at) / 10 <= message / 10) {
                        at++;
                    }
                    model.add(at, message);
                } else {
                    assertEquals(model.isEmpty() ? null : model.remove(0), queue.poll(), "seed " + seed);
                }
                assertEquals(model.size(), queue.size());
            }
            assertEquals(model, MessageQueueContract.drain(queue), "seed " + seed);
        }
    }

    @Test
    @DisplayName("Q02 control-aware: control messages first, both kinds in the order of arrival")
    void poll_controlMessages_first() {
        for (MailboxType type : List.of(
                new UnboundedControlAwareMailbox(), new BoundedControlAwareMailbox(MANY, Overflow.dropNewest()))) {
            MessageQueue queue = queue(type);
            offerAll(queue, 1, new Urgent(1), 2, new Urgent(2), 3);
            assertEquals(new Urgent(1), queue.poll());
            offerAll(queue, new Urgent(3), 4);
            assertEquals(List.of(new Urgent(2), new Urgent(3), 1, 2, 3, 4), MessageQueueContract.drain(queue));
        }
    }

    @Test
    @DisplayName(
            "Q02 bounded priority: what is lost is the newest or the oldest, whatever its priority, and never exempt")
    void offer_boundedPriorityFull_dropsByAge() {
        PriorityGenerator exemptLast =
                PriorityGenerator.of(message -> message instanceof Character ? 99 : (Integer) message);
        MessageQueue newest = queue(new BoundedPriorityMailbox(exemptLast, 2, Overflow.dropNewest()));
        offerAll(newest, 5, 'e', 7);
        assertEquals(1, newest.offer(1));
        assertEquals(List.of(5, 7, 'e'), MessageQueueContract.drain(newest));

        MessageQueue oldest = queue(new BoundedPriorityMailbox(exemptLast, 3, Overflow.dropOldest()));
        offerAll(oldest, 'e', 1, 7, 3);
        assertEquals(1, oldest.offer(9));
        assertEquals(7, oldest.offer(2));
        assertEquals(2, oldest.poll());
        offerAll(oldest, 8);
        assertEquals(3, oldest.offer(0));
        assertEquals(List.of(0, 8, 9, 'e'), MessageQueueContract.drain(oldest));
    }

    @Test
    @DisplayName("Q02 bounded priority with random drops of the oldest agrees with a list")
    void queue_randomDropsOfOldest_agreesWithList() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            int capacity = 1 + random.nextInt(40);
            MessageQueue queue = queue(new BoundedStablePriorityMailbox(BY_TENS, capacity, Overflow.dropOldest()));
            List<Integer> byArrival = new ArrayList<>();
            for (int step = 0; step < 2_000; step++) {
                if (random.nextInt(3) > 0) {
                    Integer message = random.nextInt(200);
                    Object lost = byArrival.size() == capacity ? byArrival.remove(0) : null;
                    byArrival.add(message);
                    assertEquals(lost, queue.offer(message, false), "seed " + seed);
                } else {
                    Integer first = byArrival.stream()
                            .min(Comparator.comparing(message -> message / 10))
                            .orElse(null);
                    assertEquals(first, queue.poll(), "seed " + seed);
                    byArrival.remove(first);
                }
                assertEquals(byArrival.size(), queue.size());
            }
        }
    }

    @Test
    @DisplayName("Q02 a generator that throws costs the message its place, not its handling, and is reported once")
    void poll_generatorThrows_handledLast() {
        PriorityGenerator failing = PriorityGenerator.of(message -> {
            if ((Integer) message < 0) {
                throw new IllegalStateException("no idea");
            }
            return (Integer) message;
        });
        for (MailboxType type :
                List.of(new UnboundedPriorityMailbox(failing), new BoundedPriorityMailbox(failing, 9, Duration.ZERO))) {
            owner.failures.clear();
            MessageQueue queue = queue(type);
            offerAll(queue, -1, 3, -2, 1);
            assertEquals(List.of(1, 3, -1, -2), MessageQueueContract.drain(queue));
            assertEquals(
                    List.of("no idea"),
                    owner.failures.stream().map(Throwable::getMessage).toList());
        }
    }

    @Test
    @DisplayName("Q02 whatever a comparator does, no message is lost")
    void poll_comparatorMisbehaves_allHandled() {
        Random random = new Random(7);
        List<Comparator<Envelope>> bad =
                List.of((one, other) -> random.nextInt(3) - 1, (one, other) -> 1, (one, other) -> -1, (one, other) -> {
                    if (random.nextBoolean()) {
                        throw new IllegalStateException("no order");
                    }
                    return random.nextInt(3) - 1;
                });
        for (Comparator<Envelope> comparator : bad) {
            for (MailboxType type : List.of(
                    new UnboundedPriorityMailbox(comparator),
                    new BoundedPriorityMailbox(comparator, MANY, Duration.ZERO))) {
                MessageQueue queue = queue(type);
                List<Object> all = new ArrayList<>();
                for (int i = 0; i < 1_000; i++) {
                    offerAll(queue, i);
                    if (i % 3 == 0) {
                        all.add(queue.poll());
                    }
                }
                all.addAll(MessageQueueContract.drain(queue));
                assertEquals(1_000, all.stream().distinct().count());
            }
        }
        assertEquals(2, owner.failures.size());
    }

    @Test
    @DisplayName("Q02 a comparator sees the sender")
    void poll_comparedBySender_ordered() {
        MessageQueue queue = queue(new UnboundedPriorityMailbox(
                Comparator.comparing((Envelope envelope) -> ((Class<?>) envelope.sender()).getSimpleName())));
        offerAll(queue, "text", 1, 'c', 2L);
        assertEquals(List.of('c', 1, 2L, "text"), MessageQueueContract.drain(queue));
    }

    @Test
    @DisplayName("Q02 a comparator that sends to its own bounded mailbox is stopped and does no harm")
    void offer_comparatorSends_isRefused() {
        AtomicReference<MessageQueue> self = new AtomicReference<>();
        MessageQueue queue = queue(new BoundedPriorityMailbox(
                (one, other) -> {
                    self.get().offer("from within", false);
                    return 0;
                },
                9,
                Duration.ZERO));
        self.set(queue);
        offerAll(queue, 1, 2);
        assertEquals(List.of(1, 2), MessageQueueContract.drain(queue));
        assertEquals(1, owner.failures.size());
        assertTrue(owner.failures.peek() instanceof IllegalStateException);
    }

    @Test
    @DisplayName("M03 Q02 no code of the user's runs in the sender's thread of an unbounded priority mailbox")
    void offer_unboundedPriority_asksInTheConsumersThread() throws InterruptedException {
        AtomicReference<Thread> asked = new AtomicReference<>();
        MessageQueue queue = queue(new UnboundedPriorityMailbox(PriorityGenerator.of(message -> {
            asked.set(Thread.currentThread());
            return 0;
        })));
        CountDownLatch sent = new CountDownLatch(1);
        Thread sender = new Thread(() -> {
            queue.offer(1);
            sent.countDown();
        });
        sender.start();
        sent.await();
        sender.join();
        assertNull(asked.get());
        assertEquals(1, queue.poll());
        assertSame(Thread.currentThread(), asked.get());
    }

    @Test
    void generator_extremePriorities_doNotOverflow() {
        PriorityGenerator own = PriorityGenerator.of(message -> (Integer) message);
        assertTrue(own.compare(owner.envelope(Integer.MIN_VALUE), owner.envelope(Integer.MAX_VALUE)) < 0);
        MessageQueue queue = queue(new UnboundedPriorityMailbox(own));
        offerAll(queue, Integer.MAX_VALUE, 0, Integer.MIN_VALUE);
        assertEquals(List.of(Integer.MIN_VALUE, 0, Integer.MAX_VALUE), MessageQueueContract.drain(queue));
    }

    @Test
    void types_outOfRange_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> new BoundedMailbox(0, Overflow.fail()));
        assertThrows(IllegalArgumentException.class, () -> new NonBlockingBoundedMailbox(-1));
        assertThrows(IllegalArgumentException.class, () -> new BoundedControlAwareMailbox(0, Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> new BoundedPriorityMailbox(BY_TENS, 0, Duration.ZERO));
        assertThrows(
                IllegalArgumentException.class,
                () -> new BoundedStablePriorityMailbox(BY_TENS, 1, Duration.ofSeconds(-1)));
    }

    @Test
    @DisplayName("Q04 what each kind of mailbox meets")
    void meets_demands_asTheNamesSay() {
        List<Class<?>> unbounded = List.of(
                UnboundedMessageQueueSemantics.class,
                DequeBasedMessageQueueSemantics.class,
                UnboundedDequeBasedMessageQueueSemantics.class);
        List<Class<?>> bounded = List.of(
                BoundedMessageQueueSemantics.class,
                DequeBasedMessageQueueSemantics.class,
                BoundedDequeBasedMessageQueueSemantics.class,
                MultipleConsumerSemantics.class);
        assertMeets(unbounded, new UnboundedMailbox());
        assertMeets(unbounded, new UnboundedDequeBasedMailbox());
        assertMeets(unbounded, new SingleConsumerOnlyUnboundedMailbox());
        assertMeets(unbounded, Mailboxes.unbounded());
        assertMeets(unbounded, new UnboundedPriorityMailbox(BY_TENS));
        assertMeets(unbounded, new UnboundedStablePriorityMailbox(BY_TENS));
        assertMeets(bounded, Mailboxes.bounded(1, Overflow.fail()));
        assertMeets(bounded, new BoundedMailbox(1, Duration.ZERO));
        assertMeets(bounded, new BoundedDequeBasedMailbox(1, Duration.ZERO));
        assertMeets(bounded, new NonBlockingBoundedMailbox(1));
        assertMeets(bounded, new BoundedPriorityMailbox(BY_TENS, 1, Duration.ZERO));
        assertMeets(bounded, new BoundedStablePriorityMailbox(BY_TENS, 1, Duration.ZERO));
        assertMeets(
                List.of(
                        UnboundedMessageQueueSemantics.class,
                        DequeBasedMessageQueueSemantics.class,
                        UnboundedDequeBasedMessageQueueSemantics.class,
                        MultipleConsumerSemantics.class),
                Mailboxes.multipleConsumer());
        assertMeets(
                List.of(
                        UnboundedMessageQueueSemantics.class,
                        DequeBasedMessageQueueSemantics.class,
                        UnboundedDequeBasedMessageQueueSemantics.class,
                        ControlAwareMessageQueueSemantics.class,
                        UnboundedControlAwareMessageQueueSemantics.class),
                new UnboundedControlAwareMailbox());
        assertMeets(
                List.of(
                        BoundedMessageQueueSemantics.class,
                        DequeBasedMessageQueueSemantics.class,
                        BoundedDequeBasedMessageQueueSemantics.class,
                        MultipleConsumerSemantics.class,
                        ControlAwareMessageQueueSemantics.class,
                        BoundedControlAwareMessageQueueSemantics.class),
                new BoundedControlAwareMailbox(1, Duration.ZERO));
    }

    private static void assertMeets(List<Class<?>> expected, MailboxType type) {
        List<Class<?>> all = List.of(
                UnboundedMessageQueueSemantics.class,
                BoundedMessageQueueSemantics.class,
                DequeBasedMessageQueueSemantics.class,
                UnboundedDequeBasedMessageQueueSemantics.class,
                BoundedDequeBasedMessageQueueSemantics.class,
                MultipleConsumerSemantics.class,
                ControlAwareMessageQueueSemantics.class,
                UnboundedControlAwareMessageQueueSemantics.class,
                BoundedControlAwareMessageQueueSemantics.class);
        for (Class<?> demanded : all) {
            assertEquals(expected.contains(demanded), type.meets(demanded), type.getClass() + " " + demanded);
        }
    }
}
