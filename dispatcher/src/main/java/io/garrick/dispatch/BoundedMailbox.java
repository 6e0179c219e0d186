package io.garrick.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Holds a number of messages and no more; the bound is exact. In the configuration its {@code capacity} is 1,000 when nothing is said, and its
 * {@code block-timeout} 10 s.
 */
public class BoundedMailbox implements MailboxType {

    private final int capacity;
    private final Overflow overflow;

    /**
     * A sender waits for room, where it may (see {@link Overflow#block}).
     *
     * @param capacity messages, at least 1
     * @param pushTimeOut how long a sender waits; zero to 292 years
     */
    public BoundedMailbox(int capacity, Duration pushTimeOut) {
        this(capacity, Overflow.block(pushTimeOut));
    }

    /**
     * With a choice of what gives way.
     *
     * @param capacity messages, at least 1
     * @param overflow what happens to the next one
     */
    public BoundedMailbox(int capacity, Overflow overflow) {
        this.capacity = Mailboxes.checkedCapacity(capacity);
        this.overflow = Objects.requireNonNull(overflow, "overflow");
    }

    @Override
    public final MessageQueue newQueue(QueueOwner owner) {
        return new BoundedMessageQueue<>(capacity, overflow, owner, new ArrivalLine());
    }

    @Override
    public final List<Class<?>> semantics() {
        return List.of(BoundedDequeBasedMessageQueueSemantics.class, MultipleConsumerSemantics.class);
    }
}
