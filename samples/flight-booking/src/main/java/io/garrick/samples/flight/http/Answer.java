package io.garrick.samples.flight.http;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
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
