package io.garrick.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures of one check with their limits; the one place where {@code pass} comes from. */
final class Check {

    private final String name;
    private final List<Figure> figures = new ArrayList<>();
    private final Map<String, List<String>> names = new LinkedHashMap<>();

    Check(String name) {
        this.name = name;
    }

    /** How a limit is meant; its name in lower case is what stands in the JSON. */
    private enum Bound {
        NONE,
        LEAST,
        MOST,
        BELOW,
        EXACTLY
    }

    /** A figure and what it may be. What is no number passes nowhere. */
    private record Figure(String name, double value, Bound bound, double limit) {

        boolean passes() {
            return Double.isFinite(value)
                    && switch (bound) {
                        case NONE -> true;
                        case LEAST -> value >= limit;
                        case MOST -> value <= limit;
                        case BELOW -> value < limit;
                        case EXACTLY -> value == limit;
                    };
        }

        String limitJson() {
            return "{" + quoted(bound.name().toLowerCase(Locale.ROOT)) + ":" + number(limit) + "}";
        }
    }

    /** Adds a figure that is only told. */
    Check figure(String figure, double value) {
        return add(figure, value, Bound.NONE, Double.NaN);
    }

    /** Adds a figure that must not be smaller. */
    Check atLeast(String figure, double value, double least) {
        return add(figure, value, Bound.LEAST, least);
    }

    /** Adds a figure that must not be larger. */
    Check atMost(String figure, double value, double most) {
        return add(figure, value, Bound.MOST, most);
    }

    /** Adds a figure that must be smaller. */
    Check below(String figure, double value, double below) {
        return add(figure, value, Bound.BELOW, below);
    }

    /** Adds a figure that must be this one. */
    Check exactly(String figure, double value, double wanted) {
        return add(figure, value, Bound.EXACTLY, wanted);
    }

    /** Adds how many there are of something of which there must be none, with their names. */
    Check none(String figure, List<String> those) {
        names.put(figure + "_names", List.copyOf(those));
        return atMost(figure, those.size(), 0);
    }

    private Check add(String figure, double value, Bound bound, double limit) {
        figures.add(new Figure(figure, value, bound, limit));
        return this;
    }

    /** Whether all limits are kept; where there is none, nothing was checked. */
    boolean pass() {
        return figures.stream().anyMatch(figure -> figure.bound != Bound.NONE)
                && figures.stream().allMatch(Figure::passes);
    }

    /** One JSON object on one line. */
    String json() {
        Map<String, String> found = new LinkedHashMap<>();
        figures.forEach(figure -> found.put(figure.name, number(figure.value)));
        names.forEach((figure, those) ->
                found.put(figure, those.stream().map(Check::quoted).collect(Collectors.joining(",", "[", "]"))));
        Map<String, String> limits = new LinkedHashMap<>();
        figures.stream()
                .filter(figure -> figure.bound != Bound.NONE)
                .forEach(figure -> limits.put(figure.name, figure.limitJson()));
        return "{\"check\":" + quoted(name) + ",\"figures\":" + object(found) + ",\"limits\":" + object(limits)
                + ",\"pass\":" + pass() + "}";
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Whole numbers without a point, others with three digits, what is no number as null. */
    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return "null";
        }
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ") + '"';
    }
}
