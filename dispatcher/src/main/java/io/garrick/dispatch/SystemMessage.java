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
}
