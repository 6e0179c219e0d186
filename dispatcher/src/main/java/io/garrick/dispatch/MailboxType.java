package io.garrick.dispatch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of mailbox: what queue its user messages wait in. {@link Mailboxes} and the {@code …Mailbox} classes here are those that come with the house; others
 * implement this interface, or extend one of those classes, and are given to the settings or named in the configuration.
 */
public interface MailboxType {

    /**
     * Makes the queue of one mailbox. Called once per mailbox, in the thread that makes it.
     *
     * @param owner the mailbox
     * @return the queue, or {@code null} for the unbounded one that every mailbox has built in
     */
    @Nullable
    MessageQueue newQueue(QueueOwner owner);

    /**
     * What the queues of this type keep: the interfaces {@code …MessageQueueSemantics} that an actor may demand with {@link RequiresMessageQueue}, and their
     * subtypes.
     *
     * @return interfaces of this package or of the program's own
     */
    default List<Class<?>> semantics() {
        return List.of();
    }

    /**
     * Whether the queues of this type are what somebody demands.
     *
     * @param demanded an interface {@code …MessageQueueSemantics}
     * @return {@code true} if one of {@link #semantics()} is it or extends it; always for {@link DequeBasedMessageQueueSemantics}, since what goes
     *     back to the front waits beside the queue, whichever that is
     */
    default boolean meets(Class<?> demanded) {
        return demanded == DequeBasedMessageQueueSemantics.class
                || semantics().stream().anyMatch(demanded::isAssignableFrom);
    }
}
