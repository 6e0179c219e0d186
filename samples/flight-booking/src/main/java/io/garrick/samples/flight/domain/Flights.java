package io.garrick.samples.flight.domain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The timetable: every flight on sale and the airports they connect. Immutable. */
public final class Flights {

    /** A field in quotes, in which commas count for nothing, or one up to the next comma. */
    private static final Pattern FIELD = Pattern.compile("\"([^\"]*)\"(?:,|$)|([^,]*)(?:,|$)");

    private final List<Flight> all;
    private final Map<String, Flight> byId;
    private final Map<String, Airport> airports;

    private Flights(List<Flight> all, List<Airport> airports) {
        this.all = List.copyOf(all);
        Map<String, Flight> ids = new LinkedHashMap<>();
        all.forEach(flight -> ids.put(flight.id(), flight));
        this.byId = Collections.unmodifiableMap(ids);
        Map<String, Airport> codes = new LinkedHashMap<>();
        airports.forEach(airport -> codes.put(airport.iata(), airport));
        this.airports = Collections.unmodifiableMap(codes);
    }

    /**
     * Reads the timetable that comes with the sample.
     *
     * @return the flights in the order of the data, which is that of departure
     */
    public static Flights load() {
        List<Flight> flights = new ArrayList<>();
        for (List<String> row : rows("flights.csv")) {
            flights.add(
                    new Flight(LocalDateTime.parse(row.get(0)), row.get(1), row.get(2), Integer.parseInt(row.get(3))));
        }
        List<Airport> airports = new ArrayList<>();
        for (List<String> row : rows("airports.csv")) {
            airports.add(new Airport(row.get(0), row.get(1), row.get(2), row.get(3)));
        }
        return new Flights(flights, airports);
    }

    /**
     * Every flight.
     *
     * @return the flights in the order of departure
     */
    public List<Flight> all() {
        return all;
    }

    /**
     * Finds a flight by its name.
     *
     * @param id as {@link Flight#id()} gives it
     * @return the flight, or empty if there is none of that name
     */
    public Optional<Flight> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * Finds an airport by its code.
     *
     * @param iata three capital letters
     * @return the airport, or empty if no flight goes there
     */
    public Optional<Airport> airport(String iata) {
        return Optional.ofNullable(airports.get(iata));
    }

    /**
     * The flights from one airport to another on a day.
     *
     * @param origin      code of the first airport
     * @param destination code of the second
     * @param date        local day of departure
     * @return the flights in the order of departure, perhaps none
     */
    public List<Flight> search(String origin, String destination, LocalDate date) {
        return all.stream()
                .filter(flight -> connects(flight, origin, destination))
                .filter(flight -> flight.departure().toLocalDate().equals(date))
                .toList();
    }

    /**
     * The days on which one can fly from one airport to another.
     *
     * @param origin      code of the first airport
     * @param destination code of the second
     * @return the days in their order, each once, perhaps none
     */
    public List<LocalDate> dates(String origin, String destination) {
        return all.stream()
                .filter(flight -> connects(flight, origin, destination))
                .map(flight -> flight.departure().toLocalDate())
                .distinct()
                .toList();
    }

    private static boolean connects(Flight flight, String origin, String destination) {
        return flight.origin().equals(origin) && flight.destination().equals(destination);
    }

    private static List<List<String>> rows(String resource) {
        InputStream stream = Flights.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IllegalStateException("data is missing from the class path: resource=" + resource);
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).map(Flights::fields).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        Matcher matcher = FIELD.matcher(line);
        while (matcher.lookingAt()) {
            fields.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
            if (matcher.end() == line.length()) {
                break;
            }
            matcher.region(matcher.end(), line.length());
        }
        return fields;
    }
}
