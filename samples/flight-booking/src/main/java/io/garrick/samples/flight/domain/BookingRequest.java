package io.garrick.samples.flight.domain;

/**
 * What a customer asks for.
 *
 * @param flightId the flight, as {@link Flight#id()} names it
 * @param seats    how many seats, from 1 to {@link #MOST_SEATS}
 * @param customer name of the customer
 * @param email    where the bill goes
 * @param card     what it is paid with
 */
public record BookingRequest(String flightId, int seats, String customer, String email, Card card) {

    /** The most seats that one booking may have. */
    public static final int MOST_SEATS = 9;

    /** Checks what every part of the program relies on. */
    public BookingRequest {
        if (seats < 1 || seats > MOST_SEATS) {
            throw new IllegalArgumentException(
                    "number of seats is out of range: seats=" + seats + " least=1 most=" + MOST_SEATS);
        }
    }
}
