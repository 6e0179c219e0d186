package io.garrick.samples.flight.http;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a handler answers.
 *
 * @param status  HTTP status
 * @param headers beside the type and length of the body
 * @param type    media type of the body
 * @param body    the body
 */
public record Answer(int status, Map<String, String> headers, String type, byte[] body) {

    /** The media type of ordinary answers. */
    static final String JSON_TYPE = "application/json";

    private static final String PROBLEM_TYPE = "application/problem+json";

    /**
     * An answer in JSON.
     *
     * @param status HTTP status
     * @param value  maps, lists, texts, numbers and truth values
     * @return the answer
     */
    public static Answer json(int status, Object value) {
        return new Answer(status, Map.of(), JSON_TYPE, bytes(value));
    }

    /**
     * An answer that is JSON already.
     *
     * @param json the document
     * @return the answer, with status 200
     */
    public static Answer document(byte[] json) {
        return new Answer(200, Map.of(), JSON_TYPE, json);
    }

    /**
     * The same answer with another header.
     *
     * @param name  its name
     * @param value its value
     * @return a new answer
     */
    public Answer withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, type, body);
    }

    /**
     * An error as RFC 9457 wants it.
     *
     * @param problem what is wrong
     * @return the answer
     */
    static Answer problem(Problem problem) {
        return new Answer(problem.status(), problem.headers(), PROBLEM_TYPE, bytes(problem.fields()));
    }

    private static byte[] bytes(Object value) {
        try {
            return JSON.std.asBytes(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
