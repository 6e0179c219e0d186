package io.garrick.samples.flight.audit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the database holds.
 *
 * @param bookings by id
 * @param seats    every seat that is taken, as often as it is
 */
record Books(Map<String, Booked> bookings, List<Seat> seats) {

    /** A row of the booking log. */
    record Booked(String run, String flightId, int seats, String state) {

        boolean stands() {
            return state.equals("BOOKED");
        }

        boolean isGone() {
            return state.equals("DECLINED") || state.equals("CANCELLED");
        }
    }

    /** A seat and who has it. */
    record Seat(String flightId, int number, String bookingId) {

        String place() {
            return flightId + "/" + number;
        }
    }

    static Books read(String jdbcUrl) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            Map<String, Booked> bookings = new LinkedHashMap<>();
            try (ResultSet rows = statement.executeQuery("select id, run, flight_id, seats, state from booking")) {
                while (rows.next()) {
                    bookings.put(
                            rows.getString(1),
                            new Booked(rows.getString(2), rows.getString(3), rows.getInt(4), rows.getString(5)));
                }
            }
            List<Seat> seats = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("select flight_id, seat_no, booking_id from seat")) {
                while (rows.next()) {
                    seats.add(new Seat(rows.getString(1), rows.getInt(2), rows.getString(3)));
                }
            }
            return new Books(bookings, seats);
        }
    }
}
