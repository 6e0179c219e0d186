package io.garrick.samples.flight.mail;

import io.garrick.samples.flight.http.Answer;
import io.garrick.samples.flight.http.JsonServer;
import io.garrick.samples.flight.http.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.subethamail.smtp.server.SMTPServer;

/** Receives mail for everyone and keeps it; {@code GET /messages} lists it. */
public final class MailServer implements AutoCloseable {

    private final List<ReceivedMail> mails = new ArrayList<>();
    private final SMTPServer smtp;
    private final JsonServer list;

    private MailServer(int smtpPort, JsonServer list) {
        this.list = list;
        this.smtp = SMTPServer.port(smtpPort)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .messageHandler((session, from, to, data) -> keep(ReceivedMail.read(from, to, data)))
                .build();
    }

    /**
     * Starts a server without mail.
     *
     * @param smtpPort where it receives, or 0 for any free port
     * @param httpPort where it lists, or 0 for any free port
     * @return the running server
     * @throws IOException if it cannot listen on a port
     */
    public static MailServer start(int smtpPort, int httpPort) throws IOException {
        MailServer server = new MailServer(smtpPort, JsonServer.bind("mail-list", httpPort, 1));
        server.smtp.start();
        server.list.serve(List.of(Route.prompt("GET", "/messages", request -> Answer.json(200, server.list()))));
        return server;
    }

    /**
     * Where it receives mail.
     *
     * @return host and port
     */
    public MailAddress smtpAddress() {
        return new MailAddress("localhost", smtp.getPortAllocated());
    }

    /**
     * Where it lists its mail.
     *
     * @return address of the list, without a path
     */
    public URI uri() {
        return list.uri();
    }

    /** Stops receiving and listing. */
    @Override
    public void close() {
        smtp.stop();
        list.close();
    }

    /** For tests of the audit: the mail gets lost. */
    void lose(String messageId) {
        synchronized (mails) {
            mails.removeIf(mail -> mail.messageId().equals(messageId));
        }
    }

    private void keep(ReceivedMail mail) {
        synchronized (mails) {
            mails.add(mail);
        }
    }

    private List<Object> list() {
        synchronized (mails) {
            return mails.stream().<Object>map(ReceivedMail::fields).toList();
        }
    }
}
