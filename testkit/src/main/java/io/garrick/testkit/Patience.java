package io.garrick.testkit;

import io.garrick.actor.ActorSystem;
import io.garrick.actor.spi.SystemServices;
import io.garrick.dispatch.Clock;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** How a test waits, and by which time. Any thread, but in a rehearsal. */
interface Patience {

    /** The time that deadlines are measured with. */
    long nanoTime();

    /** Takes the first element, waiting for it; null when none has come. */
    <T> @Nullable T poll(BlockingDeque<T> queue, long nanos) throws InterruptedException;

    /** Lets time pass until a condition holds, that is looked at now and then; returns whether it does at the end. */
    boolean await(BooleanSupplier condition, long nanos, long intervalNanos) throws InterruptedException;

    /** The way of a system: in a rehearsal the one that waits has to run it; where time stands still, the machine's goes on. */
    static Patience of(ActorSystem system) {
        Clock clock = SystemServices.of(system).clock();
        if (clock instanceof VirtualClock) {
            return new Rehearsed(((VirtualClock) clock).rehearsal());
        }
        return new Threaded(clock instanceof ManualClock ? ((ManualClock) clock).base() : clock);
    }

    /** Other threads do what is waited for. */
    record Threaded(Clock clock) implements Patience {

        @Override
        public long nanoTime() {
            return clock.nanoTime();
        }

        @Override
        public <T> @Nullable T poll(BlockingDeque<T> queue, long nanos) throws InterruptedException {
            return queue.pollFirst(nanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public boolean await(BooleanSupplier condition, long nanos, long intervalNanos) throws InterruptedException {
            long start = nanoTime();
            while (!condition.getAsBoolean()) {
                long left = nanos - (nanoTime() - start);
                if (left <= 0) {
                    return false;
                }
                new CountDownLatch(1).await(Math.min(left, Math.max(intervalNanos, 1)), TimeUnit.NANOSECONDS);
            }
            return true;
        }
    }

    /** The waiting thread does it all itself, on virtual time, and looks after each event. */
    record Rehearsed(Rehearsal rehearsal) implements Patience {

        @Override
        public long nanoTime() {
            return rehearsal.clock().nanoTime();
        }

        @Override
        public <T> @Nullable T poll(BlockingDeque<T> queue, long nanos) {
            await(() -> !queue.isEmpty(), nanos, 0);
            return queue.pollFirst();
        }

        @Override
        public boolean await(BooleanSupplier condition, long nanos, long intervalNanos) {
            return rehearsal.runFor(Math.max(nanos, 0), condition);
        }
    }
}
