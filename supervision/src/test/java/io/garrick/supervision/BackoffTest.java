package io.garrick.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final long MILLIS = 1_000_000;
    private static final Exception CAUSE = new IllegalStateException("let it crash");
    private static final Decider DECIDER = cause -> Directive.RESTART;

    private final RestartHistory history = new RestartHistory();
    private final RandomGenerator random = new SplittableRandom(1);

    @Test
    @DisplayName("S13 the k-th delay is min(max, min·2^(k-1))")
    void next_inARow_doublesUpToMax() {
        Backoff backoff = new Backoff(Duration.ofMillis(10), Duration.ofMillis(75), 0);
        long now = Long.MAX_VALUE - 100 * MILLIS;
        for (long expected : new long[] {10, 20, 40, 75, 75, 75}) {
            assertEquals(expected * MILLIS, backoff.next(history, now, random));
            now += expected * MILLIS;
        }
        for (int i = 0; i < 200; i++) {
            assertEquals(75 * MILLIS, backoff.next(history, now, random));
        }
    }

    @Test
    @DisplayName("S13 jitter adds at most its part of the delay, and all of that range comes")
    void next_jitter_isAPartOfTheDelay() {
        Backoff backoff = new Backoff(Duration.ofMillis(10), Duration.ofMillis(10), 0.5);
        long least = Long.MAX_VALUE;
        long most = 0;
        for (int i = 0; i < 1_000; i++) {
            long delay = backoff.next(history, 0, random);
            least = Math.min(least, delay);
            most = Math.max(most, delay);
        }
        assertTrue(least >= 10 * MILLIS && least < 10.2 * MILLIS, "least " + least);
        assertTrue(most <= 15 * MILLIS && most > 14.8 * MILLIS, "most " + most);
    }

    @Test
    @DisplayName("S13 it resets after a quiet period, counted from the end of the last delay")
    void next_afterQuietPeriod_beginsAnew() {
        Backoff backoff =
                new Backoff(Duration.ofMillis(10), Duration.ofMillis(80), 0).withQuietPeriod(Duration.ofMillis(50));
        assertEquals(10 * MILLIS, backoff.next(history, 0, random));
        assertEquals(20 * MILLIS, backoff.next(history, 60 * MILLIS - 1, random));
        long end = 80 * MILLIS - 1;
        assertEquals(10 * MILLIS, backoff.next(history, end + 50 * MILLIS, random));
        assertEquals(Duration.ofMillis(80), new Backoff(Duration.ofMillis(10), Duration.ofMillis(80), 0).quietPeriod());
    }

    @Test
    @DisplayName("S13 a budget whose window cannot hold n delays is refused")
    void withBackoff_windowTooShort_isRefused() {
        Duration second = Duration.ofSeconds(1);
        for (SupervisorStrategy each : strategies(3, Duration.ofSeconds(7))) {
            assertEquals(
                    new Backoff(second, Duration.ofSeconds(10), 0),
                    each.withBackoff(second, Duration.ofSeconds(10), 0)
                            .backoff()
                            .orElseThrow());
            String refusal = assertThrows(
                            IllegalArgumentException.class, () -> each.withBackoff(second, Duration.ofSeconds(10), 0.1))
                    .getMessage();
            assertTrue(
                    refusal.startsWith("window cannot hold that many delays")
                            && refusal.endsWith("maxRestarts=3 window=PT7S min=PT1S max=PT10S jitter=0.1"),
                    refusal);
        }
        for (SupervisorStrategy each : strategies(3, Duration.ofSeconds(7).minusNanos(1))) {
            assertThrows(IllegalArgumentException.class, () -> each.withBackoff(second, Duration.ofSeconds(10), 0));
        }
        for (SupervisorStrategy each : strategies(100, Duration.ofSeconds(199))) {
            assertEquals(
                    100,
                    each.withBackoff(second, second.multipliedBy(2), 0).budget().maxRestarts());
            assertThrows(
                    IllegalArgumentException.class,
                    () -> each.withBackoff(second, second.multipliedBy(2).plusNanos(1_000_000), 0));
        }
        for (SupervisorStrategy each : strategies(Integer.MAX_VALUE, RestartBudget.NO_WINDOW)) {
            assertTrue(
                    each.withBackoff(second, Duration.ofDays(30), 1).backoff().isPresent());
        }
        for (SupervisorStrategy each : strategies(0, Duration.ofNanos(1))) {
            assertTrue(
                    each.withBackoff(second, Duration.ofDays(30), 1).backoff().isPresent());
        }
    }

    private static List<SupervisorStrategy> strategies(int n, Duration window) {
        return List.of(
                new OneForOneStrategy(n, window, DECIDER),
                new AllForOneStrategy(n, window, DECIDER),
                new RestForOneStrategy(n, window, DECIDER));
    }

    @Test
    void constructor_badNumbers_areRefused() {
        Duration second = Duration.ofSeconds(1);
        assertThrows(IllegalArgumentException.class, () -> new Backoff(Duration.ZERO, second, 0));
        assertThrows(IllegalArgumentException.class, () -> new Backoff(second.negated(), second, 0));
        assertThrows(IllegalArgumentException.class, () -> new Backoff(second, second.minusNanos(1), 0));
        assertThrows(IllegalArgumentException.class, () -> new Backoff(second, RestartBudget.NO_WINDOW, 0));
        assertThrows(
                IllegalArgumentException.class, () -> new Backoff(second, second, 0).withQuietPeriod(Duration.ZERO));
        for (double jitter : new double[] {-0.1, 1.1, Double.NaN}) {
            assertEquals(
                    "jitter must be from 0 to 1: jitter=" + jitter,
                    assertThrows(IllegalArgumentException.class, () -> new Backoff(second, second, jitter))
                            .getMessage());
        }
        assertEquals(1, new Backoff(second, second, 1).jitter());
    }

    @Test
    @DisplayName(
            "S13 one-for-one: taken down at once, started when the delay is over; a delay that is not its last one is ignored")
    void supervisor_oneForOneWithBackoff_startsAfterTheDelay() {
        Supervisor<String> supervisor = new Supervisor<>(
                new OneForOneStrategy(DECIDER).withBackoff(Duration.ofMillis(10), Duration.ofMillis(80), 0),
                new Brood<>(List.of("a")));
        assertEquals(
                List.of(new Command.RestartAfter<>("a", CAUSE, 1, 10 * MILLIS, false)),
                supervisor.on(new Event.Failed<>("a", 0, CAUSE, Directive.RESTART), 0, random));
        assertEquals(List.of(), supervisor.on(new Event.DelayElapsed<>("a", 0), 1, random));
        assertEquals(List.of(), supervisor.on(new Event.DelayElapsed<>("a", 2), 1, random));
        assertEquals(List.of(), supervisor.on(new Event.DelayElapsed<>("b", 1), 1, random));
        assertEquals(List.of(), supervisor.on(new Event.Failed<>("a", 1, CAUSE, Directive.STOP), 1, random));
        assertEquals(
                List.of(new Command.Start<>("a", 1, false)),
                supervisor.on(new Event.DelayElapsed<>("a", 1), 10 * MILLIS, random));
        assertEquals(List.of(), supervisor.on(new Event.DelayElapsed<>("a", 1), 10 * MILLIS, random));
        assertEquals(
                List.of(new Command.RestartAfter<>("a", CAUSE, 2, 20 * MILLIS, false)),
                supervisor.on(new Event.Failed<>("a", 1, CAUSE, Directive.RESTART), 11 * MILLIS, random));
        supervisor.on(new Event.ParentRestarting<>(), 12 * MILLIS, random);
        supervisor.on(new Event.Restarted<>("a"), 12 * MILLIS, random);
        assertEquals(List.of(), supervisor.on(new Event.DelayElapsed<>("a", 2), 31 * MILLIS, random));
        assertEquals(
                List.of(new Command.RestartAfter<>("a", CAUSE, 4, 40 * MILLIS, false)),
                supervisor.on(new Event.Failed<>("a", 3, CAUSE, Directive.RESTART), 32 * MILLIS, random));
        supervisor.on(new Event.Gone<>("a"), 33 * MILLIS, random);
        assertEquals(List.of(), supervisor.on(new Event.DelayElapsed<>("a", 4), 99 * MILLIS, random));
    }
}
