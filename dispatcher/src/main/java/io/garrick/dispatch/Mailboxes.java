package io.garrick.dispatch;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The kinds of mailbox that come with the house. */
public final class Mailboxes {

    private static final MailboxType UNBOUNDED = new Unbounded();
    private static final MailboxType MULTIPLE_CONSUMER = new MultipleConsumer();

    private Mailboxes() {}

    /**
     * Takes whatever comes: the default.
     *
     * @return the type
     */
    public static MailboxType unbounded() {
        return UNBOUNDED;
    }

    /**
     * Holds a number of messages and no more; the bound is exact.
     *
     * @param capacity messages, at least 1
     * @param overflow what happens to the next one
     * @return the type
     * @throws IllegalArgumentException when the capacity is out of range
     */
    public static MailboxType bounded(int capacity, Overflow overflow) {
        return new Bounded(capacity, overflow);
    }

    /**
     * Takes whatever comes, and lets several mailboxes take from it at once.
     *
     * @return the type
     */
    public static MailboxType multipleConsumer() {
        return MULTIPLE_CONSUMER;
    }

    static int checkedCapacity(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("mailbox capacity must be at least 1: capacity=" + capacity);
        }
        return capacity;
    }

    private record Unbounded() implements MailboxType {
        @Override
        @Nullable
        public MessageQueue newQueue(QueueOwner owner) {
            return null;
        }

        @Override
        public List<Class<?>> semantics() {
            return List.of(UnboundedDequeBasedMessageQueueSemantics.class);
        }
    }

    private record MultipleConsumer() implements MailboxType {
        @Override
        public MessageQueue newQueue(QueueOwner owner) {
            return new MultipleConsumerMessageQueue();
        }

        @Override
        public List<Class<?>> semantics() {
            return List.of(UnboundedDequeBasedMessageQueueSemantics.class, MultipleConsumerSemantics.class);
        }
    }

    private record Bounded(int capacity, Overflow overflow) implements MailboxType {
        Bounded {
            Objects.requireNonNull(overflow, "overflow");
            checkedCapacity(capacity);
        }

        @Override
        public MessageQueue newQueue(QueueOwner owner) {
            return new BoundedMessageQueue<>(capacity, overflow, owner, new ArrivalLine());
        }

        @Override
        public List<Class<?>> semantics() {
            return List.of(BoundedDequeBasedMessageQueueSemantics.class, MultipleConsumerSemantics.class);
        }
    }
}
