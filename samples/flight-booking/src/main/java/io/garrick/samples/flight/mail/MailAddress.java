package io.garrick.samples.flight.mail;

/**
 * Where a mail server listens.
 *
 * @param host name or address
 * @param port SMTP port
 */
public record MailAddress(String host, int port) {

    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads an address.
     *
     * @param text as {@code host:port}
     * @return the address
     * @throws IllegalArgumentException if it is none
     */
    public static MailAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon <= 0 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > HIGHEST_PORT) {
            throw new IllegalArgumentException("mail server is to be given as host:port: smtp=" + text);
        }
        return new MailAddress(text.substring(0, colon), Integer.parseInt(port));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
