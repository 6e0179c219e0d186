package io.garrick.dispatch;

import java.util.Comparator;
import org.junit.jupiter.api.Nested;

/** {@link MessageQueueContract} for each kind of mailbox that has a queue of its own. */
class MessageQueuesTest {

    private static final PriorityGenerator ALL_EQUAL = PriorityGenerator.of(message -> 0);
    private static final Comparator<Envelope> ALL_ALIKE = (one, other) -> 0;

    @Nested
    class Bounded extends MessageQueueContract {
        @Override
        MailboxType type(int capacity) {
            return new BoundedMailbox(capacity, Overflow.dropNewest());
        }
    }

    @Nested
    class Priority extends MessageQueueContract {
        @Override
        MailboxType type(int capacity) {
            return new UnboundedPriorityMailbox(ALL_EQUAL);
        }
    }

    @Nested
    class Compared extends MessageQueueContract {
        @Override
        MailboxType type(int capacity) {
            return new UnboundedStablePriorityMailbox(ALL_ALIKE, 11);
        }
    }

    @Nested
    class BoundedPriority extends MessageQueueContract {
        @Override
        MailboxType type(int capacity) {
            return new BoundedPriorityMailbox(ALL_EQUAL, capacity, Overflow.fail());
        }
    }

    @Nested
    class BoundedCompared extends MessageQueueContract {
        @Override
        MailboxType type(int capacity) {
            return new BoundedStablePriorityMailbox(ALL_ALIKE, capacity, Overflow.dropNewest());
        }
    }

    @Nested
    class ControlAware extends MessageQueueContract {
        @Override
        MailboxType type(int capacity) {
            return new UnboundedControlAwareMailbox();
        }
    }

    @Nested
    class BoundedControlAware extends MessageQueueContract {
        @Override
        MailboxType type(int capacity) {
            return new BoundedControlAwareMailbox(capacity, Overflow.dropNewest());
        }
    }

    @Nested
    class MultipleConsumer extends MessageQueueContract {
        @Override
        MailboxType type(int capacity) {
            return Mailboxes.multipleConsumer();
        }
    }
}
