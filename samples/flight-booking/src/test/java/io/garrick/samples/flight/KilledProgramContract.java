package io.garrick.samples.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import io.garrick.samples.flight.bank.BankProgram;
import io.garrick.samples.flight.mail.MailProgram;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when the program is killed, on every kind of database; bank and mail server live on. */
abstract class KilledProgramContract {

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    /** The address of a database that outlives the program. */
    abstract String jdbcUrl();

    @Test
    @DisplayName("flight-booking: kill -9 in the middle and a restart on the same database: the audit holds")
    void program_killedAndRestarted_undoesWhatWasLeft() throws Exception {
        try (JavaProcess bank = JavaProcess.start(folder, BankProgram.class);
                JavaProcess mail = JavaProcess.start(folder, MailProgram.class)) {
            killAndRestart(bank, mail, 60, 30);
        }
    }

    @Test
    @Tag("nightly")
    @DisplayName("flight-booking: kill -9 in the middle of thousands of bookings, three times: the audit holds")
    void program_killedThreeTimes_undoesWhatWasLeft() throws Exception {
        try (JavaProcess bank = JavaProcess.start(folder, BankProgram.class);
                JavaProcess mail = JavaProcess.start(folder, MailProgram.class)) {
            killAndRestart(bank, mail, 1_000, 10);
            killAndRestart(bank, mail, 3_000, 10);
            killAndRestart(bank, mail, 3_500, 1_000);
        }
    }

    private void killAndRestart(JavaProcess bank, JavaProcess mail, int paymentsBeforeKill, int bookingsAfterwards)
            throws Exception {
        try (JavaProcess program = start(1_000_000, bank, mail)) {
            URI payments = URI.create(bank.awaitOutput("url=(\\S+)") + "/payments");
            Awaitility.await().atMost(100, TimeUnit.SECONDS).until(() -> payments(payments) >= paymentsBeforeKill);
            program.kill();
        }
        try (JavaProcess program = start(bookingsAfterwards, bank, mail)) {
            ProgramOutput output = program.awaitEnd();
            assertEquals(0, output.status(), () -> output.text() + program.err());
            assertEquals(bookingsAfterwards, output.number("requested"));
            assertEquals(true, output.object("audit").get("ok"));
            String undone = program.awaitOutput("left unfinished by earlier runs: (\\d+ of \\d+)");
            String[] counts = undone.split(" of ");
            assertEquals(counts[1], counts[0], program::err);
            assertTrue(Integer.parseInt(counts[0]) > 0, program::err);
        }
    }

    private JavaProcess start(int bookings, JavaProcess bank, JavaProcess mail) throws IOException {
        return JavaProcess.start(
                folder,
                FlightBooking.class,
                "--json",
                "--bookings",
                String.valueOf(bookings),
                "--jdbc-url",
                jdbcUrl(),
                "--bank-url",
                bank.awaitOutput("url=(\\S+)"),
                "--smtp",
                mail.awaitOutput("smtp=(\\S+)"),
                "--smtp-audit",
                mail.awaitOutput("url=(\\S+)"));
    }

    private int payments(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        return JSON.std
                .listFrom(http.send(request, BodyHandlers.ofString()).body())
                .size();
    }
}
