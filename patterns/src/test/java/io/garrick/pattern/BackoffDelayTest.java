package io.garrick.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BackoffDelayTest {

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    /** Fails who draws without need. */
    private static final RandomGenerator NONE = () -> {
        throw new AssertionError("random number is drawn without jitter");
    };

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    @Test
    @DisplayName("A delay doubles from min to max, and stays there")
    void delay_noJitter_doublesUpToTheMax() {
        BackoffDelay delay = BackoffDelay.of(seconds(3), seconds(30), 0);

        assertEquals(
                IntStream.of(3, 6, 12, 24, 30, 30).mapToObj(Duration::ofSeconds).toList(),
                IntStream.range(0, 6).mapToObj(k -> delay.nth(k, NONE)).toList());
        assertEquals(seconds(30), delay.nth(Integer.MAX_VALUE, NONE));
        assertEquals(seconds(3), BackoffDelay.always(seconds(3)).nth(70, NONE));
    }

    @Test
    @DisplayName("Jitter adds up to its part of the delay, beyond max too")
    void delay_jitter_addsUpToItsPart() {
        BackoffDelay delay = BackoffDelay.of(seconds(1), seconds(4), 0.5);
        SplittableRandom random = new SplittableRandom(1);

        for (int i = 0; i < 1_000; i++) {
            double first = delay.nth(0, random).toNanos() / 1e9;
            double capped = delay.nth(9, random).toNanos() / 1e9;
            assertTrue(first >= 1 && first < 1.5, () -> "first=" + first);
            assertTrue(capped >= 4 && capped < 6, () -> "capped=" + capped);
        }
        RandomGenerator half = new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new AssertionError("only doubles are drawn");
            }

            @Override
            public double nextDouble() {
                return 0.5;
            }
        };
        assertEquals(seconds(1.25), delay.nth(0, half));
        assertEquals(seconds(2.5), delay.nth(1, half));
        assertEquals(seconds(5), delay.nth(2, half));
    }

    @Test
    @DisplayName("What does not fit into a long is its largest value")
    void delay_beyondTheRange_isTheLongest() {
        BackoffDelay delay = BackoffDelay.of(seconds(1), Duration.ofDays(999_999), 1);
        SplittableRandom random = new SplittableRandom(1);

        assertEquals(LONGEST, delay.nth(100, random));
        assertEquals(LONGEST, delay.nth(62, random));
        assertEquals(LONGEST, BackoffDelay.of(LONGEST, LONGEST, 0).nth(0, NONE));
        assertEquals(
                Duration.ZERO, BackoffDelay.always(Duration.ofDays(-999_999)).nth(0, NONE));
    }

    @Test
    @DisplayName("Numbers out of their range are refused")
    void numbers_outOfRange_areRefused() {
        for (Duration wrong : new Duration[] {Duration.ZERO, Duration.ofNanos(-1)}) {
            assertThrows(IllegalArgumentException.class, () -> BackoffDelay.of(wrong, seconds(1), 0));
        }
        assertThrows(IllegalArgumentException.class, () -> BackoffDelay.of(seconds(2), seconds(1), 0));
        for (double wrong : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> BackoffDelay.of(seconds(1), seconds(1), wrong));
        }
    }
}
