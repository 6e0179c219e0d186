package io.garrick.samples.flight.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.jr.ob.JSON;
import jakarta.mail.MessagingException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MailTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    @DisplayName("flight-booking: Message-ID is the booking id, and the mail server lists what it holds")
    void send_overOneConnection_isListed() throws Exception {
        try (MailServer server = MailServer.start(0, 0);
                Mailer mailer = mailer(server)) {
            mailer.send("run-000001", "ada@customers.example", "Your flight to Orlando - thank you", "Two seats.");
            mailer.send("run-000001", "ada@customers.example", "Your flight to Orlando - thank you", "Two seats.");
            mailer.send("run-000002", "bob@customers.example", "Message-ID: <not@this>", ".\n..\nMessage-ID: <no@no>");
            List<Object> mails = list(server);
            assertEquals(3, mails.size());
            assertEquals(mails.get(0), mails.get(1));
            Map<?, ?> last = (Map<?, ?>) mails.get(2);
            assertEquals("<run-000002@flights.example>", last.get("message_id"));
            assertEquals("bob@customers.example", last.get("to"));
            server.lose("<run-000001@flights.example>");
            assertEquals(List.of(last), list(server));
        }
    }

    @Test
    void send_serverGone_fails() throws Exception {
        MailServer server = MailServer.start(0, 0);
        try (Mailer mailer = mailer(server)) {
            mailer.send("run-000001", "ada@customers.example", "Subject", "Text");
            server.close();
            assertThrows(
                    MessagingException.class,
                    () -> mailer.send("run-000002", "ada@customers.example", "Subject", "Text"));
        }
    }

    private static Mailer mailer(MailServer server) throws MessagingException {
        return Mailer.connect(server.smtpAddress());
    }

    private List<Object> list(MailServer server) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(server.uri().resolve("/messages")).build();
        return JSON.std.listFrom(http.send(request, BodyHandlers.ofString()).body());
    }
}
