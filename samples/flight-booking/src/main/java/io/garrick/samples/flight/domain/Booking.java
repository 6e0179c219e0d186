package io.garrick.samples.flight.domain;

/**
 * A booking as the stores know it, without the card.
 *
 * @param id         name of the booking: the run, a dash, a number
 * @param run        name of the run of the program that accepted it
 * @param flightId   the flight
 * @param seats      how many seats
 * @param customer   name of the customer
 * @param email      where the bill goes
 * @param totalCents the price of all its seats, in cents
 */
public record Booking(
        String id, String run, String flightId, int seats, String customer, String email, long totalCents) {

    /**
     * Makes a booking of a request.
     *
     * @param run     name of the run
     * @param id      name of the booking
     * @param request what the customer asks for
     * @param flight  the flight that the request names
     * @return the booking, with its price
     */
    public static Booking of(String run, String id, BookingRequest request, Flight flight) {
        return new Booking(
                id,
                run,
                request.flightId(),
                request.seats(),
                request.customer(),
                request.email(),
                request.seats() * flight.fareCents());
    }
}
