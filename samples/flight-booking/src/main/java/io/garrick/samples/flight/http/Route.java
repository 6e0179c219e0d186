package io.garrick.samples.flight.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One thing that a server can do.
 *
 * @param method  HTTP method
 * @param path    path with {@code {name}} for the segments it leaves open
 * @param handler does it
 */
public record Route(String method, String path, Handler handler) {

    /** Does what a route is for, on a thread of the server. */
    @FunctionalInterface
    public interface Handler {

        /**
         * Handles a request.
         *
         * @param request the request
         * @return the answer, now or later; it may fail with a {@link Problem}
         */
        CompletionStage<Answer> handle(Request request);
    }

    /** Does what a route is for and has the answer at once. */
    @FunctionalInterface
    public interface PromptHandler {

        /**
         * Handles a request.
         *
         * @param request the request
         * @return the answer
         * @throws Problem for an error that the client shall see
         */
        Answer handle(Request request);
    }

    /**
     * A route whose answer is there at once.
     *
     * @param method  HTTP method
     * @param path    path with {@code {name}} for the segments it leaves open
     * @param handler does it
     * @return the route
     */
    public static Route prompt(String method, String path, PromptHandler handler) {
        return new Route(method, path, request -> CompletableFuture.completedFuture(handler.handle(request)));
    }

    /** The open segments of a raw path, decoded, or empty if the path is another's. */
    Optional<List<String>> match(String rawPath) {
        String[] wanted = path.split("/", -1);
        String[] given = rawPath.split("/", -1);
        if (wanted.length != given.length) {
            return Optional.empty();
        }
        List<String> open = new ArrayList<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                // A plus is a plus in a path; it means a space in queries only.
                open.add(URLDecoder.decode(given[i].replace("+", "%2B"), StandardCharsets.UTF_8));
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(open);
    }
}
