package io.garrick.samples.flight.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.eclipse.angus.mail.util.MailStreamProvider;

/**
 * Sends mail over one SMTP connection, which stays open from mail to mail. Belongs to one thread at a time; after an
 * exception it is to be closed.
 */
public final class Mailer implements Post {

    private static final String SENDER = "bookings@flights.example";
    private static final String PATIENCE_MILLIS = "5000";

    static {
        // Else the mail API looks through the whole class path for it, twice for each mail.
        System.setProperty("jakarta.mail.util.StreamProvider", MailStreamProvider.class.getName());
    }

    private final Session session;
    private final Transport transport;

    private Mailer(Session session, Transport transport) {
        this.session = session;
        this.transport = transport;
    }

    /**
     * Connects to a server.
     *
     * @param server where it listens
     * @return a connected mailer
     * @throws MessagingException if the server cannot be reached
     */
    public static Mailer connect(MailAddress server) throws MessagingException {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.localhost", "localhost");
        for (String timeout : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.setProperty("mail.smtp." + timeout, PATIENCE_MILLIS);
        }
        Session session = Session.getInstance(properties);
        Transport transport = session.getTransport("smtp");
        transport.connect(server.host(), server.port(), null, null);
        return new Mailer(session, transport);
    }

    @Override
    public void send(String id, String to, String subject, String text) throws MessagingException {
        MimeMessage mail = new MimeMessage(session);
        mail.setFrom(new InternetAddress(SENDER));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        mail.setSubject(subject, "UTF-8");
        mail.setText(text, "UTF-8");
        mail.saveChanges();
        mail.setHeader("Message-ID", "<" + id + "@flights.example>");
        transport.sendMessage(mail, mail.getAllRecipients());
    }

    /** Says goodbye to the server. */
    @Override
    public void close() throws MessagingException {
        transport.close();
    }
}
