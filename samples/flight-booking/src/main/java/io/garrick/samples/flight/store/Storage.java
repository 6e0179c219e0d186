package io.garrick.samples.flight.store;

import java.sql.SQLException;

/** Where bookings, seats and miles are kept: a {@link Database}, or the memory of a rehearsal. Safe for any thread. */
@FunctionalInterface
public interface Storage {

    /**
     * Opens the stores for one user, who closes them.
     *
     * @return the stores
     * @throws SQLException if they cannot be reached
     */
    Stores stores() throws SQLException;
}
