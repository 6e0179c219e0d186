package io.garrick.dispatch;

import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The kinds of mailbox that come with the house. */
public final class Mailboxes {

    private static final MailboxType UNBOUNDED = new Unbounded();

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

    private record Unbounded() implements MailboxType {
        @Override
        @Nullable
        public MessageQueue newQueue(Predicate<Object> exempt, Runnable onCannotWait) {
            return null;
        }
    }

    private record Bounded(int capacity, Overflow overflow) implements MailboxType {
        Bounded {
            Objects.requireNonNull(overflow, "overflow");
            if (capacity < 1) {
                throw new IllegalArgumentException("mailbox capacity must be at least 1: capacity=" + capacity);
            }
        }

        @Override
        public MessageQueue newQueue(Predicate<Object> exempt, Runnable onCannotWait) {
            return new BoundedMessageQueue(capacity, overflow, exempt, onCannotWait);
        }
    }
}
