package io.garrick.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.checks.RehearsalFigures.Round;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RehearsalFiguresTest {

    private static final Round GOOD = new Round(3_000_000, 3, 2.9);

    static Stream<RehearsalFigures> oneBadFigureEach() {
        return Stream.of(
                new RehearsalFigures(3_000_000, List.of()),
                of(GOOD, GOOD, new Round(2_999_999, 2, 2)),
                of(GOOD, new Round(3_000_000, 3.001, 1), new Round(3_000_000, 4, 4)),
                of(GOOD, new Round(3_000_000, 1, 3.001), new Round(3_000_000, 4, 4)),
                of(new Round(3_000_000, Double.NaN, 1)));
    }

    private static RehearsalFigures of(Round... rounds) {
        return new RehearsalFigures(3_000_000, List.of(rounds));
    }

    @Test
    @DisplayName("check rehearsal: figures at their limits pass, the median counts")
    void check_figuresAtTheirLimits_passes() {
        Round slow = new Round(3_000_000, 9, 9);
        Round fast = new Round(6_000_000, 2, 1);
        assertTrue(of(slow, GOOD, fast).check().pass());
        assertEquals(
                "{\"check\":\"rehearsal\",\"figures\":{\"systems\":3,\"actors_per_system\":1000,"
                        + "\"messages_per_round\":3000000,\"seconds_per_round\":3,\"processor_seconds_per_round\":2.900,"
                        + "\"messages_per_second\":1000000},\"limits\":{\"messages_per_round\":{\"least\":3000000},"
                        + "\"messages_per_second\":{\"least\":1000000}},\"pass\":true}",
                of(slow, GOOD, fast).check().json());
    }

    @ParameterizedTest
    @MethodSource("oneBadFigureEach")
    @DisplayName("check rehearsal: one bad figure is enough not to pass")
    void check_oneBadFigure_doesNotPass(RehearsalFigures figures) {
        assertFalse(figures.check().pass(), figures::toString);
    }
}
