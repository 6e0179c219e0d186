package io.garrick.supervision;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SupervisorHistoryTest {

    private static final int EVENTS_PER_HISTORY = 2_000;
    private static final int EVENTS_PER_SHORT_HISTORY = 50;

    /** One event in so many at least does what the histories are made for. */
    private static final long SELDOM = 200;

    @Test
    @DisplayName("S10 budgets, windows, stale generations and gone children in 1,000,000 random events")
    void supervisor_randomHistories_answersAsTheNaiveRulesSay() {
        replay(1, 500, EVENTS_PER_HISTORY);
    }

    @Test
    @Tag("nightly")
    @DisplayName("S10 budgets, windows, stale generations and gone children in 50,000,000 random events")
    void supervisor_manyRandomHistories_answersAsTheNaiveRulesSay() {
        replay(501, 25_000, EVENTS_PER_HISTORY);
    }

    @Test
    @Tag("nightly")
    @DisplayName("S10 budgets, windows, stale generations and gone children in 1,000,000 short random histories")
    void supervisor_aMillionShortHistories_answersAsTheNaiveRulesSay() {
        replay(25_501, 1_000_000, EVENTS_PER_SHORT_HISTORY);
    }

    private static void replay(long firstSeed, int histories, int events) {
        Coverage coverage = new Coverage();
        for (long seed = firstSeed; seed < firstSeed + histories; seed++) {
            try {
                new RandomHistory(seed, coverage).run(events);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed=" + seed + ": " + failure.getMessage(), failure);
            }
        }
        for (String each : new String[] {
            "Resume",
            "Restart",
            "Escalate",
            "Stop DECIDED",
            "Stop BUDGET_SPENT",
            "ignored as stale",
            "ignored while stopping",
            "first generation"
        }) {
            assertTrue(
                    coverage.of(each) > (long) histories * events / SELDOM,
                    () -> "seldom tried: " + each + " in " + coverage);
        }
    }
}
