package io.garrick.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.checks.IdleFigures.Still;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IdleFiguresTest {

    private static final Still STILL = new Still(100_000, 100, 10, 0.999);

    static Stream<IdleFigures> oneBadFigureEach() {
        return Stream.of(
                new IdleFigures(999_999, 1024, 240, 240, 24, 80, STILL),
                new IdleFigures(1_000_000, 1025, 240, 240, 24, 80, STILL),
                new IdleFigures(1_000_000, 1023, 240, 240, 24, 80, STILL),
                new IdleFigures(1_000_000, 1024, 240.01, 240, 24, 80, STILL),
                new IdleFigures(1_000_000, 1024, 240, 240.01, 24, 80, STILL),
                new IdleFigures(1_000_000, 1024, 240, 240, Double.NaN, 80, STILL),
                new IdleFigures(1_000_000, 1024, 240, 240, 24, Double.NaN, STILL),
                with(new Still(99_999, 100, 10, 0.999)),
                with(new Still(100_000, 99, 10, 0.999)),
                with(new Still(100_000, 100, 9.99, 0.999)),
                with(new Still(100_000, 100, 10, 1)),
                with(new Still(100_000, 100, 10, Double.NaN)));
    }

    private static IdleFigures with(Still still) {
        return new IdleFigures(1_000_000, 1024, 240, 240, 24, 80, still);
    }

    @Test
    @DisplayName("Q06 check idle-actors: figures at their limits pass")
    void check_figuresAtTheirLimits_passes() {
        assertTrue(with(STILL).check().pass());
        assertEquals(
                "{\"check\":\"idle-actors\",\"figures\":{\"actors\":1000000,\"heap_max_mib\":1024,\"bytes_per_actor\":240,"
                        + "\"bytes_per_actor_in_use\":240,\"bytes_of_its_instance\":24,\"bytes_of_its_receive\":80,"
                        + "\"still_actors\":100000,\"timers\":100,\"seconds\":10,\"processor_percent\":0.999},"
                        + "\"limits\":{\"actors\":{\"least\":1000000},\"heap_max_mib\":{\"exactly\":1024},"
                        + "\"bytes_per_actor\":{\"most\":240},\"bytes_per_actor_in_use\":{\"most\":240},"
                        + "\"still_actors\":{\"least\":100000},\"timers\":{\"least\":100},\"seconds\":{\"least\":10},"
                        + "\"processor_percent\":{\"below\":1}},\"pass\":true}",
                with(STILL).check().json());
    }

    @ParameterizedTest
    @MethodSource("oneBadFigureEach")
    @DisplayName("Q06 check idle-actors: one bad figure is enough not to pass")
    void check_oneBadFigure_doesNotPass(IdleFigures figures) {
        assertFalse(figures.check().pass());
    }
}
