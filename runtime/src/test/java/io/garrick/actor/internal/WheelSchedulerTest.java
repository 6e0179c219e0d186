package io.garrick.actor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Cancellable;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.MailboxFullException;
import io.garrick.actor.RecordingRef;
import io.garrick.actor.spi.SystemServices;
import io.garrick.dispatch.Clock;
import io.garrick.dispatch.ManualTimerWheel;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The scheduler over a wheel that is turned by hand, tick of 10 ms; executors that run when told. */
class WheelSchedulerTest {

    private static final long TICK = 10_000_000L;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private long now = 1_000;
    private final Clock clock = new Clock() {
        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public long currentTimeMillis() {
            return now / 1_000_000;
        }
    };
    private final ManualTimerWheel wheel = new ManualTimerWheel(TICK, now, thrown -> {
        throw new AssertionError(thrown);
    });
    private final List<DeadLetter> letters = new ArrayList<>();
    private final ActorRef nobody = new RecordingRef("nobody");
    private final ActorSystem system = (ActorSystem) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ActorSystem.class, SystemServices.class},
            (proxy, method, args) -> switch (method.getName()) {
                case "system" -> proxy;
                case "deadLetters" -> nobody;
                case "deadLetter" -> {
                    letters.add((DeadLetter) args[0]);
                    yield null;
                }
                default -> throw new UnsupportedOperationException(method.getName());
            });
    private final WheelScheduler scheduler = new WheelScheduler(system, wheel, clock, null);
    private final Deque<Runnable> handedOver = new ArrayDeque<>();
    private final RecordingRef receiver = new TimedRef();
    private final List<Long> times = new ArrayList<>();

    private final class TimedRef extends RecordingRef {
        TimedRef() {
            super("receiver");
        }

        @Override
        public void tell(Object message, @Nullable ActorRef sender) {
            super.tell(message, sender);
            stamp();
        }
    }

    private void stamp() {
        times.add((now - 1_000) / 1_000_000);
    }

    /** Lets time pass a millisecond at a time. */
    private void pass(long millis) {
        for (long i = 0; i < millis; i++) {
            now += 1_000_000;
            wheel.advanceTo(now);
        }
    }

    private void runHandedOver() {
        while (!handedOver.isEmpty()) {
            handedOver.remove().run();
        }
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    @Test
    @DisplayName("T01 once: never early, at most one tick late")
    void once_randomDelays_neverEarlyAndAtMostATickLate() {
        long seed = 20260106;
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            long start = now;
            long delay = random.nextInt(3_000);
            long[] fired = {-1};
            scheduler.scheduleOnce(millis(delay), () -> fired[0] = now - start, Runnable::run);
            while (fired[0] < 0) {
                pass(1);
            }
            long lateness = fired[0] - delay * 1_000_000;
            assertTrue(lateness >= 0 && lateness <= TICK + 1_000_000, "seed=" + seed + " lateness=" + lateness);
        }
    }

    @Test
    @DisplayName(
            "T01 at a fixed rate: a first time that lies in the past is now, and the times before now are not made up"
                    + " for")
    void fixedRate_initialDelayInThePast_beginsNow() {
        scheduler.scheduleAtFixedRate(Duration.ofHours(-1), SECOND, receiver, "m", handedOver::add, null);
        pass(500);
        assertEquals(List.of("m"), receiver.told());
        pass(1_000);
        assertEquals(List.of("m", "m"), receiver.told());
    }

    @Test
    @DisplayName("T01 once: a message is told once, cancel is false afterwards")
    void once_message_isToldOnce() {
        Cancellable scheduled = scheduler.scheduleOnce(millis(50), receiver, "m", handedOver::add, null);
        pass(200);
        assertEquals(List.of("m"), receiver.told());
        assertFalse(scheduled.cancel());
        assertFalse(scheduled.isCancelled());
        assertEquals(0, wheel.pending());
    }

    @Test
    @DisplayName("T01 cancel() is true exactly once and nothing fires")
    void cancel_beforeItIsDue_isTrueOnceAndNothingFires() {
        List<Cancellable> all = List.of(
                scheduler.scheduleOnce(millis(50), receiver, "m", handedOver::add, null),
                scheduler.scheduleOnce(millis(50), this::stamp, handedOver::add),
                scheduler.scheduleAtFixedRate(millis(50), millis(50), receiver, "m", handedOver::add, null),
                scheduler.scheduleWithFixedDelay(millis(50), millis(50), this::stamp, handedOver::add));
        for (Cancellable each : all) {
            assertFalse(each.isCancelled());
            assertTrue(each.cancel());
            assertFalse(each.cancel());
            assertTrue(each.isCancelled());
        }
        pass(300);
        runHandedOver();
        assertEquals(List.of(), times);
    }

    @Test
    @DisplayName("T01 a runnable runs on its executor, never on the thread of the wheel")
    void runnable_isDue_isHandedToTheExecutor() {
        scheduler.scheduleOnce(millis(50), this::stamp, handedOver::add);
        pass(100);
        assertEquals(List.of(), times);
        runHandedOver();
        assertEquals(List.of(100L), times);
    }

    @Test
    @DisplayName("T01 at fixed rate: a late one is followed sooner, the rate holds")
    void fixedRate_someAreLate_rateHolds() {
        scheduler.scheduleAtFixedRate(millis(100), millis(100), this::stamp, handedOver::add);
        pass(100);
        pass(250);
        runHandedOver();
        for (int i = 0; i < 650; i++) {
            pass(1);
            runHandedOver();
        }
        assertEquals(10, times.size(), times.toString());
        assertEquals(350, times.get(0));
        assertTrue(times.get(2) <= 390, times.toString());
        assertTrue(times.get(9) >= 1_000 && times.get(9) <= 1_000 + 10, times.toString());
    }

    @Test
    @DisplayName("T01 with fixed delay: counted from the end of a run to the next")
    void fixedDelay_aRunIsLong_nextWaitsAllTheSame() {
        scheduler.scheduleWithFixedDelay(millis(100), millis(100), this::stamp, handedOver::add);
        pass(105);
        pass(200);
        runHandedOver();
        pass(95);
        assertEquals(0, handedOver.size());
        pass(20);
        assertEquals(1, handedOver.size());
    }

    @Test
    @DisplayName("T01 messages at fixed rate and with fixed delay come again and again until cancelled")
    void periodicMessages_untilCancelled_comeAgainAndAgain() {
        Cancellable rate =
                scheduler.scheduleAtFixedRate(Duration.ZERO, millis(100), receiver, "r", Runnable::run, null);
        Cancellable delay =
                scheduler.scheduleWithFixedDelay(millis(100), millis(100), receiver, "d", Runnable::run, null);
        pass(1_005);
        assertTrue(rate.cancel());
        assertTrue(delay.cancel());
        pass(1_000);
        long rates = receiver.told().stream().filter("r"::equals).count();
        long delays = receiver.told().stream().filter("d"::equals).count();
        assertTrue(rates == 10 || rates == 11, "rates=" + rates);
        assertTrue(delays >= 9 && delays <= 10, "delays=" + delays);
    }

    @Test
    @DisplayName("T01 a periodic task ends when it throws; the failure reaches the executor's thread")
    void periodicRunnable_throws_isTheLast() {
        Cancellable scheduled = scheduler.scheduleAtFixedRate(
                millis(10),
                millis(10),
                () -> {
                    stamp();
                    throw new IllegalStateException("broken");
                },
                handedOver::add);
        pass(100);
        assertThrows(IllegalStateException.class, this::runHandedOver);
        pass(100);
        assertEquals(0, handedOver.size());
        assertEquals(1, times.size());
        assertFalse(scheduled.cancel());
        assertFalse(scheduled.isCancelled());
    }

    @Test
    @DisplayName("T01 a periodic message ends when its receiver has ended")
    void periodicMessage_receiverHasEnded_isTheLast() {
        Cancellable scheduled =
                scheduler.scheduleAtFixedRate(millis(10), millis(10), receiver, "m", Runnable::run, null);
        pass(100);
        int told = receiver.told().size();
        assertTrue(told > 0);
        receiver.end();
        pass(100);
        assertEquals(told, receiver.told().size());
        assertEquals(0, wheel.pending());
        assertFalse(scheduled.cancel());
    }

    @Test
    @DisplayName("T01 a periodic task cancelled during its run does not come again")
    void periodicRunnable_cancelledDuringItsRun_isTheLast() {
        Cancellable[] self = new Cancellable[1];
        self[0] = scheduler.scheduleWithFixedDelay(
                millis(10),
                millis(10),
                () -> {
                    stamp();
                    assertTrue(self[0].cancel());
                },
                handedOver::add);
        pass(50);
        runHandedOver();
        pass(50);
        assertEquals(1, times.size());
        assertEquals(0, handedOver.size());
    }

    @Test
    @DisplayName("T01 a periodic task cancelled between its due time and its run does not run")
    void periodicRunnable_cancelledBeforeItsRun_doesNotRun() {
        Cancellable scheduled = scheduler.scheduleAtFixedRate(millis(10), millis(10), this::stamp, handedOver::add);
        pass(50);
        assertEquals(1, handedOver.size());
        assertTrue(scheduled.cancel());
        runHandedOver();
        assertEquals(List.of(), times);
    }

    @Test
    void periodicRunnable_executorRefuses_ends() {
        Cancellable scheduled = scheduler.scheduleAtFixedRate(millis(10), millis(10), this::stamp, task -> {
            throw new RejectedExecutionException("shut down");
        });
        pass(100);
        assertFalse(scheduled.cancel());
        assertEquals(0, wheel.pending());
    }

    @Test
    @DisplayName("Q03 a message that a full mailbox refuses is a dead letter, and a periodic one goes on")
    void message_mailboxFull_isADeadLetter() {
        RecordingRef full = new RecordingRef("full") {
            @Override
            public void tell(Object message, @Nullable ActorRef sender) {
                throw new MailboxFullException("mailbox is full");
            }

            @Override
            public ActorSystem system() {
                return system;
            }
        };
        scheduler.scheduleOnce(millis(10), full, "once", Runnable::run, receiver);
        Cancellable periodic = scheduler.scheduleAtFixedRate(millis(20), millis(20), full, "m", Runnable::run, null);
        pass(65);
        assertTrue(periodic.cancel());
        assertEquals(4, letters.size());
        assertEquals(new DeadLetter("once", receiver, full, DeadLetter.Reason.OVERFLOW), letters.get(0));
        assertEquals(new DeadLetter("m", nobody, full, DeadLetter.Reason.OVERFLOW), letters.get(3));
    }

    @Test
    void periods_notPositive_areRefused() {
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofNanos(-1))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> scheduler.scheduleAtFixedRate(SECOND, wrong, this::stamp, Runnable::run));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> scheduler.scheduleWithFixedDelay(SECOND, wrong, receiver, "m", Runnable::run, null));
        }
    }

    @Test
    @DisplayName("T01 behaviour 20: tasks with random cancels, fired + cancelled = scheduled, none early")
    void tasks_cancelledAtRandom_eachFiresOrWasCancelled() {
        long seed = 20260107;
        Random random = new Random(seed);
        int scheduled = 50_000;
        long[] counts = new long[3];
        List<Cancellable> all = new ArrayList<>();
        for (int i = 0; i < scheduled; i++) {
            long due = now + random.nextInt(2_000) * 1_000_000L;
            all.add(scheduler.scheduleOnce(
                    Duration.ofNanos(due - now),
                    () -> {
                        counts[0]++;
                        counts[2] += now < due ? 1 : 0;
                    },
                    Runnable::run));
            if (random.nextInt(3) == 0 && all.get(random.nextInt(all.size())).cancel()) {
                counts[1]++;
            }
            if (random.nextInt(50) == 0) {
                pass(1);
            }
        }
        pass(3_000);
        assertEquals(scheduled, counts[0] + counts[1], "seed=" + seed);
        assertEquals(0, counts[2], "seed=" + seed);
        assertTrue(counts[1] > 1_000);
        assertEquals(0, wheel.pending());
    }
}
