package io.garrick.samples.primes.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private final List<Range> ranges = Range.cut(20, 10);
    private final Ledger<String> ledger = new Ledger<>(ranges);

    @Test
    void enter_twice_countsOnce() {
        Range first = ledger.give("a").orElseThrow();
        assertTrue(ledger.enter("a", first, 4));
        assertFalse(ledger.enter("a", first, 4));
        assertEquals(4, ledger.primes());
        assertEquals(1, ledger.counted());
        assertFalse(ledger.isComplete());
    }

    @Test
    void takeBack_isGivenNext_andTheFirstWorkerCountsNoMore() {
        Range first = ledger.give("a").orElseThrow();
        assertEquals(Optional.of(first), ledger.takeBack("a"));
        assertEquals(Optional.of(first), ledger.give("b"));
        assertFalse(ledger.enter("a", first, 4));
        assertTrue(ledger.enter("b", first, 4));
        assertEquals(Optional.of(ranges.get(1)), ledger.give("b"));
        assertEquals(Optional.empty(), ledger.give("a"));
        assertTrue(ledger.enter("b", ranges.get(1), 4));
        assertTrue(ledger.isComplete());
        assertEquals(8, ledger.primes());
    }

    @Test
    void give_toOneWhoHasARange_isRefused() {
        assertEquals(Optional.of(ranges.get(0)), ledger.give("a"));
        assertThrows(IllegalStateException.class, () -> ledger.give("a"));
        assertEquals(List.of("a"), ledger.busy());
    }

    @Test
    void takeBack_ofOneWhoHasNone_isNothing() {
        assertEquals(Optional.empty(), ledger.takeBack("a"));
    }
}
