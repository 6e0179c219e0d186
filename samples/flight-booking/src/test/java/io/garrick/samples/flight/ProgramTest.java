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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as people start it: in a JVM of its own. */
class ProgramTest {

    @TempDir
    private Path folder;

    @Test
    @DisplayName("flight-booking: Ctrl-C ends what is under way, and the report comes all the same")
    void program_interrupted_reports() throws Exception {
        try (JavaProcess program = start("--bookings", "1000000", "--json", "--port", "0")) {
            String url = program.awaitOutput("url=(http\\S+)");
            assertTrue(url.startsWith("http://localhost:"), url);
            program.interrupt();
            ProgramOutput output = program.awaitEnd();
            assertEquals(0, output.status(), () -> output.text() + program.err());
            long requested = output.number("requested");
            assertTrue(requested < 1_000_000, output::text);
            long declined = output.object("declined").values().stream()
                    .mapToLong(count -> ((Number) count).longValue())
                    .sum();
            assertEquals(requested, output.number("booked") + declined + output.number("interrupted"));
            assertEquals(true, output.object("audit").get("ok"));
            assertNoWarning(program);
        }
    }

    @Test
    @DisplayName("flight-booking: what Ctrl-C leaves is interrupted, and as much is undone at the next start")
    void program_interruptedWithASlowBank_isUndoneAtTheNextStart() throws Exception {
        try (JavaProcess bank = JavaProcess.start(folder, BankProgram.class, "--latency", "1500", "--failures", "0");
                JavaProcess mail = JavaProcess.start(folder, MailProgram.class)) {
            List<String> parts = List.of(
                    "--json",
                    "--jdbc-url",
                    "jdbc:h2:file:" + folder.resolve("bookings").toAbsolutePath(),
                    "--bank-url",
                    bank.awaitOutput("url=(\\S+)"),
                    "--smtp",
                    mail.awaitOutput("smtp=(\\S+)"),
                    "--smtp-audit",
                    mail.awaitOutput("url=(\\S+)"));
            long interrupted;
            try (JavaProcess program = start(parts, "--bookings", "1000", "--tree")) {
                program.awaitOutput("(worker-1)");
                awaitPayment(bank.awaitOutput("url=(\\S+)"));
                program.interrupt();
                ProgramOutput output = program.awaitEnd();
                assertEquals(0, output.status(), () -> output.text() + program.err());
                interrupted = output.number("interrupted");
                assertTrue(interrupted > 0, output::text);
            }
            try (JavaProcess program = start(parts, "--bookings", "0")) {
                ProgramOutput output = program.awaitEnd();
                assertEquals(0, output.status(), () -> output.text() + program.err());
                assertEquals(
                        interrupted + " of " + interrupted,
                        program.awaitOutput("left unfinished by earlier runs: (\\d+ of \\d+)"));
            }
        }
    }

    private static void awaitPayment(String bank) {
        HttpRequest list =
                HttpRequest.newBuilder(URI.create(bank + "/payments")).build();
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> !HttpClient.newHttpClient()
                        .send(list, BodyHandlers.ofString())
                        .body()
                        .equals("[]"));
    }

    private JavaProcess start(List<String> parts, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(parts);
        arguments.addAll(List.of(more));
        return start(arguments.toArray(String[]::new));
    }

    @Test
    @DisplayName("flight-booking: README's curl commands work in sh")
    void readme_curlCommands_work() throws Exception {
        try (JavaProcess program = start("--port", "0", "--chaos", "0")) {
            String port = program.awaitOutput("url=http://localhost:(\\d+)");
            for (String line : ReadmeTest.curls()) {
                Map<String, Object> answer = JSON.std.mapFrom(shell(line.replace("8080", port)));
                assertTrue(
                        answer.containsKey("flights")
                                || answer.containsKey("openapi")
                                || "booked".equals(answer.get("status")),
                        () -> line + " -> " + answer);
            }
            program.interrupt();
            ProgramOutput output = program.awaitEnd();
            assertEquals(0, output.status(), () -> output.text() + program.err());
            assertTrue(output.text().contains("it holds"), output::text);
            assertNoWarning(program);
        }
    }

    private JavaProcess start(String... arguments) throws IOException {
        return JavaProcess.start(folder, FlightBooking.class, arguments);
    }

    /** What a JDK newer than 17 says of code that it will not run one day. */
    private static void assertNoWarning(JavaProcess program) {
        assertTrue(!program.err().contains("WARNING"), program::err);
    }

    private static String shell(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", command)
                .directory(ReadmeTest.ROOT.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(shell.waitFor(60, TimeUnit.SECONDS), command);
        assertEquals(0, shell.exitValue(), () -> command + " -> " + out);
        return out;
    }
}
