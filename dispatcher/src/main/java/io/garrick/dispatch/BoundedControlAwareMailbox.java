package io.garrick.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * An {@link UnboundedControlAwareMailbox} with an exact bound. Control messages count too; what is lost does not depend on the kind. In the configuration its {@code
 * capacity} is 1,000 when nothing is said, and its {@code block-timeout} 10 s.
 */
public final class BoundedControlAwareMailbox implements MailboxType {

    private static final PriorityGenerator CONTROL_FIRST =
            PriorityGenerator.of(message -> message instanceof ControlMessage ? 0 : 1);

    private final int capacity;
    private final Overflow overflow;

    /**
     * A sender waits for room, where it may (see {@link Overflow#block}).
     *
     * @param capacity messages, at least 1
     * @param pushTimeOut how long a sender waits; zero to 292 years
     */
    public BoundedControlAwareMailbox(int capacity, Duration pushTimeOut) {
        this(capacity, Overflow.block(pushTimeOut));
    }

    /**
     * With a choice of what gives way.
     *
     * @param capacity messages, at least 1
     * @param overflow what happens to the next one
     */
    public BoundedControlAwareMailbox(int capacity, Overflow overflow) {
        this.capacity = Mailboxes.checkedCapacity(capacity);
        this.overflow = Objects.requireNonNull(overflow, "overflow");
    }

    @Override
    public MessageQueue newQueue(QueueOwner owner) {
        return new BoundedMessageQueue<>(capacity, overflow, owner, new PriorityLine(owner, CONTROL_FIRST));
    }

    @Override
    public List<Class<?>> semantics() {
        return List.of(
                BoundedControlAwareMessageQueueSemantics.class,
                BoundedDequeBasedMessageQueueSemantics.class,
                MultipleConsumerSemantics.class);
    }
}
