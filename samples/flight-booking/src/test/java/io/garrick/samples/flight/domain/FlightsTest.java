package io.garrick.samples.flight.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FlightsTest {

    private static final Flights FLIGHTS = Flights.load();

    @Test
    void load_data_readsEveryRow() {
        assertEquals(5_000, FLIGHTS.all().size());
        Flight first = FLIGHTS.all().get(0);
        assertEquals("20010101-0110-HNL-SFO", first.id());
        assertEquals(2_399, first.distanceMiles());
    }

    @Test
    void id_overAllFlights_isUnique() {
        Set<String> ids = new HashSet<>();
        FLIGHTS.all().forEach(flight -> assertTrue(ids.add(flight.id()), flight::id));
    }

    @Test
    void airports_fieldWithComma_isOneField() {
        Airport batonRouge = FLIGHTS.airport("BTR").orElseThrow();
        assertEquals(new Airport("BTR", "Baton Rouge Metropolitan, Ryan", "Baton Rouge", "LA"), batonRouge);
    }

    @Test
    void airports_ofEveryFlight_areKnown() {
        for (Flight flight : FLIGHTS.all()) {
            assertTrue(FLIGHTS.airport(flight.origin()).isPresent(), flight::origin);
            assertTrue(FLIGHTS.airport(flight.destination()).isPresent(), flight::destination);
        }
    }

    @Test
    void seatsAndFare_followFromDistance() {
        Flight shortest = new Flight(FLIGHTS.all().get(0).departure(), "AAA", "BBB", 30);
        assertEquals(37, shortest.seats());
        assertEquals(4_900 + 11 * 30, shortest.fareCents());
        Flight longest = new Flight(FLIGHTS.all().get(0).departure(), "AAA", "BBB", 4_475);
        assertEquals(180, longest.seats());
    }

    @Test
    void search_dayWithFlights_findsThem() {
        LocalDate day = LocalDate.parse("2001-01-01");
        assertEquals(
                "20010101-0655-LAX-BNA",
                FLIGHTS.search("LAX", "BNA", day).get(0).id());
        assertTrue(FLIGHTS.dates("LAX", "BNA").contains(day));
    }

    @Test
    void search_unknownRoute_findsNothing() {
        assertTrue(FLIGHTS.search("LAX", "LAX", LocalDate.parse("2001-01-01")).isEmpty());
        assertTrue(FLIGHTS.dates("LAX", "LAX").isEmpty());
    }
}
