package io.garrick.samples.flight.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What a handler gets to see of a request.
 *
 * @param path  the parts of the path that its route leaves open, decoded, in their order
 * @param query the parameters behind the question mark, decoded; of a repeated one the last
 * @param body  the body, never above {@link JsonServer#BODY_LIMIT} bytes
 */
public record Request(List<String> path, Map<String, String> query, byte[] body) {

    /**
     * Reads the body as a JSON object.
     *
     * @return its fields in their order
     * @throws Problem with status 400 if the body is no JSON object
     */
    public Map<String, Object> json() {
        try (JsonParser parser = JSON.std.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("it does not begin with a brace");
            }
            Map<String, Object> object = JSON.std.mapFrom(parser);
            if (parser.nextToken() != null) {
                throw malformed("something follows the object");
            }
            return object;
        } catch (IOException e) {
            throw malformed(firstLine(e));
        }
    }

    private static Problem malformed(String why) {
        return new Problem(
                400,
                "malformed JSON",
                "the body is not a JSON object: " + why,
                "send an object in braces, with names and texts in double quotes");
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
