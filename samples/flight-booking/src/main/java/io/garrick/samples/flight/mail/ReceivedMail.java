package io.garrick.samples.flight.mail;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A mail that the server holds.
 *
 * @param messageId the header Message-ID as it came
 * @param from      sender of the envelope
 * @param to        recipient of the envelope
 * @param subject   the header Subject
 */
record ReceivedMail(String messageId, String from, String to, String subject) {

    private static final String NO_HEADER = "";

    /** Reads the headers and forgets the text. */
    static ReceivedMail read(String from, String to, byte[] data) {
        String[] lines = new String(data, StandardCharsets.UTF_8).split("\r?\n", -1);
        return new ReceivedMail(header("Message-ID", lines), from, to, header("Subject", lines));
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("message_id", messageId);
        fields.put("from", from);
        fields.put("to", to);
        fields.put("subject", subject);
        return fields;
    }

    private static String header(String name, String[] lines) {
        String start = name + ":";
        for (String line : lines) {
            if (line.isEmpty()) {
                return NO_HEADER;
            }
            if (line.regionMatches(true, 0, start, 0, start.length())) {
                return line.substring(start.length()).strip();
            }
        }
        return NO_HEADER;
    }
}
