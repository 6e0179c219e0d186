package io.garrick.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("S10 the restart budget")
class RestartBudgetTest {

    private static final long SECOND = 1_000_000_000L;

    private final RestartHistory history = new RestartHistory();

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.000000001S", "PT1S", "PT2562047788015215H30M7S"})
    @DisplayName("S10 n = -1: no limit, whatever the window")
    void spend_noLimit_alwaysAllows(Duration window) {
        RestartBudget budget = new RestartBudget(-1, window);
        for (int i = 0; i < 10_000; i++) {
            assertTrue(budget.spend(history, i / 10));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT1S", "PT2562047788015215H30M7S"})
    @DisplayName("S10 n = 0: never")
    void spend_zero_neverAllows(Duration window) {
        RestartBudget budget = new RestartBudget(0, window);
        for (long now = 0; now < 100 * SECOND; now += SECOND) {
            assertFalse(budget.spend(history, now));
        }
    }

    @Test
    @DisplayName("S10 no window: n for life")
    void spend_noWindow_allowsNForLife() {
        for (Duration none :
                new Duration[] {RestartBudget.NO_WINDOW, ChronoUnit.FOREVER.getDuration(), Duration.ofDays(300 * 365)
                }) {
            RestartHistory life = new RestartHistory();
            RestartBudget budget = new RestartBudget(3, none);
            assertTrue(budget.spend(life, Long.MIN_VALUE));
            assertTrue(budget.spend(life, 0));
            assertTrue(budget.spend(life, Long.MAX_VALUE - 1));
            assertFalse(budget.spend(life, Long.MAX_VALUE));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, Long.MAX_VALUE, Long.MAX_VALUE - SECOND, Long.MIN_VALUE, -SECOND})
    @DisplayName("S10 the window opens at the first failure, wherever the clock stands, and includes its end")
    void spend_atEndOfWindow_isInside_afterIt_opensNewOne(long origin) {
        RestartBudget budget = new RestartBudget(2, Duration.ofSeconds(1));
        assertTrue(budget.spend(history, origin));
        assertTrue(budget.spend(history, origin + SECOND - 1));
        assertFalse(budget.spend(history, origin + SECOND));
        assertTrue(budget.spend(history, origin + SECOND + 1));
        assertTrue(budget.spend(history, origin + 2 * SECOND + 1));
        assertFalse(budget.spend(history, origin + 2 * SECOND + 1));
        assertTrue(budget.spend(history, origin + 2 * SECOND + 2));
    }

    @Test
    @DisplayName("S10 the window does not slide: its start is the first failure, not the last restart")
    void spend_failuresInsideWindow_doNotProlongIt() {
        RestartBudget budget = new RestartBudget(2, Duration.ofSeconds(1));
        assertTrue(budget.spend(history, 0));
        assertTrue(budget.spend(history, SECOND - 1));
        assertTrue(budget.spend(history, SECOND + 1));
        assertTrue(budget.spend(history, SECOND + 2));
        assertFalse(budget.spend(history, SECOND + 3));
    }

    @ParameterizedTest
    @CsvSource({"30", "3650", "36500", "106751"})
    @DisplayName("S10 windows of months, years and centuries do not overflow")
    void spend_longWindow_isExact(int days) {
        RestartBudget budget = new RestartBudget(1, Duration.ofDays(days));
        long length = Duration.ofDays(days).toNanos();
        assertTrue(budget.spend(history, 17));
        assertFalse(budget.spend(history, 17 + length));
        assertTrue(budget.spend(history, 17 + length + 1));
        assertFalse(budget.spend(history, 17 + length + 2));
    }

    @Test
    void constructor_badNumbers_areRefusedWithValueAndRemedy() {
        assertEquals(
                "maxRestarts must be -1 (no limit), 0 (never) or more: maxRestarts=-2",
                assertThrows(IllegalArgumentException.class, () -> new RestartBudget(-2, Duration.ofSeconds(1)))
                        .getMessage());
        for (String bad : new String[] {"PT0S", "PT-1S"}) {
            assertEquals(
                    "window must be longer than zero, or RestartBudget.NO_WINDOW to count for life: window=" + bad,
                    assertThrows(IllegalArgumentException.class, () -> new RestartBudget(1, Duration.parse(bad)))
                            .getMessage());
        }
        assertEquals(Integer.MAX_VALUE, new RestartBudget(Integer.MAX_VALUE, Duration.ofNanos(1)).maxRestarts());
    }
}
