package io.garrick.samples.flight.mail;

/** Lets tests of the audit lose mail. */
public final class MailTampering {

    private MailTampering() {}

    /** Drops every mail of a booking. */
    public static void drop(MailServer server, String bookingId) {
        server.lose("<" + bookingId + "@flights.example>");
    }
}
