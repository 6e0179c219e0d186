package io.garrick.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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
    @DisplayName("checks: a figure that must be smaller, or this one, passes only if it is")
    void check_belowAndExactly_areKeptStrictly() {
        assertTrue(new Check("probe").below("cost", 0.999, 1).pass());
        assertFalse(new Check("probe").below("cost", 1, 1).pass());
        assertTrue(new Check("probe").exactly("heap", 1024, 1024).pass());
        assertFalse(new Check("probe").exactly("heap", 1023, 1024).pass());
        assertFalse(new Check("probe").exactly("heap", 1025, 1024).pass());
    }

    @Test
    @DisplayName("checks: what there must be none of is named")
    void check_none_namesThose() {
        assertTrue(new Check("probe").none("lost", List.of()).pass());

        Check check = new Check("probe").none("lost", List.of("a", "say \"b\""));
        assertEquals(
                "{\"check\":\"probe\",\"figures\":{\"lost\":2,\"lost_names\":[\"a\",\"say \\\"b\\\"\"]},"
                        + "\"limits\":{\"lost\":{\"most\":0}},\"pass\":false}",
                check.json());
    }

    @Test
    @DisplayName("checks: nothing measured does not pass")
    void check_withoutFigures_doesNotPass() {
        assertFalse(new Check("probe").pass());
        assertFalse(new Check("probe").figure("told", 1).pass());
    }
}
