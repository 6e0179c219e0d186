package io.garrick.samples.flight.store;

import java.sql.SQLException;

/** The three stores, opened for one user. They belong to one thread at a time. */
public interface Stores extends AutoCloseable {

    /**
     * The booking log.
     *
     * @return the store
     */
    Bookings bookings();

    /**
     * The seats.
     *
     * @return the store
     */
    Seats seats();

    /**
     * The miles.
     *
     * @return the store
     */
    Miles miles();

    /**
     * Gives up what is held open.
     *
     * @throws SQLException if that fails
     */
    @Override
    void close() throws SQLException;
}
