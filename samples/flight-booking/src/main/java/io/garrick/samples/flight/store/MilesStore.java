package io.garrick.samples.flight.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The miles that customers get for their bookings. Repeating a call changes nothing and gives the same answer. */
public final class MilesStore implements Miles {

    private static final String GRANTED = "GRANTED";
    private static final String REVOKED = "REVOKED";

    private final Connection connection;

    /**
     * Makes a store.
     *
     * @param connection its own, not in auto-commit mode
     */
    public MilesStore(Connection connection) {
        this.connection = connection;
    }

    @Override
    public boolean grant(String bookingId, String email, int miles) throws SQLException {
        return Database.inTransaction(connection, () -> {
            String state = state(bookingId);
            if (state == null) {
                insert(bookingId, email, miles, GRANTED);
            }
            return !REVOKED.equals(state);
        });
    }

    @Override
    public void revoke(String bookingId) throws SQLException {
        Database.inTransaction(connection, () -> {
            String state = state(bookingId);
            if (state == null) {
                insert(bookingId, "", 0, REVOKED);
            } else if (state.equals(GRANTED)) {
                try (PreparedStatement update =
                        connection.prepareStatement("update promotion set state = 'REVOKED' where booking_id = ?")) {
                    update.setString(1, bookingId);
                    update.executeUpdate();
                }
            }
            return bookingId;
        });
    }

    private @Nullable String state(String bookingId) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select state from promotion where booking_id = ?")) {
            query.setString(1, bookingId);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    private void insert(String bookingId, String email, int miles, String state) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into promotion (booking_id, email, miles, state) values (?, ?, ?, ?)")) {
            insert.setString(1, bookingId);
            insert.setString(2, email);
            insert.setInt(3, miles);
            insert.setString(4, state);
            insert.executeUpdate();
        }
    }
}
