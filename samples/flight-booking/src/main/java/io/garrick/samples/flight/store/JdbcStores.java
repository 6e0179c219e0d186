package io.garrick.samples.flight.store;

import java.sql.Connection;
import java.sql.SQLException;

/** The stores of a database, all over one connection. */
record JdbcStores(Connection connection) implements Stores {

    @Override
    public Bookings bookings() {
        return new BookingStore(connection);
    }

    @Override
    public Seats seats() {
        return new SeatStore(connection);
    }

    @Override
    public Miles miles() {
        return new MilesStore(connection);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
