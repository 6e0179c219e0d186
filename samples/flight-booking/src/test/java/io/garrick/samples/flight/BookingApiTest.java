package io.garrick.samples.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import io.garrick.dispatch.Clock;
import io.garrick.samples.flight.actors.BookingDesk;
import io.garrick.samples.flight.actors.Staff;
import io.garrick.samples.flight.api.BookingServer;
import io.garrick.samples.flight.audit.Audit;
import io.garrick.samples.flight.audit.Findings;
import io.garrick.samples.flight.chaos.Casualties;
import io.garrick.samples.flight.chaos.Chaos;
import io.garrick.samples.flight.chaos.Rescues;
import io.garrick.samples.flight.customers.Counter;
import io.garrick.samples.flight.customers.Tally;
import io.garrick.samples.flight.customers.Totals;
import io.garrick.samples.flight.domain.BookingGenerator;
import io.garrick.samples.flight.domain.Flights;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BookingApiTest {

    private static final String FLIGHT = "20010101-0655-LAX-BNA";
    private static final Flights FLIGHTS = Flights.load();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Tally tally = new Tally(Clock.system());
    private Parts parts;
    private BookingDesk desk;
    private BookingServer server;

    @BeforeEach
    void open() throws Exception {
        Options options = CommandLine.populateCommand(new Options());
        parts = Parts.open(options, "t");
        desk = BookingDesk.open(staff(), 2, new Chaos(1, 0.01), new Casualties(), new Rescues(Clock.system()));
        server = BookingServer.start(0, new Counter(desk, tally), FLIGHTS, "t");
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        desk.close();
        parts.close();
    }

    @Test
    @DisplayName("flight-booking: POST, GET and DELETE of a booking; cancelling undoes all of it")
    void booking_madeShownCancelled_isUndone() throws Exception {
        HttpResponse<String> made = send("POST", "/bookings", wish("seats", 2));
        assertEquals(201, made.statusCode(), made::body);
        String path = made.headers().firstValue("Location").orElseThrow();
        Map<String, Object> booking = json(made);
        assertEquals("booked", booking.get("status"));
        assertEquals(List.of(1, 2), booking.get("seat_numbers"));
        assertEquals(booking, json(send("GET", path, "")));
        assertTrue(audit().ok(), () -> "" + findings());

        HttpResponse<String> cancelled = send("DELETE", path, "");
        assertEquals(200, cancelled.statusCode(), cancelled::body);
        assertEquals("cancelled", json(cancelled).get("status"));
        assertEquals(List.of(), json(cancelled).get("seat_numbers"));
        assertEquals(200, send("DELETE", path, "").statusCode());
        assertTrue(audit().ok(), () -> "" + findings());
        Totals totals = tally.close();
        assertEquals(Map.of("cancelled", 1L), totals.declined());
        assertEquals(0, totals.booked());
    }

    @Test
    @DisplayName("flight-booking: a declined card is 402 with a reason, and what was reserved is undone")
    void booking_declinedCard_isUndone() throws Exception {
        Map<String, Object> problem =
                problem(402, send("POST", "/bookings", wish("card", BookingGenerator.DECLINED_CARD.number())));
        assertEquals("payment-declined", problem.get("reason"));
        Map<String, Object> booking = json(send("GET", "/bookings/" + problem.get("id"), ""));
        assertEquals("declined", booking.get("status"));
        assertEquals(List.of(), booking.get("seat_numbers"));
        assertTrue(audit().ok(), () -> "" + findings());
    }

    @Test
    @DisplayName("flight-booking: when the mail server stays down, all is undone and the customer gets a reason")
    void booking_mailServerDown_isUndone() throws Exception {
        parts.ownMail().orElseThrow().close();
        Map<String, Object> problem = problem(503, send("POST", "/bookings", wish("seats", 2)));
        assertEquals("billing-unavailable", problem.get("reason"));
        Map<String, Object> booking = json(send("GET", "/bookings/" + problem.get("id"), ""));
        assertEquals("declined", booking.get("status"));
        assertEquals(List.of(), booking.get("seat_numbers"));
        Audit withoutMails = new Audit(parts.database().jdbcUrl(), parts.bank(), Optional.empty(), Optional.of("t"));
        assertTrue(withoutMails.conduct().ok());
        assertEquals(Map.of("billing-unavailable", 1L), tally.close().declined());
    }

    @Test
    @DisplayName("flight-booking: when the bank stays down, the seats are free again and the customer gets a reason")
    void booking_bankDown_freesSeats() throws Exception {
        parts.ownBank().orElseThrow().close();
        Map<String, Object> problem = problem(503, send("POST", "/bookings", wish("seats", 2)));
        assertEquals("payment-unavailable", problem.get("reason"));
        Map<String, Object> booking = json(send("GET", "/bookings/" + problem.get("id"), ""));
        assertEquals("undoing", booking.get("status"));
        assertEquals(List.of(), booking.get("seat_numbers"));
        problem(503, send("DELETE", "/bookings/" + problem.get("id"), ""));
        assertEquals(1, tally.close().interrupted());
    }

    @Test
    @DisplayName("flight-booking: a flight that is sold out is 409")
    void booking_noSeatsLeft_isSoldOut() throws Exception {
        int seats = FLIGHTS.find(FLIGHT).orElseThrow().seats();
        for (int taken = 0; taken + 9 <= seats; taken += 9) {
            assertEquals(201, send("POST", "/bookings", wish("seats", 9)).statusCode());
        }
        assertEquals(
                "sold-out",
                problem(409, send("POST", "/bookings", wish("seats", 9))).get("reason"));
    }

    @ParameterizedTest
    @CsvSource({
        "seats, -1, 422",
        "seats, 0, 422",
        "seats, 10, 422",
        "seats, many, 422",
        "flight, 20010101-0000-XXX-YYY, 404",
        "email, nobody, 422",
        "email, a..b@customers.example, 422",
        "email, .a@customers.example, 422",
        "email, (a)@customers.example, 422",
        "email, ä@customers.example, 422",
        "email, a@customers..example, 422",
        "email, a@[, 422",
        "card, gold, 422",
        "customer, '', 422"
    })
    void booking_wrongField_isProblem(String field, String value, int status) throws Exception {
        Object given = value.matches("-?[0-9]+") && field.equals("seats") ? Integer.valueOf(value) : value;
        problem(status, send("POST", "/bookings", wish(field, given)));
        assertEquals(0, tally.close().requested());
    }

    @Test
    void booking_missingFieldOrNoJson_isProblem() throws Exception {
        problem(422, send("POST", "/bookings", "{}"));
        problem(400, send("POST", "/bookings", "{\"flight\": "));
        problem(413, send("POST", "/bookings", wish("customer", "x".repeat(70_000))));
    }

    @Test
    void path_unknownOrWrongMethod_isProblem() throws Exception {
        problem(404, send("GET", "/nothing", ""));
        problem(404, send("GET", "/bookings/t-none", ""));
        problem(404, send("DELETE", "/bookings/t-none", ""));
        problem(404, send("GET", "/bookings/%00", ""));
        problem(404, send("DELETE", "/bookings/" + "x".repeat(1_000), ""));
        HttpResponse<String> wrong = send("GET", "/bookings", "");
        problem(405, wrong);
        assertEquals("POST", wrong.headers().firstValue("Allow").orElse(""));
    }

    @Test
    @DisplayName("flight-booking: GET /flights finds flights, or says which dates there are")
    void flights_search_findsOrHelps() throws Exception {
        Map<String, Object> found = json(send("GET", "/flights?origin=LAX&destination=BNA&date=2001-01-01", ""));
        assertEquals(FLIGHT, ((Map<?, ?>) ((List<?>) found.get("flights")).get(0)).get("id"));
        Map<String, Object> none = json(send("GET", "/flights?origin=LAX&destination=BNA&date=2001-01-02", ""));
        assertEquals(List.of(), none.get("flights"));
        assertTrue(((List<?>) none.get("dates")).contains("2001-01-01"), none::toString);
        problem(400, send("GET", "/flights?origin=LAX&destination=BNA", ""));
        problem(400, send("GET", "/flights?origin=LAX&destination=BNA&date=tomorrow", ""));
        problem(400, send("GET", "/flights?origin=LAX&date=2001-01-01", ""));
        problem(404, send("GET", "/flights?origin=LAX&destination=XXX&date=2001-01-01", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a'b+c@customers.example", "!#$%&'*+/=?^_`{|}~-@b.example", "a@b", "first.last@sub.a-b.example"})
    @DisplayName("flight-booking: an address that is taken is one to which the bill can be mailed")
    void booking_unusualAddress_isBilled(String email) throws Exception {
        assertEquals(201, send("POST", "/bookings", wish("email", email)).statusCode());
        assertTrue(audit().ok(), () -> "" + findings());
    }

    @Test
    void booking_actorsNeverAnswer_is503() throws Exception {
        desk.close();
        desk = BookingDesk.open(staff(), 2, new Chaos(1, 1), new Casualties(), new Rescues(Clock.system()));
        try (BookingServer broken = BookingServer.start(0, new Counter(desk, tally), FLIGHTS, "t")) {
            for (String method : List.of("GET", "DELETE")) {
                problem(503, send(broken, method, "/bookings/t-1", ""));
            }
            Map<String, Object> problem = problem(503, send(broken, "POST", "/bookings", wish("seats", 1)));
            assertEquals("t-web-1", problem.get("id"));
        }
        assertEquals(1, tally.close().interrupted());
    }

    @Test
    void closing_server_refusesBookingsAndStillShows() throws Exception {
        String path = send("POST", "/bookings", wish("seats", 1))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        server.refuseBookings();
        problem(503, send("POST", "/bookings", wish("seats", 1)));
        assertEquals(200, send("GET", path, "").statusCode());
    }

    @Test
    @DisplayName("flight-booking: the OpenAPI document names every path and method that the server knows")
    void openApi_document_fitsTheServer() throws Exception {
        Map<String, Object> document = json(send("GET", "/openapi.json", ""));
        assertEquals("3.1.0", document.get("openapi"));
        Map<?, ?> paths = (Map<?, ?>) document.get("paths");
        assertEquals(List.of("/flights", "/bookings", "/bookings/{id}", "/openapi.json"), List.copyOf(paths.keySet()));
        for (Object path : paths.keySet()) {
            HttpResponse<String> wrong = send("PATCH", path.toString().replace("{id}", "x"), "");
            List<String> methods = ((Map<?, ?>) paths.get(path))
                    .keySet().stream()
                            .map(method -> method.toString().toUpperCase(Locale.ROOT))
                            .sorted()
                            .toList();
            assertEquals(
                    String.join(", ", methods),
                    wrong.headers().firstValue("Allow").orElse("").replace("GET, HEAD", "GET"),
                    path::toString);
        }
        assertEveryReferenceIsThere(document, document);
    }

    private static void assertEveryReferenceIsThere(Map<String, Object> document, Object part) {
        if (part instanceof Map<?, ?> map) {
            if (map.get("$ref") instanceof String reference) {
                Object target = document;
                for (String name : reference.substring(2).split("/")) {
                    target = ((Map<?, ?>) target).get(name);
                }
                assertTrue(target instanceof Map, reference);
            }
            map.values().forEach(value -> assertEveryReferenceIsThere(document, value));
        } else if (part instanceof List<?> list) {
            list.forEach(value -> assertEveryReferenceIsThere(document, value));
        }
    }

    private Findings audit() throws InterruptedException {
        return new Audit(parts.database().jdbcUrl(), parts.bank(), parts.mailList(), Optional.of("t")).conduct();
    }

    private Findings findings() {
        try {
            return audit();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String wish(String field, Object value) throws IOException {
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put("flight", FLIGHT);
        wish.put("seats", 1);
        wish.put("customer", "Ada Adams");
        wish.put("email", "ada@customers.example");
        wish.put("card", "4242424242424242");
        wish.put(field, value);
        return JSON.std.asString(wish);
    }

    private Staff staff() {
        return new Staff(4, "t", FLIGHTS, parts.database(), parts.bankClient(), parts.post());
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return send(server, method, path, body);
    }

    private HttpResponse<String> send(BookingServer to, String method, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(to.uri().resolve(path));
        HttpResponse<String> answer = client.send(
                request.method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
        assertDescribed(method, path, answer.statusCode());
        return answer;
    }

    /** Whatever the server answers to a request that the OpenAPI document knows, the document says that it may. */
    private static void assertDescribed(String method, String path, int status) throws IOException {
        Map<?, ?> document = JSON.std.mapFrom(BookingServer.class.getResource("openapi.json"));
        String template = path.replaceFirst("\\?.*", "").replaceFirst("(/bookings/).+", "$1{id}");
        Map<?, ?> operations = (Map<?, ?>) ((Map<?, ?>) document.get("paths")).get(template);
        if (operations != null && operations.get(method.toLowerCase(Locale.ROOT)) instanceof Map<?, ?> operation) {
            assertTrue(
                    ((Map<?, ?>) operation.get("responses")).containsKey(String.valueOf(status)),
                    method + " " + template + " -> " + status);
        }
    }

    private static Map<String, Object> json(HttpResponse<String> answer) throws IOException {
        return JSON.std.mapFrom(answer.body());
    }

    private static Map<String, Object> problem(int status, HttpResponse<String> answer) throws IOException {
        assertEquals(status, answer.statusCode(), answer::body);
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse(""));
        Map<String, Object> problem = json(answer);
        for (String field : List.of("title", "detail", "hint")) {
            assertTrue(problem.get(field) instanceof String, problem::toString);
        }
        return problem;
    }
}
