package io.garrick.dispatch;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The bounded queue is linearizable, with messages that count (odd numbers) and exempt ones (even numbers). */
@Tag("nightly")
class BoundedQueueLincheckTest {

    /** Even numbers are exempt. */
    private static final class EvenExempt implements QueueOwner {
        @Override
        public boolean isExempt(Object element) {
            return (Integer) element % 2 == 0;
        }

        @Override
        public Object message(Object element) {
            return element;
        }

        @Override
        public Envelope envelope(Object element) {
            throw new UnsupportedOperationException("nobody compares");
        }

        @Override
        public void senderCannotWait() {}

        @Override
        public void rankingFailed(Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** What the model checker calls. */
    public abstract static class Queue {
        private final MessageQueue queue;

        Queue(Overflow overflow) {
            queue = Mailboxes.bounded(2, overflow).newQueue(new EvenExempt());
        }

        @Operation
        @Nullable
        public Object offer(int message) {
            return queue.offer(message, false);
        }

        @Operation(nonParallelGroup = "consumer")
        @Nullable
        public Object poll() {
            return queue.poll();
        }

        @Operation
        public int size() {
            return queue.size();
        }
    }

    /** Refuses. */
    public static class DropNewest extends Queue {
        public DropNewest() {
            super(Overflow.dropNewest());
        }
    }

    /** Evicts. */
    public static class DropOldest extends Queue {
        public DropOldest() {
            super(Overflow.dropOldest());
        }
    }

    @Test
    @DisplayName("Q02 a bounded queue that drops the newest is linearizable")
    void dropNewest_isLinearizable() {
        check(DropNewest.class);
    }

    @Test
    @DisplayName("Q02 a bounded queue that drops the oldest is linearizable")
    void dropOldest_isLinearizable() {
        check(DropOldest.class);
    }

    private static void check(Class<? extends Queue> queue) {
        new ModelCheckingOptions()
                .iterations(10)
                .invocationsPerIteration(300)
                .threads(2)
                .actorsPerThread(3)
                .check(queue);
    }
}
