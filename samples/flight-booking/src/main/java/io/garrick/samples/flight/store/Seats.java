package io.garrick.samples.flight.store;

import io.garrick.samples.flight.store.SeatStore.Answer;
import java.sql.SQLException;

/** The seats that are taken. Repeating a call changes nothing and gives the same answer. */
public interface Seats {

    /**
     * Takes the lowest free seats of a flight for a booking.
     *
     * @param bookingId the booking
     * @param flightId  the flight
     * @param capacity  how many seats the flight has; they are numbered from 1
     * @param wanted    how many seats the booking needs
     * @return the answer, always the same for one booking until it is released
     * @throws SQLException if the database fails; nothing was changed then
     */
    Answer reserve(String bookingId, String flightId, int capacity, int wanted) throws SQLException;

    /**
     * Gives back what a booking holds, and keeps it from holding any again.
     *
     * @param bookingId the booking
     * @throws SQLException if the database fails; nothing was changed then
     */
    void release(String bookingId) throws SQLException;
}
