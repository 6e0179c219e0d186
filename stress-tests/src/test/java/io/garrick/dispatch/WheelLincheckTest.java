package io.garrick.dispatch;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A wheel whose thread is one of the model checker's: every task fires or is cancelled, once. */
@Tag("nightly")
public class WheelLincheckTest {

    /** Time that stands still until it is told. */
    static final class Hand implements Clock {
        volatile long nanos;

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public long currentTimeMillis() {
            return 0;
        }
    }

    private final Hand hand = new Hand();
    private final ThreadedTimerWheel wheel = new ThreadedTimerWheel("lincheck", hand, 10, true, thrown -> {});
    private final ConcurrentLinkedQueue<TimerStress.Task> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger scheduled = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final AtomicInteger fired = new AtomicInteger();

    @Operation
    public void scheduleSoon() {
        schedule(5);
    }

    @Operation
    public void scheduleLate() {
        schedule(1_000);
    }

    private void schedule(long delay) {
        TimerStress.Task task = new TimerStress.Task();
        scheduled.incrementAndGet();
        wheel.schedule(task, delay);
        tasks.add(task);
    }

    @Operation
    public void cancelOldest() {
        TimerStress.Task task = tasks.poll();
        if (task != null && task.cancel()) {
            cancelled.incrementAndGet();
            wheel.entryCancelled();
        } else if (task != null && task.isFired()) {
            fired.incrementAndGet();
        }
    }

    @Operation(nonParallelGroup = "thread")
    public void turn() {
        hand.nanos += 10;
        wheel.turn();
        wheel.fallsAsleep(Long.MAX_VALUE);
    }

    @Validate
    public void eachHasFiredOrBeenCancelled() {
        hand.nanos += 10_000;
        wheel.turn();
        for (TimerStress.Task task = tasks.poll(); task != null; task = tasks.poll()) {
            fired.addAndGet(task.runs);
        }
        if (fired.get() + cancelled.get() != scheduled.get() || wheel.held() != 0) {
            throw new AssertionError(
                    "scheduled=" + scheduled + " fired=" + fired + " cancelled=" + cancelled + " held=" + wheel.held());
        }
    }

    @Test
    @DisplayName("T01 no interleaving of schedule, cancel and the wheel's thread loses a task or fires it twice")
    void wheel_allInterleavings_losesNothing() {
        new ModelCheckingOptions()
                .iterations(12)
                .invocationsPerIteration(400)
                .threads(3)
                .actorsPerThread(2)
                .check(WheelLincheckTest.class);
    }
}
