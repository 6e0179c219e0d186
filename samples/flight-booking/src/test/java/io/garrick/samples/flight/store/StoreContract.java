package io.garrick.samples.flight.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.samples.flight.domain.Booking;
import io.garrick.samples.flight.saga.Action.Write;
import io.garrick.samples.flight.saga.Outcome;
import io.garrick.samples.flight.saga.State;
import io.garrick.samples.flight.store.SeatStore.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the stores promise on every database. */
abstract class StoreContract {

    private static final String FLIGHT = "20010101-0655-LAX-BNA";

    private Connection connection;

    abstract Database database();

    @BeforeEach
    void emptyTables() throws SQLException {
        database().createTables();
        connection = database().open();
        try (Statement statement = connection.createStatement()) {
            for (String table : List.of("booking", "reservation", "seat", "promotion")) {
                statement.execute("delete from " + table);
            }
        }
        connection.commit();
    }

    @AfterEach
    void closeConnection() throws SQLException {
        connection.close();
    }

    @Test
    void createTables_again_changesNothing() throws SQLException {
        database().createTables();
        assertEquals(Answer.HELD, new SeatStore(connection).reserve("b-1", FLIGHT, 3, 2));
        database().createTables();
        assertEquals(List.of(1, 2), new BookingStore(connection).seats("b-1"));
    }

    @Test
    void reserve_repeated_isTheSameAnswer() throws SQLException {
        SeatStore seats = new SeatStore(connection);
        assertEquals(Answer.HELD, seats.reserve("b-1", FLIGHT, 3, 2));
        assertEquals(Answer.HELD, seats.reserve("b-1", FLIGHT, 3, 2));
        assertEquals(Answer.SOLD_OUT, seats.reserve("b-2", FLIGHT, 3, 2));
        assertEquals(Answer.HELD, seats.reserve("b-3", FLIGHT, 3, 1));
        seats.release("b-1");
        assertEquals(Answer.SOLD_OUT, seats.reserve("b-2", FLIGHT, 3, 2));
        assertEquals(Answer.RELEASED, seats.reserve("b-1", FLIGHT, 3, 2));
    }

    @Test
    void release_seatsInTheMiddle_areSoldAgain() throws SQLException {
        SeatStore seats = new SeatStore(connection);
        BookingStore log = new BookingStore(connection);
        seats.reserve("b-1", FLIGHT, 4, 1);
        seats.reserve("b-2", FLIGHT, 4, 2);
        seats.reserve("b-3", FLIGHT, 4, 1);
        seats.release("b-2");
        seats.release("b-2");
        assertEquals(Answer.HELD, seats.reserve("b-4", FLIGHT, 4, 2));
        assertEquals(List.of(2, 3), log.seats("b-4"));
        assertEquals(List.of(), log.seats("b-2"));
    }

    @Test
    void release_neverReserved_forbidsToReserveLater() throws SQLException {
        SeatStore seats = new SeatStore(connection);
        seats.release("b-1");
        assertEquals(Answer.RELEASED, seats.reserve("b-1", FLIGHT, 3, 1));
        assertEquals(List.of(), new BookingStore(connection).seats("b-1"));
    }

    @Test
    @DisplayName("flight-booking: no seat is sold twice, whoever sells at the same time")
    void reserve_fromFourConnections_sellsEachSeatOnce() throws Exception {
        int capacity = 50;
        ExecutorService sellers = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> sold = new ArrayList<>();
            for (int seller = 0; seller < 4; seller++) {
                int number = seller;
                sold.add(sellers.submit(() -> sell(number, capacity)));
            }
            int held = 0;
            for (Future<Integer> one : sold) {
                held += one.get();
            }
            assertEquals(capacity, held);
        } finally {
            sellers.shutdownNow();
        }
    }

    private int sell(int seller, int capacity) throws SQLException {
        try (Connection own = database().open()) {
            SeatStore seats = new SeatStore(own);
            int held = 0;
            for (int i = 0; i < 20; i++) {
                held += seats.reserve("b-" + seller + "-" + i, FLIGHT, capacity, 1) == Answer.HELD ? 1 : 0;
            }
            return held;
        }
    }

    @Test
    void seat_soldTwiceBySql_isRefusedByTheConstraint() throws SQLException {
        new SeatStore(connection).reserve("b-1", FLIGHT, 3, 1);
        try (Statement statement = connection.createStatement()) {
            String again = "insert into seat (flight_id, seat_no, booking_id) values ('" + FLIGHT + "', 1, 'b-2')";
            SQLException refused = assertThrows(SQLException.class, () -> statement.execute(again));
            assertTrue(refused.getSQLState().startsWith("23"), refused::getSQLState);
        }
        connection.rollback();
    }

    @Test
    void grant_revokeInAnyOrder_isIdempotent() throws SQLException {
        MilesStore miles = new MilesStore(connection);
        assertTrue(miles.grant("b-1", "a@customers.example", 500));
        assertTrue(miles.grant("b-1", "a@customers.example", 500));
        miles.revoke("b-1");
        miles.revoke("b-1");
        assertFalse(miles.grant("b-1", "a@customers.example", 500));
        miles.revoke("b-2");
        assertFalse(miles.grant("b-2", "a@customers.example", 500));
    }

    @Test
    void append_begunTwice_keepsTheFirst() throws SQLException {
        BookingStore log = new BookingStore(connection);
        Booking booking = booking("b-1", "run1");
        assertEquals(State.RESERVING, begin(log, booking).state());
        assertEquals(State.PAYING, write(log, booking, State.PAYING, "").state());
        assertEquals(new Entry(booking, State.PAYING, ""), begin(log, booking));
        assertEquals(Optional.of(new Entry(booking, State.PAYING, "")), log.find("b-1"));
        assertEquals(Optional.empty(), log.find("b-2"));
    }

    @Test
    void append_moveThatComesTooLate_isRefused() throws SQLException {
        BookingStore log = new BookingStore(connection);
        Booking booking = booking("b-1", "run1");
        begin(log, booking);
        write(log, booking, State.UNDOING, "payment-unavailable");
        Entry late = write(log, booking, State.PAYING, "");
        assertEquals(new Entry(booking, State.UNDOING, "payment-unavailable"), late);
        assertEquals(
                State.DECLINED,
                write(log, booking, State.DECLINED, "payment-unavailable").state());
    }

    @Test
    void append_bookedToUndoing_needsTheCustomersWish() throws SQLException {
        BookingStore log = new BookingStore(connection);
        Booking booking = booking("b-1", "run1");
        begin(log, booking);
        write(log, booking, State.PAYING, "");
        write(log, booking, State.BILLING, "");
        write(log, booking, State.BOOKED, "");
        assertEquals(
                State.BOOKED,
                write(log, booking, State.UNDOING, "billing-unavailable").state());
        Entry cancelled = write(log, booking, State.UNDOING, Outcome.CANCELLED_BY_CUSTOMER);
        assertEquals(State.UNDOING, cancelled.state());
    }

    @Test
    void unfinished_ofOtherRuns_areListed() throws SQLException {
        BookingStore log = new BookingStore(connection);
        for (String id : List.of("b-3", "b-1", "b-2")) {
            begin(log, booking(id, "run1"));
        }
        begin(log, booking("c-1", "run2"));
        write(log, booking("b-2", "run1"), State.DECLINED, Outcome.SOLD_OUT);
        assertEquals(List.of("b-1", "b-3"), log.unfinished("run2"));
    }

    @Test
    void interrupt_unfinished_recordsTheReason() throws SQLException {
        BookingStore log = new BookingStore(connection);
        begin(log, booking("b-1", "run1"));
        begin(log, booking("b-2", "run1"));
        write(log, booking("b-1", "run1"), State.UNDOING, Outcome.PAYMENT_DECLINED);
        assertEquals(2, log.interrupt("run1"));
        assertEquals(Outcome.PAYMENT_DECLINED, log.find("b-1").orElseThrow().reason());
        assertEquals(Outcome.INTERRUPTED_BY_END, log.find("b-2").orElseThrow().reason());
    }

    private static Entry begin(BookingStore log, Booking booking) throws SQLException {
        return log.append(List.of(booking), List.of()).get(0);
    }

    private static Entry write(BookingStore log, Booking booking, State state, String reason) throws SQLException {
        return log.append(List.of(), List.of(Map.entry(booking, new Write(state, reason))))
                .get(0);
    }

    private static Booking booking(String id, String run) {
        return new Booking(id, run, FLIGHT, 2, "Ada Adams", "ada@customers.example", 10_000);
    }
}
