package io.garrick.samples.primes.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeTest {

    @Test
    void cut_lastRangeIsShorter() {
        assertEquals(List.of(new Range(1, 1, 4), new Range(2, 5, 8), new Range(3, 9, 10)), Range.cut(10, 4));
        assertEquals(List.of(new Range(1, 1, 1)), Range.cut(1, 4));
    }

    @Test
    void cut_tooMany_isRefused() {
        assertEquals(Range.MOST, Range.cut(Range.MOST, 1).size());
        assertThrows(IllegalArgumentException.class, () -> Range.cut(Range.MOST + 1, 1));
        assertThrows(IllegalArgumentException.class, () -> Range.cut(0, 1));
        assertThrows(IllegalArgumentException.class, () -> Range.cut(1, 0));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1", "3, 2", "10, 4", "100, 25", "1000, 168", "1000000, 78498"})
    void primes_knownNumbers(long to, long expected) {
        assertEquals(expected, Range.cut(to, to).get(0).primes());
        assertEquals(expected, Sieve.primesTo(to));
    }

    @Test
    void sieve_acrossSegments_isRight() {
        assertEquals(664_579, Sieve.primesTo(10_000_000));
    }

    @Test
    void sieve_anyNumber_agreesWithDivision() {
        for (long to = 1; to < 2_000; to++) {
            assertEquals(new Range(1, 1, to).primes(), Sieve.primesTo(to), "to=" + to);
        }
    }
}
