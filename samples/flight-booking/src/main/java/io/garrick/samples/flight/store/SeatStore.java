package io.garrick.samples.flight.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The seats that are taken. Repeating a call changes nothing and gives the same answer. */
public final class SeatStore implements Seats {

    /** What became of a request for seats. */
    public enum Answer {
        /** The booking has its seats. */
        HELD,
        /** There were too few; this is the answer for good, even if others give seats back. */
        SOLD_OUT,
        /** The seats were given back, or may not be taken any more. */
        RELEASED
    }

    private final Connection connection;

    /**
     * Makes a store.
     *
     * @param connection its own, not in auto-commit mode
     */
    public SeatStore(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Answer reserve(String bookingId, String flightId, int capacity, int wanted) throws SQLException {
        return Database.inTransaction(connection, () -> {
            Answer earlier = answer(bookingId);
            if (earlier != null) {
                return earlier;
            }
            List<Integer> free = free(flightId, capacity, wanted);
            if (free.size() < wanted) {
                insert(bookingId, Answer.SOLD_OUT);
                return Answer.SOLD_OUT;
            }
            insert(bookingId, Answer.HELD);
            take(bookingId, flightId, free);
            return Answer.HELD;
        });
    }

    @Override
    public void release(String bookingId) throws SQLException {
        Database.inTransaction(connection, () -> {
            Answer earlier = answer(bookingId);
            if (earlier == null) {
                insert(bookingId, Answer.RELEASED);
            } else if (earlier == Answer.HELD) {
                execute("delete from seat where booking_id = ?", bookingId);
                execute("update reservation set state = 'RELEASED' where booking_id = ?", bookingId);
            }
            return bookingId;
        });
    }

    private @Nullable Answer answer(String bookingId) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select state from reservation where booking_id = ?")) {
            query.setString(1, bookingId);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Answer.valueOf(row.getString(1)) : null;
            }
        }
    }

    private List<Integer> free(String flightId, int capacity, int wanted) throws SQLException {
        BitSet taken = new BitSet(capacity + 1);
        try (PreparedStatement query = connection.prepareStatement("select seat_no from seat where flight_id = ?")) {
            query.setString(1, flightId);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    taken.set(rows.getInt(1));
                }
            }
        }
        List<Integer> free = new ArrayList<>();
        for (int seat = taken.nextClearBit(1); seat <= capacity && free.size() < wanted; ) {
            free.add(seat);
            seat = taken.nextClearBit(seat + 1);
        }
        return free;
    }

    private void take(String bookingId, String flightId, List<Integer> seats) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into seat (flight_id, seat_no, booking_id) values (?, ?, ?)")) {
            for (int seat : seats) {
                insert.setString(1, flightId);
                insert.setInt(2, seat);
                insert.setString(3, bookingId);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void insert(String bookingId, Answer answer) throws SQLException {
        execute("insert into reservation (booking_id, state) values (?, ?)", bookingId, answer.name());
    }

    private void execute(String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }
}
