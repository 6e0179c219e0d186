package io.garrick.dispatch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.BitSet;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The wheel with its thread. */
@Timeout(120)
class ThreadedTimerWheelTest {

    private static final long MILLI = 1_000_000;

    private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
    private final Clock clock = Clock.system();
    private TimerWheel wheel = start(1);

    private TimerWheel start(int tickMillis) {
        return TimerWheels.start("test", clock, Duration.ofMillis(tickMillis), false, errors::add);
    }

    @AfterEach
    void stop() throws InterruptedException {
        wheel.close();
        assertTrue(wheel.awaitTermination(TimeUnit.SECONDS.toNanos(30)));
        assertEquals(0, DispatcherContract.threadsAlive());
        assertEquals(0, errors.size(), errors::toString);
    }

    /** Notes whether it was early and that it has fired. */
    private class Probe extends TimerTask {
        final long dueNanos;
        final AtomicInteger early;
        final Runnable action;

        Probe(long delayNanos, AtomicInteger early, Runnable action) {
            this.dueNanos = clock.nanoTime() + delayNanos;
            this.early = early;
            this.action = action;
        }

        @Override
        protected void run() {
            if (clock.nanoTime() < dueNanos) {
                early.incrementAndGet();
            }
            action.run();
        }
    }

    @Test
    @DisplayName(
            "T01 behaviour 20: 1,000,000 tasks with random cancels: fired + cancelled = scheduled, as sets; none early")
    void wheel_millionTasksRandomlyCancelled_eachFiresOrIsCancelledOnce() throws InterruptedException {
        int producers = 4;
        int each = 250_000;
        AtomicInteger early = new AtomicInteger();
        byte[] fired = new byte[producers * each]; // by the wheel's thread
        AtomicInteger firedCount = new AtomicInteger();
        BitSet[] cancelled = new BitSet[producers];
        DispatcherContract.runAll(producers, producer -> {
            Random random = new Random(20 + producer);
            BitSet mine = new BitSet();
            Probe[] recent = new Probe[1_000];
            int[] ids = new int[recent.length];
            for (int i = 0; i < each; i++) {
                int id = producer * each + i;
                long delay = random.nextInt(4) == 0 ? 0 : random.nextInt(2_000) * MILLI;
                int place = random.nextInt(recent.length);
                if (recent[place] != null && random.nextBoolean() && recent[place].cancel()) {
                    wheel.entryCancelled();
                    mine.set(ids[place]);
                }
                recent[place] = new Probe(delay, early, () -> {
                    fired[id]++;
                    firedCount.incrementAndGet();
                });
                ids[place] = id;
                wheel.schedule(recent[place], delay);
            }
            cancelled[producer] = mine;
        });
        BitSet all = new BitSet();
        for (BitSet some : cancelled) {
            assertFalse(all.intersects(some));
            all.or(some);
        }
        int expected = producers * each - all.cardinality();
        await().atMost(Duration.ofSeconds(60)).until(() -> firedCount.get() >= expected);
        assertEquals(expected, firedCount.get());
        for (int id = 0; id < fired.length; id++) {
            assertEquals(all.get(id) ? 0 : 1, fired[id], "id=" + id);
        }
        assertEquals(0, early.get());
    }

    @Test
    @DisplayName("T01 entries fire in time with a tick of 1 ms, one at a time on an idle wheel")
    void entry_shortDelays_neverEarlyAndRarelyLate() throws InterruptedException {
        AtomicInteger early = new AtomicInteger();
        int late = 0;
        for (int i = 0; i < 50; i++) {
            CountDownLatch fired = new CountDownLatch(1);
            long before = clock.nanoTime();
            wheel.schedule(new Probe(3 * MILLI, early, fired::countDown), 3 * MILLI);
            assertTrue(fired.await(30, TimeUnit.SECONDS));
            if (clock.nanoTime() - before > 3 * MILLI + 10 * MILLI) {
                late++;
            }
        }
        assertEquals(0, early.get());
        assertTrue(late < 25, "late=" + late);
    }

    @Test
    @DisplayName("T01 a sleeping wheel is woken by an entry that is due earlier than what it waits for")
    void wheel_sleepsForDistantEntry_earlierOneWakesIt() throws InterruptedException {
        AtomicInteger early = new AtomicInteger();
        wheel.schedule(new Probe(TimeUnit.HOURS.toNanos(1), early, () -> {}), TimeUnit.HOURS.toNanos(1));
        await().until(() -> thread().getState() == Thread.State.TIMED_WAITING);
        CountDownLatch fired = new CountDownLatch(1);
        wheel.schedule(new Probe(MILLI, early, fired::countDown), MILLI);
        assertTrue(fired.await(30, TimeUnit.SECONDS));
    }

    @Test
    @DisplayName("T01 while nothing is pending the wheel's thread parks without a time limit")
    void wheel_nothingPending_parksWithoutLimit() throws InterruptedException {
        await().until(() -> thread().getState() == Thread.State.WAITING);
        CountDownLatch fired = new CountDownLatch(1);
        wheel.schedule(new Probe(0, new AtomicInteger(), fired::countDown), 0);
        assertTrue(fired.await(30, TimeUnit.SECONDS));
        await().until(() -> thread().getState() == Thread.State.WAITING);
    }

    @Test
    @DisplayName("T01 a million time-outs an hour away that are cancelled leave almost nothing behind")
    void wheel_millionCancelled_areDroppedInBoundedNumber() {
        AtomicInteger early = new AtomicInteger();
        long most = 0;
        for (int i = 0; i < 1_000_000; i++) {
            Probe probe = new Probe(TimeUnit.HOURS.toNanos(1), early, () -> {});
            wheel.schedule(probe, TimeUnit.HOURS.toNanos(1));
            assertTrue(probe.cancel());
            wheel.entryCancelled();
            most = Math.max(most, wheel.pending());
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> wheel.pending() <= 10_000);
        assertTrue(most < 1_000_000, "most=" + most);
    }

    @Test
    @DisplayName("T01 a closed wheel fires nothing more and refuses entries")
    void wheel_closed_refusesAndFiresNothing() throws InterruptedException {
        AtomicInteger fired = new AtomicInteger();
        AtomicInteger abandoned = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            long delay = 3_600_000 * MILLI + i;
            wheel.schedule(
                    new Probe(delay, new AtomicInteger(), fired::incrementAndGet) {
                        @Override
                        public void abandon() {
                            abandoned.incrementAndGet();
                        }
                    },
                    delay);
        }
        wheel.close();
        assertTrue(wheel.awaitTermination(TimeUnit.SECONDS.toNanos(30)));
        assertEquals(100, abandoned.get());
        assertThrows(
                IllegalStateException.class,
                () -> wheel.schedule(new Probe(0, new AtomicInteger(), fired::incrementAndGet), 0));
        assertEquals(0, fired.get());
        assertEquals(0, wheel.pending());
    }

    @Test
    @DisplayName("T01 what an entry throws is reported, and the wheel goes on")
    void entry_throws_isReported() throws InterruptedException {
        wheel.schedule(
                new Probe(0, new AtomicInteger(), () -> {
                    throw new IllegalStateException("bad entry");
                }),
                0);
        await().until(() -> errors.size() == 1);
        errors.clear();
        CountDownLatch fired = new CountDownLatch(1);
        wheel.schedule(new Probe(0, new AtomicInteger(), fired::countDown), 0);
        assertTrue(fired.await(30, TimeUnit.SECONDS));
    }

    @Test
    @DisplayName("Q02 a timer thread may not block")
    void mayBlockHere_onTimerThread_isFalse() throws InterruptedException {
        CountDownLatch refused = new CountDownLatch(1);
        wheel.schedule(
                new Probe(0, new AtomicInteger(), () -> {
                    if (!Dispatchers.mayBlockHere()) {
                        refused.countDown();
                    }
                }),
                0);
        assertTrue(refused.await(30, TimeUnit.SECONDS));
    }

    private static Thread thread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("garrick-test-timer"))
                .findAny()
                .orElseThrow();
    }
}
