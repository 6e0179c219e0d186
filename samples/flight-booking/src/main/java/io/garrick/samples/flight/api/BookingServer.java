package io.garrick.samples.flight.api;

import io.garrick.samples.flight.actors.Messages.BookAck;
import io.garrick.samples.flight.actors.Messages.Busy;
import io.garrick.samples.flight.actors.Messages.Shown;
import io.garrick.samples.flight.customers.Counter;
import io.garrick.samples.flight.domain.BookingRequest;
import io.garrick.samples.flight.domain.Flights;
import io.garrick.samples.flight.http.Answer;
import io.garrick.samples.flight.http.JsonServer;
import io.garrick.samples.flight.http.Problem;
import io.garrick.samples.flight.http.Request;
import io.garrick.samples.flight.http.Route;
import io.garrick.samples.flight.saga.Outcome;
import io.garrick.samples.flight.saga.Outcome.Status;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Serves the booking API. */
public final class BookingServer implements AutoCloseable {

    /** A client that is slow to send its request holds one. */
    private static final int THREADS = 16;

    /** What the name of a booking may look like; anything else is not worth a question to the database. */
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,64}");

    private final JsonServer server;
    private final Counter counter;
    private final FlightSearch search;
    private final BookingForm form;
    private final String run;
    private final AtomicLong count = new AtomicLong();
    private volatile boolean refusing;

    private BookingServer(JsonServer server, Counter counter, Flights flights, String run) {
        this.server = server;
        this.counter = counter;
        this.search = new FlightSearch(flights);
        this.form = new BookingForm(flights);
        this.run = run;
    }

    /**
     * Starts to serve.
     *
     * @param port    where to listen, or 0 for any free port
     * @param counter where to book
     * @param flights what can be booked
     * @param run     name of the run; a booking is named by it, {@code web} and a number
     * @return the running server
     * @throws IOException if it cannot listen on the port
     */
    public static BookingServer start(int port, Counter counter, Flights flights, String run) throws IOException {
        BookingServer api = new BookingServer(JsonServer.bind("booking-api", port, THREADS), counter, flights, run);
        byte[] openApi = openApi();
        api.server.serve(List.of(
                new Route("POST", "/bookings", api::book),
                new Route("GET", "/bookings/{id}", api::show),
                new Route("DELETE", "/bookings/{id}", api::cancel),
                Route.prompt("GET", "/flights", request -> Answer.json(200, api.search.answer(request.query()))),
                Route.prompt("GET", "/openapi.json", request -> Answer.document(openApi))));
        return api;
    }

    /**
     * Where it listens.
     *
     * @return its address without a path
     */
    public URI uri() {
        return server.uri();
    }

    /** From here on nothing new is booked; bookings can still be seen. */
    public void refuseBookings() {
        refusing = true;
    }

    /** Stops listening. */
    @Override
    public void close() {
        server.close();
    }

    private CompletionStage<Answer> book(Request request) {
        BookingRequest wish = form.read(request.json());
        if (refusing) {
            throw new Problem(503, "closing", "the program is about to end", "come again when it is back");
        }
        String id = run + "-web-" + count.incrementAndGet();
        return answered(id, counter.book(id, wish)).thenCompose(answer -> {
            if (answer instanceof BookAck ack && ack.outcome().status() != Status.BOOKED) {
                throw notBooked(ack);
            }
            return view(id, 201).thenApply(made -> made.withHeader("Location", "/bookings/" + id));
        });
    }

    private CompletionStage<Answer> show(Request request) {
        return view(known(request), 200);
    }

    private CompletionStage<Answer> cancel(Request request) {
        String id = known(request);
        return answered(id, counter.cancel(id)).thenCompose(answer -> {
            if (answer instanceof Busy) {
                throw new Problem(
                        409, "being booked", "the booking is not finished: id=" + id, "try again in a second");
            }
            if (answer instanceof BookAck ack && ack.outcome().status() == Status.INTERRUPTED) {
                throw new Problem(
                        503, "not cancelled yet", "it is not all undone: id=" + id, "try again; what is left is known");
            }
            return view(id, 200);
        });
    }

    private CompletionStage<Answer> view(String id, int status) {
        return answered(id, counter.show(id)).thenApply(answer -> {
            if (answer instanceof Shown shown) {
                return Answer.json(status, BookingView.of(shown));
            }
            throw unknown(id);
        });
    }

    /** What the actors answer, or a problem if they never did. */
    private static CompletionStage<Object> answered(String id, CompletionStage<Object> asked) {
        return asked.exceptionally(failure -> {
            String hint = "see later what became of it: GET /bookings/" + id;
            throw new Problem(503, "no answer", "nobody answered, in spite of many tries: id=" + id, hint)
                    .with("id", id);
        });
    }

    private static String known(Request request) {
        String id = request.path().get(0);
        if (!ID.matcher(id).matches()) {
            throw unknown(id);
        }
        return id;
    }

    private static Problem unknown(String id) {
        return new Problem(
                404, "unknown booking", "there is no booking of that name: id=" + id, "POST /bookings makes one");
    }

    private static Problem notBooked(BookAck ack) {
        Outcome outcome = ack.outcome();
        Problem problem = switch (outcome.reason()) {
            case Outcome.SOLD_OUT ->
                new Problem(409, "sold out", "the flight has too few free seats", "take fewer seats or another flight");
            case Outcome.PAYMENT_DECLINED ->
                new Problem(402, "payment declined", "the bank declined the card", "take another card");
            default ->
                new Problem(503, "not booked", "a service is out of order: " + outcome.reason(), "try again later");
        };
        return problem.with("id", ack.bookingId()).with("reason", outcome.reason());
    }

    private static byte[] openApi() throws IOException {
        try (InputStream stream = BookingServer.class.getResourceAsStream("openapi.json")) {
            if (stream == null) {
                throw new IOException("document is missing from the class path: resource=openapi.json");
            }
            return stream.readAllBytes();
        }
    }
}
