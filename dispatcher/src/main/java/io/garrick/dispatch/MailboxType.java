package io.garrick.dispatch;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An immutable description of a kind of mailbox: what queue its user messages wait in. {@link Mailboxes} has those that come with the house; others
 * implement this interface.
 */
public interface MailboxType {

    /**
     * Makes the queue of one mailbox. Called once per mailbox, in the thread that makes it.
     *
     * @param exempt says of a message that it must not be counted, refused or dropped; always the same of the same message; any thread, fast
     * @param onCannotWait called once at most, in a sender's thread, when a sender that should wait for room must not; outside all locks of the
     *     queue
     * @return the queue, or {@code null} for the unbounded one that every mailbox has built in
     */
    @Nullable
    MessageQueue newQueue(Predicate<Object> exempt, Runnable onCannotWait);
}
