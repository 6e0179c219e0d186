package io.garrick.samples.flight.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookingGeneratorTest {

    private static final Flights FLIGHTS = Flights.load();
    private static final int BOOKINGS = 10_000;

    @Test
    @DisplayName("flight-booking: two runs with one seed have the same requests")
    void request_sameSeed_isTheSame() {
        assertEquals(requests(7, 1_000), requests(7, 1_000));
        assertNotEquals(requests(7, 1_000), requests(8, 1_000));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0x9E3779B97F4A7C15L})
    @DisplayName("flight-booking: popular flights sell out, most bookings succeed, some cards are declined")
    void request_tenThousand_sellOutPopularFlights(long seed) {
        Map<String, Integer> free = new HashMap<>();
        FLIGHTS.all().forEach(flight -> free.put(flight.id(), flight.seats()));
        int booked = 0;
        int soldOut = 0;
        int declined = 0;
        for (BookingRequest request : requests(seed, BOOKINGS)) {
            int left = free.getOrDefault(request.flightId(), 0) - request.seats();
            if (request.card().equals(BookingGenerator.DECLINED_CARD)) {
                declined++;
            } else if (left < 0) {
                soldOut++;
            } else {
                free.put(request.flightId(), left);
                booked++;
            }
        }
        assertTrue(booked >= 6_000, "booked=" + booked);
        assertTrue(soldOut >= 500, "soldOut=" + soldOut);
        assertTrue(declined >= 200 && declined <= 400, "declined=" + declined);
    }

    /** The worst seed that can be thought of puts the smallest planes on the most wanted flights. */
    @Test
    void request_smallestPlanesAreMostPopular_stillBooksMost() {
        List<Flight> tiny = FLIGHTS.all().stream()
                .map(flight -> new Flight(flight.departure(), flight.origin(), flight.destination(), 30))
                .toList();
        BookingGenerator generator = new BookingGenerator(1, tiny);
        Map<String, Integer> taken = new HashMap<>();
        int booked = 0;
        for (int number = 1; number <= BOOKINGS; number++) {
            BookingRequest request = generator.request(number);
            int seats = taken.merge(request.flightId(), request.seats(), Integer::sum);
            if (seats <= 37 && !request.card().equals(BookingGenerator.DECLINED_CARD)) {
                booked++;
            }
        }
        assertTrue(booked >= 5_500, "booked=" + booked);
    }

    @Test
    void toString_request_keepsTheCardSecret() {
        BookingRequest request = new BookingGenerator(1, FLIGHTS.all()).request(1);
        assertTrue(!request.toString().contains(request.card().number()), request::toString);
    }

    private static List<BookingRequest> requests(long seed, int count) {
        BookingGenerator generator = new BookingGenerator(seed, FLIGHTS.all());
        return IntStream.rangeClosed(1, count).mapToObj(generator::request).toList();
    }
}
