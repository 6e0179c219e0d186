package io.garrick.samples.flight.store;

import io.garrick.samples.flight.domain.Booking;
import io.garrick.samples.flight.saga.Action.Write;
import io.garrick.samples.flight.saga.State;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The booking log: how far every booking has come. */
public interface Bookings {

    /**
     * Begins bookings that are not in the log and moves others on, all in one transaction. A move that does not fit
     * the state in the log (see {@link Write#replaces()}) is left out.
     *
     * @param begun  bookings to enter with the state {@link State#RESERVING}
     * @param writes moves, of other bookings than those
     * @return what the log says afterwards: for each of the begun, then for each of the moved, in their order
     * @throws SQLException if the database fails; nothing was changed then
     */
    List<Entry> append(List<Booking> begun, List<Map.Entry<Booking, Write>> writes) throws SQLException;

    /**
     * Finds a booking.
     *
     * @param bookingId its name
     * @return what the log says, or empty if it was never begun
     * @throws SQLException if the database fails
     */
    Optional<Entry> find(String bookingId) throws SQLException;

    /**
     * The bookings of other runs that are neither booked nor undone.
     *
     * @param run this run, whose bookings are left out
     * @return names of bookings, in their order
     * @throws SQLException if the database fails
     */
    List<String> unfinished(String run) throws SQLException;

    /**
     * The seats that a booking holds.
     *
     * @param bookingId the booking
     * @return their numbers in order, none unless it is booked or on the way there
     * @throws SQLException if the database fails
     */
    List<Integer> seats(String bookingId) throws SQLException;
}
