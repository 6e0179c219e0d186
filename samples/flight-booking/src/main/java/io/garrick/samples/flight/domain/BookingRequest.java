package io.garrick.samples.flight.domain;

/**
 * What a customer asks for.
 *
 * @param flightId the flight, as {@link Flight#id()} names it
 * @param seats    how many seats, from 1 to {@link #MOST_SEATS}
 * @param customer name of the customer
 * @param email    where the bill goes
 * @param card     number of the payment card; it goes to the bank and nowhere else
 */
public record BookingRequest(String flightId, int seats, String customer, String email, String card) {

    /** The most seats that one booking may have. */
    public static final int MOST_SEATS = 9;

    /** Checks what every part of the program relies on. */
    public BookingRequest {
        if (seats < 1 || seats > MOST_SEATS) {
            throw new IllegalArgumentException(
                    "number of seats is out of range: seats=" + seats + " least=1 most=" + MOST_SEATS);
        }
    }

    /** Leaves the card out: requests are printed in logs. */
    @Override
    public String toString() {
        return "BookingRequest[flightId=" + flightId + ", seats=" + seats + ", customer=" + customer + "]";
    }
}
