package io.garrick.samples.flight;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a run of the program in this JVM printed.
 *
 * @param status exit status
 * @param text   standard output
 * @param errors standard error
 */
record ProgramOutput(int status, String text, String errors) {

    static ProgramOutput of(String... arguments) {
        return of(parts -> {}, arguments);
    }

    static ProgramOutput of(Consumer<Parts> beforeAudit, String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errorBytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(errorBytes, true, StandardCharsets.UTF_8);
        int status = FlightBooking.run(out, err, beforeAudit, arguments);
        return new ProgramOutput(
                status, bytes.toString(StandardCharsets.UTF_8), errorBytes.toString(StandardCharsets.UTF_8));
    }

    /** The report of {@code --json}, which is the last line. */
    Map<String, Object> json() {
        List<String> lines = text.lines().toList();
        try {
            return JSON.std.mapFrom(lines.get(lines.size() - 1));
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    long number(String field) {
        return ((Number) json().get(field)).longValue();
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> object(String field) {
        return (Map<String, Object>) json().get(field);
    }
}
