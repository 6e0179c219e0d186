package io.garrick.dispatch;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Hands over the most urgent message first. Equals are handed over in the order of their arrival.
 *
 * <p><b>Order.</b> When the actor is ready for its next message it gets the first of all that had been told to it before. M01's order of a sender's messages holds among
 * equals only; so does W02's of the messages of an actor and its {@code Terminated}: give that the lowest priority if it has to come last. What a stash puts back, and what is
 * handed over again after a restart, goes before everything in the queue. Senders never wait for each other or for the sorting, which the receiver's thread does.
 *
 * <pre>{@code
 * public class MyMailbox extends UnboundedStablePriorityMailbox {
 *   public MyMailbox(ActorSystem.Settings settings, Config config) {
 *     super(new PriorityGenerator() {
 *       @Override public int gen(Object message) {
 *         return message.equals("urgent") ? 0 : message.equals(PoisonPill.getInstance()) ? 2 : 1;
 *       }
 *     });
 *   }
 * }
 * }</pre>
 */
public class UnboundedStablePriorityMailbox implements MailboxType {

    private final Comparator<? super Envelope> comparator;

    /**
     * Makes the type.
     *
     * @param comparator who goes first: a {@link PriorityGenerator}, or a comparator, which is called by one thread at a time and must not block
     */
    public UnboundedStablePriorityMailbox(Comparator<? super Envelope> comparator) {
        this.comparator = Objects.requireNonNull(comparator, "comparator");
    }

    /**
     * As {@link #UnboundedStablePriorityMailbox(Comparator)}.
     *
     * @param comparator who goes first
     * @param initialCapacity not used: the queue grows and shrinks by itself
     */
    public UnboundedStablePriorityMailbox(Comparator<? super Envelope> comparator, int initialCapacity) {
        this(comparator);
    }

    @Override
    public final MessageQueue newQueue(QueueOwner owner) {
        return new PriorityMessageQueue(owner, comparator);
    }

    @Override
    public final List<Class<?>> semantics() {
        return List.of(UnboundedDequeBasedMessageQueueSemantics.class);
    }
}
