package io.garrick.samples.flight.mail;

import jakarta.mail.MessagingException;

/** Takes mail: over SMTP, or in the memory of a rehearsal. Belongs to one thread at a time; calls may block. */
public interface Post extends AutoCloseable {

    /**
     * Sends a mail and waits until the server has taken it.
     *
     * @param id      the name of the mail; the header {@code Message-ID} is {@code <id@flights.example>}
     * @param to      address of the recipient
     * @param subject one line
     * @param text    the text, plain
     * @throws MessagingException if the server did not say that it has taken it; it may have
     */
    void send(String id, String to, String subject, String text) throws MessagingException;

    /**
     * Says goodbye.
     *
     * @throws MessagingException if that fails
     */
    @Override
    void close() throws MessagingException;

    /** Where one connects to the post. Safe for any thread. */
    @FunctionalInterface
    interface Office {

        /**
         * Connects.
         *
         * @return what takes mail until it is closed
         * @throws MessagingException if the office cannot be reached
         */
        Post connect() throws MessagingException;
    }
}
