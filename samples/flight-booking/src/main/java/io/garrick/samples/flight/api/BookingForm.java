package io.garrick.samples.flight.api;

import io.garrick.samples.flight.domain.BookingRequest;
import io.garrick.samples.flight.domain.Card;
import io.garrick.samples.flight.domain.Flights;
import io.garrick.samples.flight.http.Problem;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a customer wants from a JSON object. */
final class BookingForm {

    private static final int LONGEST_TEXT = 200;
    /** What every mail server takes: plain letters, no quotes and comments, no dot beside another or at an end. */
    private static final Pattern EMAIL = Pattern.compile("ATOM(\\.ATOM)*@LABEL(\\.LABEL)*"
            .replace("ATOM", "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+")
            .replace("LABEL", "[A-Za-z0-9]+(-+[A-Za-z0-9]+)*"));

    private static final Pattern CARD = Pattern.compile("[0-9]{4,19}");
    private static final Pattern ONE_LINE = Pattern.compile("[^\\p{Cntrl}]+");

    private final Flights flights;

    BookingForm(Flights flights) {
        this.flights = flights;
    }

    /** The request, or a problem with status 422 for a wrong field, 404 for an unknown flight. */
    BookingRequest read(Map<String, Object> json) {
        String flight = text(json, "flight", ONE_LINE, "the id of a flight, see GET /flights");
        int seats = seats(json.get("seats"));
        String customer = text(json, "customer", ONE_LINE, "a name");
        String email = text(json, "email", EMAIL, "an address such as ada@example.com");
        String card = text(json, "card", CARD, "4 to 19 digits in double quotes");
        if (flights.find(flight).isEmpty()) {
            throw new Problem(
                    404,
                    "unknown flight",
                    "there is no flight of that name: flight=" + flight,
                    "GET /flights?origin=LAX&destination=BNA&date=2001-01-01 shows some");
        }
        return new BookingRequest(flight, seats, customer, email, new Card(card));
    }

    private static int seats(@Nullable Object value) {
        String allowed = "a whole number from 1 to " + BookingRequest.MOST_SEATS;
        if (!(value instanceof Integer seats)) {
            throw wrong("seats", allowed);
        }
        if (seats < 1 || seats > BookingRequest.MOST_SEATS) {
            throw new Problem(
                    422,
                    "wrong number of seats",
                    "the number of seats is out of range: seats=" + seats,
                    "send " + allowed);
        }
        return seats;
    }

    private static String text(Map<String, Object> json, String name, Pattern pattern, String allowed) {
        boolean fine = json.get(name) instanceof String text
                && text.length() <= LONGEST_TEXT
                && pattern.matcher(text).matches();
        if (!fine) {
            throw wrong(name, allowed);
        }
        return String.valueOf(json.get(name));
    }

    private static Problem wrong(String name, String allowed) {
        return new Problem(
                422,
                "wrong field",
                "a field is missing or not as it must be: field=" + name,
                name + " must be " + allowed);
    }
}
