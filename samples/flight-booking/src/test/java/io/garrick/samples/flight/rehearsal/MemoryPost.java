package io.garrick.samples.flight.rehearsal;

import io.garrick.samples.flight.mail.Post;
import java.util.Map;
import java.util.TreeMap;

/** Counts the mails for each booking. */
final class MemoryPost implements Post {

    private final Map<String, Integer> mails = new TreeMap<>();

    @Override
    public void send(String id, String to, String subject, String text) {
        mails.merge(id, 1, Integer::sum);
    }

    boolean has(String bookingId) {
        return mails.containsKey(bookingId);
    }

    @Override
    public void close() {}
}
