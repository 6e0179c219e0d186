package io.garrick.samples.flight.api;

import io.garrick.samples.flight.domain.Airport;
import io.garrick.samples.flight.domain.Flight;
import io.garrick.samples.flight.domain.Flights;
import io.garrick.samples.flight.http.Problem;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks for flights from one airport to another on a day. */
final class FlightSearch {

    private static final String HINT = "ask as in /flights?origin=LAX&destination=BNA&date=2001-01-01";

    private final Flights flights;

    FlightSearch(Flights flights) {
        this.flights = flights;
    }

    /** The flights; if there are none, the days on which there are some. */
    Map<String, Object> answer(Map<String, String> query) {
        Airport origin = airport(query, "origin");
        Airport destination = airport(query, "destination");
        LocalDate date = date(query.get("date"));
        List<Flight> found = flights.search(origin.iata(), destination.iata(), date);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("flights", found.stream().map(FlightSearch::view).toList());
        if (found.isEmpty()) {
            List<String> dates = flights.dates(origin.iata(), destination.iata()).stream()
                    .map(LocalDate::toString)
                    .toList();
            String route = origin.iata() + " to " + destination.iata();
            answer.put(
                    "hint",
                    dates.isEmpty() ? "nothing flies from " + route : "from " + route + " there are other dates");
            answer.put("dates", dates);
        }
        return answer;
    }

    private static Map<String, Object> view(Flight flight) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", flight.id());
        view.put("departure", flight.departure().toString());
        view.put("origin", flight.origin());
        view.put("destination", flight.destination());
        view.put("distance_miles", flight.distanceMiles());
        view.put("seats", flight.seats());
        view.put("fare_cents", flight.fareCents());
        return view;
    }

    private Airport airport(Map<String, String> query, String name) {
        String given = query.getOrDefault(name, "");
        if (given.isEmpty()) {
            throw new Problem(400, "missing parameter", "a parameter is missing: parameter=" + name, HINT);
        }
        return flights.airport(given.toUpperCase(Locale.ROOT))
                .orElseThrow(() -> new Problem(
                        404,
                        "unknown airport",
                        "no flight goes there: " + name + "=" + given,
                        "send an IATA code; " + HINT));
    }

    private static LocalDate date(@Nullable String given) {
        try {
            return LocalDate.parse(given == null ? "" : given);
        } catch (DateTimeParseException e) {
            throw new Problem(400, "missing or wrong date", "a date is needed, as year-month-day: date=" + given, HINT);
        }
    }
}
