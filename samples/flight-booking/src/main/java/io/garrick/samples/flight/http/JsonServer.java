package io.garrick.samples.flight.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server with a fixed list of routes on the loopback interface. Whoever may GET something may ask for its HEAD. */
public final class JsonServer implements AutoCloseable {

    /** The longest body that is read, in bytes. */
    public static final int BODY_LIMIT = 64 * 1024;

    /** So much of a body that is too long is read and dropped, so that its sender comes to read the answer. */
    private static final int POLITENESS = 16 * BODY_LIMIT;

    private static final int BACKLOG = 256;

    private static final Logger LOG = LoggerFactory.getLogger(JsonServer.class);

    private static final String HEAD = "HEAD";
    private static final String GET = "GET";

    static {
        // Without it each answer waits 40 ms for the acknowledgement of its headers. Read once by the JDK's server.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Who takes longer than this, in seconds, to send a request is cut off: one thread is held by each.
        System.setProperty("sun.net.httpserver.maxReqTime", "5");
    }

    private final HttpServer server;
    private final ScheduledThreadPoolExecutor threads;

    private JsonServer(HttpServer server, ScheduledThreadPoolExecutor threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Takes a port, without serving yet.
     *
     * @param name    of its threads
     * @param port    to listen on, or 0 for any that is free
     * @param threads how many threads handle requests
     * @return a server that waits for {@link #serve}
     * @throws IOException if it cannot listen on the port
     */
    public static JsonServer bind(String name, int port, int threads) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        AtomicInteger count = new AtomicInteger();
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(threads, task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        http.setExecutor(pool);
        return new JsonServer(http, pool);
    }

    /**
     * Begins to serve.
     *
     * @param routes what it can do
     */
    public void serve(List<Route> routes) {
        List<Route> copy = List.copyOf(routes);
        server.createContext("/", exchange -> serve(exchange, copy));
        server.start();
    }

    /**
     * Where it listens.
     *
     * @return its address without a path
     */
    public URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /**
     * The threads of the server, for answers that come later.
     *
     * @return the executor, which ends with the server
     */
    public ScheduledExecutorService threads() {
        return threads;
    }

    /** Stops listening at once and ends its threads. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void serve(HttpExchange exchange, List<Route> routes) {
        try {
            handle(exchange, routes).whenComplete((answer, failure) -> {
                send(exchange, failure == null ? answer : answerTo(failure));
            });
        } catch (IOException | RuntimeException e) {
            send(exchange, answerTo(e));
        }
    }

    private static CompletionStage<Answer> handle(HttpExchange exchange, List<Route> routes) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String method = isHead(exchange) ? GET : exchange.getRequestMethod();
        TreeSet<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            Optional<List<String>> open = route.match(path);
            if (open.isPresent() && route.method().equals(method)) {
                Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
                return route.handler().handle(new Request(open.get(), query, body(exchange)));
            }
            open.ifPresent(segments -> allowed.add(route.method()));
        }
        if (allowed.contains(GET)) {
            allowed.add(HEAD);
        }
        throw allowed.isEmpty() ? unknownPath(path, routes) : wrongMethod(exchange.getRequestMethod(), allowed);
    }

    private static boolean isHead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals(HEAD);
    }

    private static Problem unknownPath(String path, List<Route> routes) {
        TreeSet<String> known = new TreeSet<>();
        routes.forEach(route -> known.add(route.path()));
        return new Problem(404, "unknown path", "there is nothing here: path=" + path, "known paths: " + known);
    }

    private static Problem wrongMethod(String method, SortedSet<String> allowed) {
        String allow = String.join(", ", allowed);
        return new Problem(405, "wrong method", "this path does not know the method: method=" + method, "use " + allow)
                .withHeader("Allow", allow);
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        InputStream stream = exchange.getRequestBody();
        byte[] body = stream.readNBytes(BODY_LIMIT + 1);
        if (body.length <= BODY_LIMIT) {
            return body;
        }
        byte[] rest = new byte[BODY_LIMIT];
        for (int dropped = 0, read = 0; dropped < POLITENESS && read >= 0; dropped += read) {
            read = stream.read(rest);
        }
        throw new Problem(
                        413,
                        "body too long",
                        "the body is longer than what is read: limit=" + BODY_LIMIT,
                        "send at most " + BODY_LIMIT + " bytes")
                .withHeader("Connection", "close");
    }

    private static Map<String, String> query(String rawQuery) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String parameter : rawQuery == null ? new String[0] : rawQuery.split("&")) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            query.put(
                    URLDecoder.decode(name, StandardCharsets.UTF_8), URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
        return query;
    }

    private static Answer answerTo(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof Problem problem) {
            return Answer.problem(problem);
        }
        LOG.warn("request failed", cause);
        return Answer.problem(new Problem(
                500, "internal error", "the request failed: cause=" + cause, "the log of the program says more"));
    }

    private static void send(HttpExchange exchange, Answer answer) {
        try (exchange) {
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            int length = answer.body().length;
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            if (isHead(exchange)) {
                exchange.getResponseHeaders().set("Content-Length", String.valueOf(length));
                exchange.sendResponseHeaders(answer.status(), -1);
            } else {
                exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
                exchange.getResponseBody().write(answer.body());
            }
        } catch (IOException e) {
            LOG.debug("client went away before its answer: cause={}", e.toString());
        }
    }
}
