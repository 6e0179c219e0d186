package io.garrick.samples.flight.store;

import io.garrick.samples.flight.domain.Booking;
import io.garrick.samples.flight.saga.Action.Write;
import io.garrick.samples.flight.saga.Outcome;
import io.garrick.samples.flight.saga.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The booking log: how far every booking has come. */
public final class BookingStore implements Bookings {

    private static final String COLUMNS = "id, run, flight_id, seats, customer, email, total_cents, state, reason";

    /** H2 wants to know the types of parameters that stand in a select list. */
    private static final String BEGIN = "insert into booking (" + COLUMNS + ") select cast(? as varchar(64)),"
            + " cast(? as varchar(32)), cast(? as varchar(32)), cast(? as integer), cast(? as varchar(200)),"
            + " cast(? as varchar(200)), cast(? as bigint), 'RESERVING', ''"
            + " where not exists (select 1 from booking where id = ?)";

    private static final String WRITE =
            "update booking set state = ?, reason = ? where id = ? and state in (?, ?, ?, ?)";

    /** As many states as {@link #WRITE} has places for. */
    private static final int MOST_PREDECESSORS = 4;

    private static final String UNFINISHED = "state in ('RESERVING', 'PAYING', 'BILLING', 'UNDOING')";

    private final Connection connection;

    /**
     * Makes a store.
     *
     * @param connection its own, not in auto-commit mode
     */
    public BookingStore(Connection connection) {
        this.connection = connection;
    }

    @Override
    public List<Entry> append(List<Booking> begun, List<Map.Entry<Booking, Write>> writes) throws SQLException {
        return Database.inTransaction(connection, () -> {
            List<Entry> entries = new ArrayList<>(begin(begun));
            entries.addAll(write(writes));
            return entries;
        });
    }

    @Override
    public Optional<Entry> find(String bookingId) throws SQLException {
        return Database.inTransaction(connection, () -> read(bookingId));
    }

    @Override
    public List<String> unfinished(String run) throws SQLException {
        return Database.inTransaction(connection, () -> {
            String sql = "select id from booking where " + UNFINISHED + " and run <> ? order by id";
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                query.setString(1, run);
                List<String> ids = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        ids.add(rows.getString(1));
                    }
                }
                return ids;
            }
        });
    }

    /**
     * Gives every unfinished booking of a run the reason {@link Outcome#INTERRUPTED_BY_END}, if it has none.
     *
     * @param run the run
     * @return how many bookings of it are unfinished
     * @throws SQLException if the database fails
     */
    public int interrupt(String run) throws SQLException {
        return Database.inTransaction(connection, () -> {
            String sql = "update booking set reason = case when reason = '' then ? else reason end where " + UNFINISHED
                    + " and run = ?";
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setString(1, Outcome.INTERRUPTED_BY_END);
                update.setString(2, run);
                return update.executeUpdate();
            }
        });
    }

    @Override
    public List<Integer> seats(String bookingId) throws SQLException {
        return Database.inTransaction(connection, () -> {
            try (PreparedStatement query =
                    connection.prepareStatement("select seat_no from seat where booking_id = ? order by seat_no")) {
                query.setString(1, bookingId);
                List<Integer> seats = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        seats.add(rows.getInt(1));
                    }
                }
                return seats;
            }
        });
    }

    private List<Entry> begin(List<Booking> bookings) throws SQLException {
        int[] counts;
        try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
            for (Booking booking : bookings) {
                insert.setString(1, booking.id());
                insert.setString(2, booking.run());
                insert.setString(3, booking.flightId());
                insert.setInt(4, booking.seats());
                insert.setString(5, booking.customer());
                insert.setString(6, booking.email());
                insert.setLong(7, booking.totalCents());
                insert.setString(8, booking.id());
                insert.addBatch();
            }
            counts = insert.executeBatch();
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            Booking booking = bookings.get(i);
            entries.add(counts[i] == 1 ? new Entry(booking, State.RESERVING, "") : existing(booking.id()));
        }
        return entries;
    }

    private List<Entry> write(List<Map.Entry<Booking, Write>> writes) throws SQLException {
        int[] counts;
        try (PreparedStatement update = connection.prepareStatement(WRITE)) {
            for (Map.Entry<Booking, Write> change : writes) {
                Write write = change.getValue();
                update.setString(1, write.state().name());
                update.setString(2, write.reason());
                update.setString(3, change.getKey().id());
                List<State> before = write.replaces();
                for (int i = 0; i < MOST_PREDECESSORS; i++) {
                    update.setString(
                            4 + i, before.get(Math.min(i, before.size() - 1)).name());
                }
                update.addBatch();
            }
            counts = update.executeBatch();
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            Booking booking = writes.get(i).getKey();
            Write write = writes.get(i).getValue();
            entries.add(counts[i] == 1 ? new Entry(booking, write.state(), write.reason()) : existing(booking.id()));
        }
        return entries;
    }

    private Entry existing(String bookingId) throws SQLException {
        return read(bookingId)
                .orElseThrow(() -> new IllegalStateException("booking is not in the log: booking=" + bookingId));
    }

    private Optional<Entry> read(String bookingId) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select " + COLUMNS + " from booking where id = ?")) {
            query.setString(1, bookingId);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(entry(row)) : Optional.empty();
            }
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        Booking booking = new Booking(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                row.getString(5),
                row.getString(6),
                row.getLong(7));
        return new Entry(booking, State.valueOf(row.getString(8)), row.getString(9));
    }
}
