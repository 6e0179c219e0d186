package io.garrick.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.checks.FaultFigures.Loss;
import io.garrick.checks.FaultFigures.Partitions;
import io.garrick.checks.FaultFigures.Pauses;
import io.garrick.checks.FaultFigures.Restarts;
import io.garrick.checks.FaultFigures.Stops;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaultFiguresTest {

    private static final List<String> NONE = List.of();
    private static final List<String> ONE = List.of("one");
    private static final List<Double> STOPS = List.of(5_000.0, 8_000.0, 6_000.0);
    private static final List<Double> SIX = Collections.nCopies(6, 10_000.0);

    static Stream<Check> atTheirLimits() {
        return Stream.of(
                FaultFigures.kills(kills(20, 2_000, 9_000)),
                new Pauses(50, 1, NONE, 8_000).check(),
                new Stops(STOPS, 30, 3, 3, NONE, 3).check(),
                new Loss(60, 0.2, 1, 240, 240, NONE, 8_000).check(),
                new Partitions(SIX, SIX, 12, NONE).check(),
                new Restarts(51, 51, 51, 1_275, NONE, 1_275).check(),
                new Restarts(51, 51, 51, 1_275, NONE, 0).check());
    }

    static Stream<Check> oneBadFigureEach() {
        return Stream.of(
                FaultFigures.kills(List.of()),
                FaultFigures.kills(kills(19, 1, 1)),
                FaultFigures.kills(kills(20, 2_000.1, 2_000.1)),
                FaultFigures.kills(kills(20, 1, FaultFigures.NEVER)),
                new Pauses(49, 1, NONE, 1).check(),
                new Pauses(50, 0.999, NONE, 1).check(),
                new Pauses(50, 1, ONE, 1).check(),
                new Pauses(50, 1, NONE, FaultFigures.NEVER).check(),
                new Stops(STOPS.subList(0, 2), 30, 3, 3, NONE, 3).check(),
                new Stops(List.of(1.0, 1.0, 8_000.1), 30, 3, 3, NONE, 3).check(),
                new Stops(List.of(1.0, 1.0, FaultFigures.NEVER), 30, 3, 3, NONE, 3).check(),
                new Stops(STOPS, 29.9, 3, 3, NONE, 3).check(),
                new Stops(STOPS, 30, 2, 3, NONE, 3).check(),
                new Stops(STOPS, 30, 3, 2, NONE, 3).check(),
                new Stops(STOPS, 30, 3, 3, ONE, 3).check(),
                new Stops(STOPS, 30, 3, 3, NONE, 2).check(),
                new Loss(59.9, 0.2, 1, 1, 1, NONE, 1).check(),
                new Loss(60, 0.1, 1, 1, 1, NONE, 1).check(),
                new Loss(60, 0.2, 0, 1, 1, NONE, 1).check(),
                new Loss(60, 0.2, 1, 1, 1, ONE, 1).check(),
                new Loss(60, 0.2, 1, 1, 1, NONE, 8_000.1).check(),
                new Partitions(SIX.subList(1, 6), SIX, 12, NONE).check(),
                new Partitions(Collections.nCopies(6, 10_000.1), SIX, 12, NONE).check(),
                new Partitions(SIX, Collections.nCopies(6, FaultFigures.NEVER), 12, NONE).check(),
                new Partitions(SIX, SIX, 11, NONE).check(),
                new Partitions(SIX, SIX, 12, ONE).check(),
                new Restarts(50, 50, 50, 1_225, NONE, 0).check(),
                new Restarts(51, 50, 51, 1_275, NONE, 0).check(),
                new Restarts(51, 51, 50, 1_275, NONE, 0).check(),
                new Restarts(51, 51, 51, 1_274, NONE, 0).check(),
                new Restarts(51, 51, 51, 1_275, ONE, 0).check(),
                new Restarts(51, 51, 51, 1_275, NONE, 1_276).check(),
                FaultFigures.notRun("loss", "not permitted"));
    }

    private static List<Double> kills(int count, double usual, double longest) {
        List<Double> millis = new ArrayList<>(Collections.nCopies(count - 1, usual));
        millis.add(0, longest);
        return millis;
    }

    @ParameterizedTest
    @MethodSource("atTheirLimits")
    @DisplayName("check faults-remoting: figures at their limits pass")
    void check_figuresAtTheirLimits_passes(Check check) {
        assertTrue(check.pass(), check.json());
    }

    @ParameterizedTest
    @MethodSource("oneBadFigureEach")
    @DisplayName("check faults-remoting: one bad figure is enough not to pass")
    void check_oneBadFigure_doesNotPass(Check check) {
        assertFalse(check.pass(), check.json());
    }

    @Test
    @DisplayName("check faults-remoting: the 95th of a hundred is that of the twenty which one exceeds")
    void quantile_isTheSmallestThatIsNotExceededByMore() {
        assertEquals(2, FaultFigures.quantile(kills(20, 2, 9), 0.95));
        assertEquals(9, FaultFigures.quantile(kills(19, 2, 9), 0.95));
        assertEquals(9, FaultFigures.quantile(kills(20, 2, 9), 1));
        assertEquals(2, FaultFigures.quantile(List.of(3.0, 1.0, 2.0), 0.5));
        assertEquals(1, FaultFigures.quantile(List.of(3.0, 1.0, 2.0), 0));
    }

    @Test
    @DisplayName("check faults-remoting: what was not run says so, with the reason")
    void notRun_namesTheReason() {
        assertEquals(
                "{\"check\":\"faults-remoting loss\",\"figures\":{\"not_run\":1,\"not_run_names\":[\"not permitted\"]},"
                        + "\"limits\":{\"not_run\":{\"most\":0}},\"pass\":false}",
                FaultFigures.notRun("loss", "not permitted").json());
    }
}
