package io.garrick.benchmarks;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PairTest {

    private static final int MILLIS = 50;

    @Test
    void pair_ofProcesses_tellsWhatItHasDone() throws Exception {
        Row row = Row.named("rt100");
        try (Pair pair = new Pair("netty", List.of("-Xms64m", "-Xmx64m"))) {
            Result result = pair.run(row, MILLIS, MILLIS);

            assertAll(
                    () -> assertTrue(result.didTheWork(row), result::toString),
                    () -> assertTrue(result.nanos() > 0, result::toString),
                    () -> assertTrue(result.p50() > 0 && result.p50() <= result.p99(), result::toString),
                    () -> assertTrue(result.receiver().bytes() >= row.bytes(), result::toString),
                    () -> assertEquals("64MB", result.setup().text("heap")),
                    () -> assertEquals("G1", result.setup().text("collector")),
                    () -> assertEquals("100", result.setup().text("inFlight")));
        }
    }
}
