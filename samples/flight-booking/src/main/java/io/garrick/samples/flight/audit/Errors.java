package io.garrick.samples.flight.audit;

import java.util.ArrayList;
import java.util.List;

/** Counts errors and keeps a description of the first few. */
final class Errors {

    private static final int MOST_DETAILS = 10;

    private final List<String> details = new ArrayList<>();

    /** Notes an error and gives its weight back; an error of weight 0 is none. */
    long note(long weight, String description) {
        if (weight != 0 && details.size() < MOST_DETAILS) {
            details.add(description);
        }
        return weight;
    }

    List<String> details() {
        return List.copyOf(details);
    }
}
