package io.garrick.samples.flight.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.samples.flight.bank.Bank;
import io.garrick.samples.flight.bank.BankClient;
import io.garrick.samples.flight.bank.BankSettings;
import io.garrick.samples.flight.bank.BankTampering;
import io.garrick.samples.flight.domain.Booking;
import io.garrick.samples.flight.domain.BookingRequest;
import io.garrick.samples.flight.domain.Card;
import io.garrick.samples.flight.domain.Flight;
import io.garrick.samples.flight.domain.Flights;
import io.garrick.samples.flight.mail.MailServer;
import io.garrick.samples.flight.mail.MailTampering;
import io.garrick.samples.flight.mail.Mailer;
import io.garrick.samples.flight.saga.Action.Write;
import io.garrick.samples.flight.saga.State;
import io.garrick.samples.flight.store.BookingStore;
import io.garrick.samples.flight.store.Database;
import io.garrick.samples.flight.store.SeatStore;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AuditTest {

    private static final Flight FLIGHT = Flights.load().all().get(0);
    private static final Card CARD = new Card("4242424242424242");
    private static final OptionalLong NONE = OptionalLong.of(0);
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Database database = Database.inMemory("audit-test-" + DATABASES.incrementAndGet());
    private Connection connection;
    private Bank bank;
    private MailServer mail;

    @BeforeEach
    void threeBookings() throws Exception {
        database.createTables();
        connection = database.open();
        bank = Bank.open(BankSettings.defaults().withTroubles(0, 0));
        mail = MailServer.start(0, 0);
        book("run1-1", State.BOOKED);
        book("run1-2", State.BOOKED);
        book("run1-3", State.DECLINED);
        book("run1-4", State.UNDOING);
    }

    @AfterEach
    void close() throws Exception {
        connection.close();
        bank.close();
        mail.close();
    }

    @Test
    void conduct_everythingFits_isOk() throws Exception {
        assertEquals(new Findings(NONE, NONE, NONE, NONE, true, List.of()), audit().conduct());
    }

    @Test
    @DisplayName("flight-booking: the audit sees a seat that is sold twice")
    void conduct_seatSoldTwice_isNotOk() throws Exception {
        sql("alter table seat drop constraint seat_sold_once");
        sql("update seat set seat_no = 1");
        Findings findings = audit().conduct();
        assertEquals(OptionalLong.of(1), findings.seatsSoldTwice());
        assertFalse(findings.ok());
        assertTrue(findings.details().get(0).startsWith("seat has two owners"), () -> "" + findings.details());
    }

    @Test
    void conduct_seatsBeyondMissingOrLeft_areNotOk() throws Exception {
        sql("update seat set seat_no = 1000 where booking_id = 'run1-1'");
        assertEquals(OptionalLong.of(1), audit().conduct().seatsSoldTwice());
        sql("update seat set booking_id = 'run1-3' where booking_id = 'run1-1'");
        Findings findings = audit().conduct();
        assertEquals(OptionalLong.of(3), findings.seatsSoldTwice(), () -> "" + findings.details());
    }

    @Test
    void conduct_seatOnAnotherFlightOrOfNobody_isNotOk() throws Exception {
        String other = Flights.load().all().get(1).id();
        sql("update seat set flight_id = '" + other + "' where booking_id = 'run1-1'");
        assertEquals(OptionalLong.of(1), audit().conduct().seatsSoldTwice());
        sql("insert into seat (flight_id, seat_no, booking_id) values ('" + other + "', 2, 'run1-9')");
        sql("insert into seat (flight_id, seat_no, booking_id) values ('" + other + "', 3, 'run2-1')");
        Findings findings = audit().conduct();
        assertEquals(OptionalLong.of(2), findings.seatsSoldTwice(), () -> "" + findings.details());
    }

    @Test
    @DisplayName("flight-booking: the audit sees a payment that is off by a cent")
    void conduct_oneCentTooMuch_isNotOk() throws Exception {
        BankTampering.changePaid(bank, "run1-1", 1);
        Findings findings = audit().conduct();
        assertEquals(OptionalLong.of(1), findings.moneyDifferenceCents());
        assertFalse(findings.ok());
    }

    @Test
    void conduct_differencesOfOppositeSign_doNotCancelOut() throws Exception {
        BankTampering.changePaid(bank, "run1-1", 1);
        BankTampering.changePaid(bank, "run1-2", -1);
        assertEquals(OptionalLong.of(2), audit().conduct().moneyDifferenceCents());
    }

    @Test
    void conduct_paymentOfUnfinishedBooking_mayBeWholeOrNothing() throws Exception {
        BankClient client = client();
        client.pay("run1-4", CARD, FLIGHT.fareCents());
        assertTrue(audit().conduct().ok());
        BankTampering.changePaid(bank, "run1-4", -1);
        assertEquals(OptionalLong.of(1), audit().conduct().moneyDifferenceCents());
    }

    @Test
    void conduct_paymentOfDeclinedOrUnknownBooking_isNotOk() throws Exception {
        BankClient client = client();
        client.pay("run1-3", CARD, 300);
        client.pay("run1-9", CARD, 20);
        client.pay("other-1", CARD, 1);
        assertEquals(OptionalLong.of(320), audit().conduct().moneyDifferenceCents());
        Audit ofAll = new Audit(database.jdbcUrl(), bank.uri(), Optional.of(mail.uri()), Optional.empty());
        assertEquals(OptionalLong.of(321), ofAll.conduct().moneyDifferenceCents());
    }

    @Test
    @DisplayName("flight-booking: the audit sees a mail that is missing, and counts duplicates without minding")
    void conduct_mailMissingOrDuplicate_isSeen() throws Exception {
        sendMail("run1-2");
        Findings findings = audit().conduct();
        assertEquals(OptionalLong.of(1), findings.mailsDuplicate());
        assertTrue(findings.ok());
        MailTampering.drop(mail, "run1-1");
        assertEquals(OptionalLong.of(1), audit().conduct().mailsMissing());
        assertFalse(audit().conduct().ok());
    }

    @Test
    void conduct_noMailList_saysNothingOfMails() throws Exception {
        MailTampering.drop(mail, "run1-1");
        Audit blind = new Audit(database.jdbcUrl(), bank.uri(), Optional.empty(), Optional.of("run1"));
        Findings findings = blind.conduct();
        assertEquals(OptionalLong.empty(), findings.mailsMissing());
        assertEquals(OptionalLong.empty(), findings.mailsDuplicate());
        assertTrue(findings.ok());
    }

    @Test
    void conduct_bankOutOfReach_isNotOk() throws Exception {
        bank.close();
        Findings findings = audit().conduct();
        assertEquals(OptionalLong.empty(), findings.moneyDifferenceCents());
        assertFalse(findings.ok());
    }

    private Audit audit() {
        return new Audit(database.jdbcUrl(), bank.uri(), Optional.of(mail.uri()), Optional.of("run1"));
    }

    private BankClient client() {
        return new BankClient(HttpClient.newHttpClient(), bank.uri());
    }

    private void book(String id, State state) throws Exception {
        BookingRequest request = new BookingRequest(FLIGHT.id(), 1, "Ada", "ada@customers.example", CARD);
        Booking booking = Booking.of("run1", id, request, FLIGHT);
        BookingStore log = new BookingStore(connection);
        log.append(List.of(booking), List.of());
        List<State> way = state == State.BOOKED ? List.of(State.PAYING, State.BILLING, State.BOOKED) : List.of(state);
        for (State next : way) {
            log.append(List.of(), List.of(Map.entry(booking, new Write(next, ""))));
        }
        if (state == State.BOOKED) {
            new SeatStore(connection).reserve(id, FLIGHT.id(), FLIGHT.seats(), 1);
            client().pay(id, CARD, FLIGHT.fareCents());
            sendMail(id);
        }
    }

    private void sendMail(String id) throws Exception {
        try (Mailer mailer = Mailer.connect(mail.smtpAddress())) {
            mailer.send(id, "ada@customers.example", "Your bill", "One seat.");
        }
    }

    private void sql(String sql) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        connection.commit();
    }
}
