package io.garrick.dispatch;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * An {@link UnboundedPriorityMailbox} with an exact bound. Equals are handed over in the order of their arrival, as by {@link BoundedStablePriorityMailbox}.
 *
 * <p>What is lost does not depend on priorities: with {@link Overflow#dropNewest()} it is the message that comes, with {@link
 * Overflow#dropOldest()} the one that has waited longest. A {@link PriorityGenerator} is called in the sender's thread; a comparator
 * is called by senders, too, one at a time, under the queue's lock: it must not block, nor send anything.
 */
public class BoundedPriorityMailbox implements MailboxType {

    private final Comparator<? super Envelope> comparator;
    private final int capacity;
    private final Overflow overflow;

    /**
     * A sender waits for room, where it may (see {@link Overflow#block}).
     *
     * @param comparator who goes first: a {@link PriorityGenerator} or a comparator
     * @param capacity messages, at least 1
     * @param pushTimeOut how long a sender waits; zero to 292 years
     */
    public BoundedPriorityMailbox(Comparator<? super Envelope> comparator, int capacity, Duration pushTimeOut) {
        this(comparator, capacity, Overflow.block(pushTimeOut));
    }

    /**
     * With a choice of what gives way.
     *
     * @param comparator who goes first: a {@link PriorityGenerator} or a comparator
     * @param capacity messages, at least 1
     * @param overflow what happens to the next one
     */
    public BoundedPriorityMailbox(Comparator<? super Envelope> comparator, int capacity, Overflow overflow) {
        this.comparator = Objects.requireNonNull(comparator, "comparator");
        this.capacity = Mailboxes.checkedCapacity(capacity);
        this.overflow = Objects.requireNonNull(overflow, "overflow");
    }

    @Override
    public final MessageQueue newQueue(QueueOwner owner) {
        return new BoundedMessageQueue<>(capacity, overflow, owner, new PriorityLine(owner, comparator));
    }

    @Override
    public final List<Class<?>> semantics() {
        return List.of(BoundedDequeBasedMessageQueueSemantics.class, MultipleConsumerSemantics.class);
    }
}
