package io.garrick.samples.flight.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JsonServerTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private JsonServer server;

    @BeforeEach
    void start() throws IOException {
        server = JsonServer.bind("test", 0, 2);
        server.serve(List.of(
                Route.prompt(
                        "GET",
                        "/things/{id}",
                        r -> Answer.json(
                                200,
                                Map.of("id", r.path().get(0), "q", r.query().getOrDefault("q", "")))),
                Route.prompt("DELETE", "/things/{id}", r -> new Answer(204, Map.of(), "text/plain", new byte[0])),
                Route.prompt("POST", "/things", r -> Answer.json(201, r.json())),
                Route.prompt("GET", "/broken", r -> {
                    throw new IllegalStateException("on purpose");
                }),
                new Route(
                        "GET",
                        "/late",
                        r -> CompletableFuture.failedFuture(
                                new Problem(409, "too late", "it is late", "come earlier").with("by", 5)))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void path_withOpenSegmentAndQuery_isDecoded() throws Exception {
        HttpResponse<String> answer = send("GET", "/things/a%20b?q=x%26y", "");
        assertEquals(200, answer.statusCode());
        assertEquals(Map.of("id", "a b", "q", "x&y"), JSON.std.mapFrom(answer.body()));
    }

    @Test
    void path_unknown_is404WithKnownPaths() throws Exception {
        Map<String, Object> problem = problem(404, send("GET", "/nothing", ""));
        assertTrue(String.valueOf(problem.get("hint")).contains("/things/{id}"), problem::toString);
    }

    @Test
    void method_wrong_is405WithAllow() throws Exception {
        HttpResponse<String> answer = send("PUT", "/things/1", "");
        problem(405, answer);
        assertEquals("DELETE, GET, HEAD", answer.headers().firstValue("Allow").orElse(""));
    }

    @Test
    void body_malformed_is400() throws Exception {
        for (String body :
                List.of("", "{", "[1]", "{\"a\":}", "nonsense", "null", "{} {}", "{\"a\":1} x", "{\"a\":1}]")) {
            problem(400, send("POST", "/things", body));
        }
    }

    @Test
    void body_atTheLimit_isRead_aboveIt_is413() throws Exception {
        String frame = "{\"a\":\"\"}";
        String longest = "x".repeat(JsonServer.BODY_LIMIT - frame.length());
        assertEquals(201, send("POST", "/things", "{\"a\":\"" + longest + "\"}").statusCode());
        problem(413, send("POST", "/things", "{\"a\":\"" + longest + "x\"}"));
        problem(413, send("POST", "/things", "x".repeat(10 * JsonServer.BODY_LIMIT)));
    }

    @Test
    void handler_failing_is500() throws Exception {
        problem(500, send("GET", "/broken", ""));
    }

    @Test
    void handler_failingLaterWithProblem_isThatProblem() throws Exception {
        assertEquals(5, problem(409, send("GET", "/late", "")).get("by"));
    }

    @Test
    void head_ofWhatCanBeGot_isTheSameWithoutBody() throws Exception {
        HttpResponse<String> got = send("GET", "/things/1+1", "");
        assertEquals(Map.of("id", "1+1", "q", ""), JSON.std.mapFrom(got.body()));
        HttpResponse<String> head = send("HEAD", "/things/1+1", "");
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
        assertEquals(got.headers().allValues("Content-Length"), head.headers().allValues("Content-Length"));
        HttpResponse<String> wrong = send("HEAD", "/things", "");
        assertEquals(405, wrong.statusCode());
        assertEquals("POST", wrong.headers().firstValue("Allow").orElse(""));
    }

    @Test
    void client_slowToSendItsRequest_isCutOff() throws Exception {
        try (Socket slow = new Socket("localhost", server.uri().getPort());
                Socket slower = new Socket("localhost", server.uri().getPort())) {
            for (Socket client : List.of(slow, slower)) {
                String begun = "POST /things HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{";
                client.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
            }
            assertEquals(200, send("GET", "/things/1", "").statusCode(), "both threads are free again");
        }
    }

    @Test
    void answer_withoutBody_isEmpty() throws Exception {
        HttpResponse<String> answer = send("DELETE", "/things/1", "");
        assertEquals(204, answer.statusCode());
        assertEquals("", answer.body());
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        URI uri = server.uri().resolve(path);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static Map<String, Object> problem(int status, HttpResponse<String> answer) throws IOException {
        assertEquals(status, answer.statusCode(), answer::body);
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse(""));
        Map<String, Object> problem = JSON.std.mapFrom(answer.body());
        assertTrue(problem.keySet().containsAll(new LinkedHashSet<>(Set.of("title", "detail", "hint"))));
        return problem;
    }
}
