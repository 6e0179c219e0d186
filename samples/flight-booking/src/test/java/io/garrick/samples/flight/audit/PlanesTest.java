package io.garrick.samples.flight.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.garrick.samples.flight.domain.Flight;
import io.garrick.samples.flight.domain.Flights;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PlanesTest {

    @Test
    void seatsAndPrice_computedTwice_agree() throws IOException {
        Planes planes = Planes.read();
        for (Flight flight : Flights.load().all()) {
            assertEquals(flight.seats(), planes.seats(flight.id()), flight::id);
            assertEquals(flight.fareCents(), planes.cents(flight.id()), flight::id);
        }
        assertEquals(0, planes.seats("20010101-0000-XXX-YYY"));
    }
}
