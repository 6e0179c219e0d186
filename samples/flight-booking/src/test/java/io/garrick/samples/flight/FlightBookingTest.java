package io.garrick.samples.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.samples.flight.bank.Bank;
import io.garrick.samples.flight.bank.BankSettings;
import io.garrick.samples.flight.bank.BankTampering;
import io.garrick.samples.flight.mail.MailServer;
import io.garrick.samples.flight.mail.MailTampering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlightBookingTest {

    static final Set<String> KINDS = Set.of(
            "booking-api",
            "booking-processor",
            "booking-worker",
            "booking-log",
            "reservation",
            "payment",
            "billing",
            "promotion");

    /** What the report says of supervision, in whole numbers. */
    private static final List<String> FIGURES =
            List.of("group_restarts", "backoff_delays", "bank_in_trouble", "redelivered", "poison");

    @Test
    @DisplayName("flight-booking: with chaos every kind of actor crashes and is restarted, and the audit holds")
    void run_withMuchChaos_holds() {
        ProgramOutput output = ProgramOutput.of("--bookings", "150", "--chaos", "0.08", "--seed", "11");
        assertEquals(0, output.status(), output::text);
        for (String kind : KINDS) {
            assertTrue(output.text().matches("(?s).*\\R" + kind + " +[1-9][0-9]* +[1-9][0-9]*\\R.*"), output::text);
        }
        for (String line : List.of(
                "  rest-for-one: restarts",
                "    took along booking-api",
                "  back-off: delays",
                "    ms in all",
                "  redelivered messages")) {
            assertTrue(output.text().matches("(?s).*\\R" + line + " +[1-9][0-9]*\\R.*"), () -> line + output.text());
        }
        assertTrue(output.text().contains("36 actors on "), output::text);
        assertTrue(output.text().contains("it holds"), output::text);
    }

    @Test
    @DisplayName("flight-booking: --json prints one object on one line with the fields that are promised")
    void run_json_isOneLine() {
        ProgramOutput output = ProgramOutput.of("--bookings", "60", "--json", "--seed", "3");
        assertEquals(0, output.status(), output::text);
        assertEquals(1, output.text().lines().count(), output::text);
        assertEquals(
                List.of(
                        "requested",
                        "booked",
                        "declined",
                        "crashes",
                        "restarts",
                        "interrupted",
                        "bookings_per_second",
                        "latency_ms",
                        "supervision",
                        "audit"),
                List.copyOf(output.json().keySet()));
        assertEquals(
                List.of("p50", "p99"), List.copyOf(output.object("latency_ms").keySet()));
        assertEquals(
                List.of("seats_sold_twice", "money_difference_cents", "mails_missing", "mails_duplicate", "ok"),
                List.copyOf(output.object("audit").keySet()));
        assertEquals(
                List.of(
                        "group_restarts",
                        "taken_along",
                        "backoff_delays",
                        "backoff_ms",
                        "bank_in_trouble",
                        "redelivered",
                        "poison"),
                List.copyOf(output.object("supervision").keySet()));
        assertEquals(60, output.number("requested"));
        long declined = output.object("declined").values().stream()
                .mapToLong(count -> ((Number) count).longValue())
                .sum();
        assertEquals(60, output.number("booked") + declined + output.number("interrupted"));
    }

    @Test
    @DisplayName("flight-booking: chaos 0 shows 0 crashes")
    void run_withoutChaos_crashesNobody() {
        ProgramOutput output = ProgramOutput.of("--bookings", "100", "--chaos", "0", "--json");
        assertEquals(0, output.status(), output::text);
        assertEquals(0, output.number("crashes"));
        assertEquals(0, output.number("restarts"));
        assertEquals(0, ((Number) output.object("audit").get("mails_duplicate")).longValue());
    }

    @Test
    @DisplayName("flight-booking: without chaos and with a bank in order, supervision has nothing to do")
    void run_withoutTroubles_rescuesNobody() throws IOException {
        try (Bank bank = Bank.open(BankSettings.defaults().withTroubles(0, 0))) {
            ProgramOutput output = ProgramOutput.of(
                    "--bookings",
                    "40",
                    "--chaos",
                    "0",
                    "--json",
                    "--bank-url",
                    bank.uri().toString());
            assertEquals(0, output.status(), output::text);
            assertEquals(Map.of(), output.object("supervision").get("taken_along"));
            assertEquals(0.0, output.object("supervision").get("backoff_ms"));
            for (String field : FIGURES) {
                assertEquals(0, supervision(output, field), field + output.text());
            }
        }
    }

    @Test
    @DisplayName("flight-booking: each call that a bank in trouble fails is waited for, and then redelivered or poison")
    void run_bankOftenInTrouble_isWaitedFor() throws IOException {
        try (Bank bank = Bank.open(BankSettings.defaults().withTroubles(0, 0.4))) {
            ProgramOutput output = ProgramOutput.of(
                    "--bookings",
                    "100",
                    "--chaos",
                    "0",
                    "--json",
                    "--bank-url",
                    bank.uri().toString());
            assertEquals(0, output.status(), output::text);
            assertEquals(0, output.number("crashes"), output::text);
            assertEquals(0, output.number("interrupted"), output::text);
            long troubles = supervision(output, "bank_in_trouble");
            assertTrue(troubles > 20, output::text);
            assertEquals(troubles, supervision(output, "backoff_delays"), output::text);
            assertTrue(supervision(output, "poison") > 0, output::text);
            assertEquals(troubles, supervision(output, "redelivered") + supervision(output, "poison"), output::text);
            double waited = ((Number) output.object("supervision").get("backoff_ms")).doubleValue();
            assertTrue(waited >= 5.0 * troubles, output::text);
            assertEquals(0, supervision(output, "group_restarts"), output::text);
        }
    }

    @Test
    @DisplayName(
            "flight-booking: a processor that crashes takes the API along, and nobody else is restarted for another")
    void run_withChaos_restartsTheGroup() {
        ProgramOutput output = ProgramOutput.of("--bookings", "100", "--chaos", "0.05", "--json", "--seed", "11");
        assertEquals(0, output.status(), output::text);
        long restarts = supervision(output, "group_restarts");
        assertTrue(restarts > 0, output::text);
        assertEquals(
                Map.of("booking-api", (int) restarts),
                output.object("supervision").get("taken_along"),
                output::text);
        assertTrue(supervision(output, "redelivered") > 0, output::text);
    }

    private static long supervision(ProgramOutput output, String field) {
        return ((Number) output.object("supervision").get(field)).longValue();
    }

    @Test
    @DisplayName("flight-booking: when one message in five crashes its actor, the bookings still get through")
    void run_withAlmostNothingButChaos_holds() {
        ProgramOutput output = ProgramOutput.of("--bookings", "12", "--chaos", "0.2", "--json", "--workers", "4");
        assertEquals(0, output.status(), output::text);
        assertEquals(12, output.number("requested"));
        assertTrue(output.number("booked") >= 6, output::text);
        assertTrue(output.number("crashes") > 50, output::text);
    }

    @Test
    @DisplayName("flight-booking: when every message crashes its actor, nothing is booked, and the program says so")
    void run_withNothingButChaos_endsWithItsReport() {
        ProgramOutput output = ProgramOutput.of("--bookings", "5", "--chaos", "1", "--json", "--workers", "2");
        assertEquals(0, output.status(), output::text);
        assertEquals(5, output.number("requested"));
        assertEquals(5, output.number("interrupted"));
    }

    @Test
    void run_tree_drawsEveryActor() {
        ProgramOutput output = ProgramOutput.of("--bookings", "1", "--tree", "--workers", "2", "--chaos", "0");
        assertTrue(output.text().startsWith("/user"), output::text);
        assertTrue(output.text().contains("    booking-processor" + System.lineSeparator() + "      booking-log-1"));
        assertTrue(output.text().contains("      worker-2"), output::text);
        assertFalse(output.text().contains("worker-3"), output::text);
        assertTrue(output.text().contains("22 actors on "), output::text);
    }

    @Test
    @DisplayName("flight-booking: a seat sold twice by SQL means ok: false and exit status 1")
    void audit_seatSoldTwice_fails() {
        assertAuditFails(
                "seats_sold_twice",
                parts -> sql(
                        parts,
                        "alter table seat drop constraint seat_sold_once",
                        "insert into seat (flight_id, seat_no, booking_id)"
                                + " select flight_id, seat_no, 's1-999999' from seat order by booking_id fetch first 1 row only"));
    }

    @Test
    @DisplayName("flight-booking: a payment changed by one cent means ok: false and exit status 1")
    void audit_oneCentOff_fails() {
        assertAuditFails(
                "money_difference_cents",
                parts -> BankTampering.changePaid(parts.ownBank().orElseThrow(), booked(parts), 1));
    }

    @Test
    @DisplayName("flight-booking: a mail dropped means ok: false and exit status 1")
    void audit_mailDropped_fails() {
        assertAuditFails(
                "mails_missing", parts -> MailTampering.drop(parts.ownMail().orElseThrow(), booked(parts)));
    }

    private static void assertAuditFails(String field, Consumer<Parts> tampering) {
        ProgramOutput output = ProgramOutput.of(tampering, "--bookings", "20", "--chaos", "0", "--json");
        assertEquals(1, output.status(), output::text);
        assertEquals(false, output.object("audit").get("ok"));
        assertEquals(1, ((Number) output.object("audit").get(field)).longValue(), output::text);
    }

    @Test
    @DisplayName("flight-booking: parts at other places are used; without --smtp-audit nothing is said of mails")
    void run_partsElsewhere_areUsed() throws IOException {
        try (Bank bank = Bank.open(BankSettings.defaults().withTroubles(0, 0));
                MailServer mail = MailServer.start(0, 0)) {
            String[] parts = {
                "--bookings",
                "15",
                "--chaos",
                "0",
                "--json",
                "--bank-url",
                bank.uri().toString(),
                "--smtp",
                mail.smtpAddress().toString()
            };
            ProgramOutput blind = ProgramOutput.of(parts);
            assertEquals(0, blind.status(), blind::text);
            assertNull(blind.object("audit").get("mails_missing"));
            assertTrue(blind.object("audit").containsKey("mails_missing"));
            String[] seeing = Arrays.copyOf(parts, parts.length + 2);
            seeing[parts.length] = "--smtp-audit";
            seeing[parts.length + 1] = mail.uri().toString();
            ProgramOutput audited = ProgramOutput.of(seeing);
            assertEquals(0, audited.status(), audited::text);
            assertEquals(0, ((Number) audited.object("audit").get("mails_missing")).intValue());
        }
    }

    @Test
    @DisplayName("flight-booking: with a bank that stays down nothing is booked, and what was reserved is undone")
    void run_bankInTrouble_booksNothing() throws IOException {
        try (Bank bank = Bank.open(BankSettings.defaults().withTroubles(0, 1))) {
            ProgramOutput output = ProgramOutput.of(
                    parts -> assertEquals(0, number(parts, "select count(*) from seat")),
                    "--bookings",
                    "4",
                    "--chaos",
                    "0",
                    "--json",
                    "--bank-url",
                    bank.uri().toString());
            assertEquals(0, output.number("booked"), output::text);
            assertTrue(supervision(output, "poison") > 0, output::text);
            assertEquals(4, output.number("interrupted"), "whether it has the money, only the bank knows");
            assertEquals(0, output.status(), output::text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--bookings -1",
                "--bookings x",
                "--chaos 1.5",
                "--chaos -0.1",
                "--workers 0",
                "--threads 0",
                "--workers many",
                "--seed 99999999999999999999",
                "--port 70000",
                "--smtp nowhere",
                "--smtp localhost:99999",
                "--bank-url nowhere",
                "--bank-url http:",
                "--bank-url http://localhost:99999",
                "--bank-url http://localhost:1/bank",
                "--jdbc-url nowhere",
                "--smtp-audit http://localhost:1",
                "--nonsense",
                "nonsense"
            })
    void run_wrongOption_isMisuse(String arguments) {
        String[] given = arguments.split(" ");
        ProgramOutput output = ProgramOutput.of(given);
        assertEquals(2, output.status(), output::errors);
        assertEquals("", output.text());
        assertOneLine(output);
        assertTrue(output.errors().contains(given[given.length - 1]), output::errors);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--jdbc-url jdbc:postgresql://localhost:1/none?user=me&password=secret",
                "--jdbc-url jdbc:none:here",
                "--bank-url http://localhost:1",
                "--smtp localhost:1",
                "--smtp {mail} --smtp-audit http://localhost:1",
                "--port {mail}"
            })
    @DisplayName("flight-booking: what cannot be reached is said in one line, with what to do")
    void run_placeOutOfReach_cannotRun(String arguments) throws IOException {
        try (MailServer mail = MailServer.start(0, 0)) {
            String address = arguments.startsWith("--port")
                    ? String.valueOf(mail.smtpAddress().port())
                    : mail.smtpAddress().toString();
            String[] given = arguments.replace("{mail}", address).split(" ");
            ProgramOutput output = ProgramOutput.of(given);
            assertEquals(1, output.status(), output::text);
            assertOneLine(output);
            String found =
                    given[given.length - 2].substring(2) + "=" + given[given.length - 1].replace("secret", "...");
            assertTrue(output.errors().contains(found), output::errors);
            assertTrue(output.errors().matches("(?s).*cause=\\S.*; (correct|take) .*"), output::errors);
        }
    }

    private static void assertOneLine(ProgramOutput output) {
        assertEquals(1, output.errors().lines().count(), output::errors);
        assertTrue(output.errors().startsWith("flight-booking: "), output::errors);
    }

    @Test
    @DisplayName("flight-booking: a database that someone keeps in memory lives as long as the run")
    void run_databaseInMemoryByUrl_isKept() {
        ProgramOutput output =
                ProgramOutput.of("--bookings", "8", "--json", "--chaos", "0", "--jdbc-url", "jdbc:h2:mem:by-url");
        assertEquals(0, output.status(), output::errors);
        assertTrue(output.number("booked") > 4, output::text);
    }

    @Test
    void log_folderInTheWay_cannotRun() throws IOException {
        Path file = Files.createTempFile("target", "file");
        OutOfReachException refused = assertThrows(OutOfReachException.class, () -> Logs.toFile(file.resolve("log")));
        assertTrue(refused.getMessage().startsWith("log cannot be written: log=" + file), refused::getMessage);
    }

    @Test
    void run_help_namesEveryOption() {
        ProgramOutput output = ProgramOutput.of("--help");
        assertEquals(0, output.status());
        for (String option : List.of(
                "--bookings",
                "--seed",
                "--chaos",
                "--jdbc-url",
                "--bank-url",
                "--smtp",
                "--smtp-audit",
                "--port",
                "--workers",
                "--threads",
                "--tree",
                "--json")) {
            assertTrue(output.text().contains(option), option);
        }
    }

    @Test
    @DisplayName("flight-booking: crashes that chaos caused are one line each in the log, without stack")
    void log_chaos_isOneLineEach() throws IOException {
        ProgramOutput output = ProgramOutput.of("--bookings", "60", "--chaos", "0.05", "--json");
        List<String> lines = Files.readAllLines(Path.of("target", "flight-booking.log"));
        long struck =
                lines.stream().filter(line -> line.contains("chaos struck")).count();
        assertTrue(struck > 0 && struck <= output.number("crashes"), () -> String.join("\n", lines));
        assertTrue(lines.stream().noneMatch(line -> line.startsWith("\tat ")), () -> String.join("\n", lines));
    }

    private static String booked(Parts parts) {
        try (Connection connection = parts.database().open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select min(id) from booking where state = 'BOOKED'")) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static long number(Parts parts, String sql) {
        try (Connection connection = parts.database().open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private static void sql(Parts parts, String... statements) {
        try (Connection connection = parts.database().open();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new AssertionError(String.join("; ", statements), e);
        }
    }
}
