package io.garrick.samples.flight.domain;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/**
 * A scheduled flight. Seats and fare are not in the data and follow from the distance: longer flights have larger
 * planes and cost more.
 *
 * @param departure     local time of departure
 * @param origin        IATA code of the airport it leaves from
 * @param destination   IATA code of the airport it goes to
 * @param distanceMiles distance in statute miles, more than 0
 */
public record Flight(LocalDateTime departure, String origin, String destination, int distanceMiles) {

    private static final DateTimeFormatter ID_TIME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmm");

    private static final int SMALLEST_PLANE = 36;
    private static final int MILES_PER_SEAT = 20;
    private static final int LARGEST_PLANE = 180;

    private static final long BASE_FARE_CENTS = 4_900;
    private static final long CENTS_PER_MILE = 11;

    /**
     * The name of the flight in addresses and stores, such as {@code 20010101-0655-LAX-BNA}; unique in the data.
     *
     * @return date, time, origin and destination, in characters that need no escape in a URL
     */
    public String id() {
        return ID_TIME.format(departure) + "-" + origin + "-" + destination;
    }

    /**
     * The number of seats: {@code min(180, 36 + distance / 20)}, so 37 on the shortest flight of the data and 180 on
     * the long ones. Seats are numbered from 1.
     *
     * @return how many seats can be sold
     */
    public int seats() {
        return Math.min(LARGEST_PLANE, SMALLEST_PLANE + distanceMiles / MILES_PER_SEAT);
    }

    /**
     * The price of one seat: 49 dollars and 11 cents a mile.
     *
     * @return the price in cents
     */
    public long fareCents() {
        return BASE_FARE_CENTS + CENTS_PER_MILE * distanceMiles;
    }
}
