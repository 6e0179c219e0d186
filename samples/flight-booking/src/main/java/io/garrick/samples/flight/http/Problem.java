package io.garrick.samples.flight.http;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

/** An error that the client shall see, as {@code application/problem+json} with a title, a detail and a hint. */
public final class Problem extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final String hint;
    private final transient Map<String, Object> extensions;
    private final transient Map<String, String> headers;

    /**
     * Makes a problem.
     *
     * @param status HTTP status, 400 or above
     * @param title  what kind of error it is, the same each time
     * @param detail what is wrong this time
     * @param hint   what to do about it
     */
    public Problem(int status, String title, String detail, String hint) {
        this(status, title, detail, hint, Map.of(), Map.of());
    }

    private Problem(
            int status,
            String title,
            String detail,
            String hint,
            Map<String, Object> extensions,
            Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.hint = hint;
        this.extensions = extensions;
        this.headers = headers;
    }

    /**
     * The same problem with more to say.
     *
     * @param name  name of a field of the body
     * @param value its value, as {@link Answer#json} takes it
     * @return a new problem
     */
    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(extensions);
        more.put(name, value);
        return new Problem(status, title, detail(), hint, more, headers);
    }

    Problem withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(status, title, detail(), hint, extensions, more);
    }

    /**
     * The status of the answer.
     *
     * @return 400 or above
     */
    public int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("title", title);
        fields.put("status", status);
        fields.put("detail", detail());
        fields.put("hint", hint);
        fields.putAll(extensions);
        return fields;
    }

    private String detail() {
        return String.valueOf(getMessage());
    }
}
