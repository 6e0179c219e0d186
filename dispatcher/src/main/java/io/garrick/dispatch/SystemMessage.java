package io.garrick.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * A message of the runtime to a mailbox: never bounded, never dropped, handled before and after every user message, also
 * while the mailbox is suspended.
 *
 * <p>It is its own queue node, so it may be sent once, to one mailbox. Safe publication comes with the enqueue.
 */
public abstract class SystemMessage {

    /** Older neighbour in the mailbox's stack; after the drain, the next one to handle. Guarded by the mailbox. */
    @Nullable
    SystemMessage next;

    /** For subclasses. */
    protected SystemMessage() {}

    /** Turns the chain that begins with the newest message into one that begins with the oldest. */
    @Nullable
    static SystemMessage reversed(@Nullable SystemMessage newest) {
        SystemMessage reversed = null;
        SystemMessage message = newest;
        while (message != null) {
            SystemMessage older = message.next;
            message.next = reversed;
            reversed = message;
            message = older;
        }
        return reversed;
    }
}
