package io.garrick.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pure structure against a naive model. */
class ManualTimerWheelTest {

    private final List<Throwable> errors = new ArrayList<>();

    /** An entry that knows when it is due and notes when it fired. */
    private static class Probe extends TimerTask {
        final long dueNanos;
        final List<Probe> fired;

        Probe(long dueNanos, List<Probe> fired) {
            this.dueNanos = dueNanos;
            this.fired = fired;
        }

        @Override
        protected void run() {
            fired.add(this);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    @DisplayName("T01 random schedules, cancels and turns: each entry fires in its tick, as a sorted list says")
    void wheel_randomOperations_behavesAsSortedList(long seed) {
        Random random = new Random(seed);
        long tick = new long[] {1, 1_000_000, 10_000_000}[random.nextInt(3)];
        long start = random.nextBoolean() ? random.nextLong() / 4 : 0;
        ManualTimerWheel wheel = new ManualTimerWheel(tick, start, errors::add);
        TreeMap<Long, List<Probe>> model = new TreeMap<>(); // by tick
        List<Probe> fired = new ArrayList<>();
        long now = 0;
        for (int step = 0; step < 1_500; step++) {
            int what = random.nextInt(10);
            if (what < 6) {
                long delay = delay(random);
                Probe probe = new Probe(now + delay, fired);
                wheel.schedule(probe, delay);
                long elapsed = now / tick;
                long due = Math.max(-Math.floorDiv(-probe.dueNanos, tick), elapsed + 1);
                model.computeIfAbsent(due, any -> new ArrayList<>()).add(probe);
            } else if (what < 8) {
                cancelSome(random, model, wheel);
            } else {
                now = turn(random, wheel, model, fired, start, now, tick, "seed=" + seed + " step=" + step);
            }
        }
        assertTrue(errors.isEmpty());
    }

    private long turn(
            Random random,
            ManualTimerWheel wheel,
            TreeMap<Long, List<Probe>> model,
            List<Probe> fired,
            long start,
            long before,
            long tick,
            String where) {
        long next = wheel.nextDeadlineNanos();
        model.values().forEach(sameTick -> sameTick.removeIf(Probe::isCancelled));
        model.values().removeIf(List::isEmpty);
        if (!model.isEmpty()) {
            assertTrue(next - start <= model.firstKey() * tick, () -> "next deadline is late: " + where);
        }
        long now = before;
        if (random.nextInt(3) == 0 && next != Long.MAX_VALUE) {
            now = Math.max(before, next - start);
        } else {
            now += delay(random) / 4;
        }
        fired.clear();
        int count = wheel.advanceTo(start + now);
        assertEquals(count, fired.size(), where);
        List<List<Probe>> due = new ArrayList<>(model.headMap(now / tick, true).values());
        model.headMap(now / tick, true).clear();
        int at = 0;
        for (List<Probe> sameTick : due) {
            List<Probe> part = fired.subList(at, Math.min(fired.size(), at + sameTick.size()));
            assertEquals(sameTick.size(), part.size(), where);
            assertTrue(part.containsAll(sameTick), where);
            at += sameTick.size();
        }
        assertEquals(fired.size(), at, where);
        for (Probe probe : fired) {
            assertTrue(probe.dueNanos <= now, () -> "early: " + where);
        }
        return now;
    }

    private static void cancelSome(Random random, TreeMap<Long, List<Probe>> model, ManualTimerWheel wheel) {
        for (List<Probe> probes : model.values()) {
            for (Probe probe : probes) {
                if (random.nextInt(10) == 0 && probe.cancel()) {
                    wheel.entryCancelled();
                }
            }
        }
    }

    /** From nothing to years, all magnitudes alike. */
    private static long delay(Random random) {
        return random.nextLong() >>> (7 + random.nextInt(57));
    }

    @Test
    @DisplayName("T01 an entry of years is neither lost nor early, tick by tick of its cascade")
    void entry_yearsAway_firesInItsTick() {
        for (Duration delay : List.of(Duration.ofDays(365 * 3), Duration.ofDays(365 * 200), Duration.ofHours(1))) {
            ManualTimerWheel wheel = new ManualTimerWheel(1_000_000, 5, errors::add);
            List<Probe> fired = new ArrayList<>();
            long due = delay.toNanos();
            wheel.schedule(new Probe(due, fired), due);
            long now = 0;
            int turns = 0;
            while (fired.isEmpty()) {
                now = wheel.nextDeadlineNanos() - 5;
                wheel.advanceTo(5 + now);
                turns++;
            }
            assertEquals(due, now);
            assertTrue(turns <= 200, "turns=" + turns);
            assertEquals(0, wheel.pending());
            assertEquals(Long.MAX_VALUE, wheel.nextDeadlineNanos());
        }
    }

    @Test
    @DisplayName("T01 a delay of more than 292 years counts as that")
    void entry_longestDelay_waits() {
        ManualTimerWheel wheel = new ManualTimerWheel(1, Long.MAX_VALUE / 2, errors::add);
        List<Probe> fired = new ArrayList<>();
        wheel.advanceTo(Long.MAX_VALUE / 2 + 1_000);
        wheel.schedule(new Probe(Long.MAX_VALUE, fired), Long.MAX_VALUE);
        wheel.advanceTo(Long.MAX_VALUE);
        assertTrue(fired.isEmpty());
        assertEquals(1, wheel.pending());
    }

    @Test
    @DisplayName("T01 zero and negative delays are due at the next tick")
    void entry_noDelay_firesAtNextTick() {
        ManualTimerWheel wheel = new ManualTimerWheel(10, 0, errors::add);
        List<Probe> fired = new ArrayList<>();
        wheel.advanceTo(30);
        wheel.schedule(new Probe(0, fired), 0);
        wheel.schedule(new Probe(0, fired), -5);
        assertEquals(40, wheel.nextDeadlineNanos());
        wheel.advanceTo(39);
        assertEquals(0, fired.size());
        wheel.advanceTo(40);
        assertEquals(2, fired.size());
    }

    @Test
    @DisplayName("T01 an entry may be scheduled again from its own expiry, and so may others")
    void entry_rearmedInExpiry_firesPeriodically() {
        ManualTimerWheel wheel = new ManualTimerWheel(10, 0, errors::add);
        List<Long> times = new ArrayList<>();
        long[] now = {0};
        TimerTask periodic = new TimerTask() {
            @Override
            protected void run() {
                times.add(now[0]);
                rearm();
                wheel.schedule(this, 25);
            }
        };
        wheel.schedule(periodic, 5);
        for (now[0] = 0; now[0] <= 100; now[0] += 5) {
            wheel.advanceTo(now[0]);
        }
        assertEquals(List.of(10L, 40L, 70L, 100L), times);
        assertTrue(periodic.cancel());
        assertFalse(periodic.cancel());
        now[0] = 1_000;
        wheel.advanceTo(1_000);
        assertEquals(4, times.size());
        assertThrows(IllegalStateException.class, periodic::rearm);
    }

    @Test
    @DisplayName("T01 what an entry throws is reported and holds up no other")
    void entry_throws_othersFire() {
        ManualTimerWheel wheel = new ManualTimerWheel(1, 0, errors::add);
        List<Probe> fired = new ArrayList<>();
        wheel.schedule(
                new TimerTask() {
                    @Override
                    protected void run() {
                        throw new IllegalStateException("bad entry");
                    }
                },
                5);
        wheel.schedule(new Probe(5, fired), 5);
        wheel.advanceTo(5);
        assertEquals(1, fired.size());
        assertEquals(1, errors.size());
    }

    @Test
    @DisplayName("T01 cancelled entries are swept before they are more than half and 1,024")
    void entries_cancelled_areSweptInBoundedNumber() {
        ManualTimerWheel wheel = new ManualTimerWheel(1_000_000, 0, errors::add);
        List<Probe> kept = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            Probe probe = new Probe(0, kept);
            wheel.schedule(probe, TimeUnit.HOURS.toNanos(1 + i % 1_000));
            if (i % 10 != 0) {
                assertTrue(probe.cancel());
                wheel.entryCancelled();
            }
            if (i % 100 == 0) {
                wheel.advanceTo(i);
            }
        }
        wheel.advanceTo(100_000);
        assertTrue(wheel.pending() <= 2 * 10_000 + ManualTimerWheel.SWEEP_MINIMUM + 100, "pending=" + wheel.pending());
        assertEquals(10_000, wheel.advanceTo(TimeUnit.HOURS.toNanos(2_000)));
        assertEquals(0, wheel.pending());
    }

    @Test
    @DisplayName("T01 cancel() is true exactly once, and never after the entry has fired")
    void task_cancel_trueOnce() {
        ManualTimerWheel wheel = new ManualTimerWheel(1, 0, errors::add);
        List<Probe> fired = new ArrayList<>();
        Probe cancelled = new Probe(5, fired);
        Probe due = new Probe(5, fired);
        wheel.schedule(cancelled, 5);
        wheel.schedule(due, 5);
        assertTrue(cancelled.cancel());
        assertFalse(cancelled.cancel());
        wheel.advanceTo(5);
        assertEquals(List.of(due), fired);
        assertTrue(due.isFired());
        assertFalse(due.cancel());
        assertFalse(due.isCancelled());
        assertTrue(cancelled.isCancelled());
    }

    @Test
    @DisplayName("T01 a closed wheel abandons what it holds, once each, and refuses entries")
    void wheel_closed_abandonsWhatItHolds() {
        ManualTimerWheel wheel = new ManualTimerWheel(1, 0, errors::add);
        List<Probe> fired = new ArrayList<>();
        List<Probe> abandoned = new ArrayList<>();
        List<Probe> held = new ArrayList<>();
        for (long delay = 1; delay < 1L << 40; delay *= 3) {
            Probe probe = new Probe(delay, fired) {
                @Override
                public void abandon() {
                    abandoned.add(this);
                    throw new IllegalStateException("bad entry");
                }
            };
            wheel.schedule(probe, delay);
            held.add(probe);
        }
        assertTrue(held.remove(3).cancel());
        wheel.advanceTo(1);
        assertEquals(held.remove(0), fired.get(0));
        wheel.close();
        wheel.close();
        assertEquals(held, abandoned);
        assertEquals(held.size(), errors.size());
        assertEquals(0, wheel.pending());
        assertThrows(IllegalStateException.class, () -> wheel.schedule(new Probe(0, fired), 0));
        assertEquals(1, fired.size());
    }

    @Test
    void wheel_tickNotPositive_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ManualTimerWheel(0, 0, errors::add));
    }
}
