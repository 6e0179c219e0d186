package io.garrick.samples.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program at full size. */
@Tag("nightly")
class ManyBookingsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 20_010_101, -7, Long.MAX_VALUE})
    @DisplayName("flight-booking: 10,000 bookings with chaos 0.01 hold for any seed")
    void run_tenThousand_holds(long seed) {
        ProgramOutput output = ProgramOutput.of("--json", "--seed", String.valueOf(seed));
        assertEquals(0, output.status(), output::text);
        Map<String, Object> declined = output.object("declined");
        assertEquals(10_000, output.number("requested"));
        assertTrue(output.number("booked") >= 5_000, output::text);
        assertTrue(declined.containsKey("sold-out") && declined.containsKey("payment-declined"), output::text);
        long refused = declined.values().stream()
                .mapToLong(count -> ((Number) count).longValue())
                .sum();
        Map<String, Object> supervision = output.object("supervision");
        for (String figure : List.of("group_restarts", "backoff_delays", "bank_in_trouble", "redelivered")) {
            assertTrue(((Number) supervision.get(figure)).longValue() > 0, () -> figure + output.text());
        }
        assertEquals(10_000, output.number("booked") + refused + output.number("interrupted"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 5})
    @DisplayName("flight-booking: every kind of actor in the figure crashes and is restarted")
    void run_tenThousand_strikesEveryKind(long seed) {
        ProgramOutput output = ProgramOutput.of("--seed", String.valueOf(seed));
        assertEquals(0, output.status(), output::text);
        for (String kind : FlightBookingTest.KINDS) {
            assertTrue(output.text().matches("(?s).*\\R" + kind + " +[1-9][0-9]* +[1-9][0-9]*\\R.*"), output::text);
        }
    }
}
