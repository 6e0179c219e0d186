package io.garrick.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CheckTest {

    @Test
    @DisplayName("checks: figures within their limits pass, and stand beside them in one line of JSON")
    void check_figuresWithinLimits_passes() {
        Check check = new Check("probe")
                .atLeast("many", 10, 10)
                .atMost("cost", 0.5, 1)
                .figure("told", 7);

        assertTrue(check.pass());
        assertEquals(
                "{\"check\":\"probe\",\"figures\":{\"many\":10,\"cost\":0.500,\"told\":7},"
                        + "\"limits\":{\"many\":{\"least\":10},\"cost\":{\"most\":1}},\"pass\":true}",
                check.json());
    }

    @Test
    @DisplayName("checks: one bad figure is enough not to pass: too small, too large, or no number")
    void check_oneBadFigure_doesNotPass() {
        assertFalse(
                new Check("probe").atLeast("many", 9, 10).atMost("cost", 0.5, 1).pass());
        assertFalse(new Check("probe")
                .atLeast("many", 10, 10)
                .atMost("cost", 1.001, 1)
                .pass());
        assertFalse(new Check("probe").atMost("cost", Double.NaN, 1).pass());
        assertFalse(new Check("probe").figure("told", Double.POSITIVE_INFINITY).pass());
        assertTrue(new Check("probe").atLeast("many", 9, 10).json().endsWith("\"pass\":false}"));
    }

    @Test
    @DisplayName("checks: nothing measured does not pass")
    void check_withoutFigures_doesNotPass() {
        assertFalse(new Check("probe").pass());
    }
}
