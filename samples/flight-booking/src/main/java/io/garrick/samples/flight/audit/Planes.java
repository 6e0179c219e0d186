package io.garrick.samples.flight.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What the auditor knows of the flights, from the public timetable and by its own arithmetic. */
final class Planes {

    private static final String TIMETABLE = "/io/garrick/samples/flight/domain/flights.csv";

    private final Map<String, Integer> miles = new HashMap<>();

    static Planes read() throws IOException {
        Planes planes = new Planes();
        InputStream stream = Planes.class.getResourceAsStream(TIMETABLE);
        if (stream == null) {
            throw new IOException("timetable is missing from the class path: resource=" + TIMETABLE);
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.lines().skip(1).forEach(planes::add);
        }
        return planes;
    }

    /** The highest seat number; 0 for a flight that does not exist. */
    int seats(String flightId) {
        Integer distance = miles.get(flightId);
        return distance == null ? 0 : Math.min(180, 36 + distance / 20);
    }

    /** The price of a seat: 49 dollars and 11 cents a mile. */
    long cents(String flightId) {
        return 4_900 + 11L * miles.getOrDefault(flightId, 0);
    }

    private void add(String line) {
        String[] fields = line.split(",", -1);
        String time = fields[0].replaceAll("[-:]", "").replace('T', '-');
        miles.put(time + "-" + fields[1] + "-" + fields[2], Integer.valueOf(fields[3]));
    }
}
