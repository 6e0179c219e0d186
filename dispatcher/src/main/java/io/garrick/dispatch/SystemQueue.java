package io.garrick.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox's queue of system messages, in front of the one for user messages: an intrusive stack that the consumer takes as a whole and reverses
 * (Treiber, 1986), so that they arrive in the order in which they were sent. Unbounded; many producers, one consumer.
 *
 * <p>{@link #push} <em>happens-before</em> the {@link #takeAll} that returns its message. Push is sequentially consistent, and so is {@link #hasSystem}:
 * {@link Mailbox} needs that for its wake-ups.
 */
abstract class SystemQueue extends GrowingQueue {

    private static final VarHandle SYSTEM_HEAD;

    static {
        try {
            SYSTEM_HEAD = MethodHandles.lookup().findVarHandle(SystemQueue.class, "systemHead", SystemMessage.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** By its handle only, but for the first. */
    @SuppressWarnings("unused")
    @Nullable
    private SystemMessage systemHead;

    SystemQueue(SystemMessage first) {
        systemHead = first;
    }

    /** Any thread; the message must never have been sent before. */
    final void push(SystemMessage message) {
        SystemMessage head;
        do {
            head = lvSystemHead();
            message.next = head;
        } while (!SYSTEM_HEAD.compareAndSet(this, head, message));
    }

    /** Any thread. */
    final boolean hasSystem() {
        return lvSystemHead() != null;
    }

    /** All that is there, oldest first; null for nothing. Consumer only. */
    @Nullable
    final SystemMessage takeAll() {
        return SystemMessage.reversed((SystemMessage) SYSTEM_HEAD.getAndSet(this, null));
    }

    @Nullable
    private SystemMessage lvSystemHead() {
        return (SystemMessage) SYSTEM_HEAD.getVolatile(this);
    }
}
