package io.garrick.samples.flight.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.samples.flight.chaos.Chaos.Point;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChaosTest {

    @Test
    void roll_sameSeedAndName_isTheSame() {
        assertEquals(rolls(1, 0.5, "a"), rolls(1, 0.5, "a"));
        assertNotEquals(rolls(1, 0.5, "a"), rolls(1, 0.5, "b"));
        assertNotEquals(rolls(1, 0.5, "a"), rolls(2, 0.5, "a"));
    }

    @Test
    void roll_probability_isKept() {
        assertEquals(
                List.of(Point.NOWHERE), rolls(1, 0, "a").stream().distinct().toList());
        assertTrue(!rolls(1, 1, "a").contains(Point.NOWHERE));
        long crashes =
                rolls(1, 0.1, "a").stream().filter(p -> p != Point.NOWHERE).count();
        assertTrue(crashes > 60 && crashes < 140, "crashes=" + crashes);
    }

    @Test
    void strike_atThePoint_crashesWithoutStack() {
        Chaos.strike("a", Point.BEFORE, Point.NOWHERE);
        Chaos.strike("a", Point.BEFORE, Point.AFTER);
        ChaosCrash crash = assertThrows(ChaosCrash.class, () -> Chaos.strike("a", Point.AFTER, Point.AFTER));
        assertEquals(0, crash.getStackTrace().length);
    }

    @Test
    void probability_outOfRange_isRefused() {
        for (double wrong : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> new Chaos(1, wrong));
        }
    }

    @Test
    void casualties_counted_areByKind() {
        Casualties casualties = new Casualties();
        casualties.crashed("b");
        casualties.crashed("b");
        casualties.restarted("b");
        casualties.restarted("a");
        assertEquals(Map.of("a", new Casualties.Count(0, 1), "b", new Casualties.Count(2, 1)), casualties.byKind());
        assertEquals(2, casualties.crashes());
    }

    private static List<Point> rolls(long seed, double probability, String name) {
        Chaos chaos = new Chaos(seed, probability);
        return Stream.generate(() -> chaos.roll(name)).limit(1_000).toList();
    }
}
