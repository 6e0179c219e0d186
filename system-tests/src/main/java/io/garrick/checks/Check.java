package io.garrick.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The figures of one check with their limits; the one place where {@code pass} comes from. */
final class Check {

    private final String name;
    private final List<Figure> figures = new ArrayList<>();

    Check(String name) {
        this.name = name;
    }

    /**
     * A figure and what it may be; a limit that is not a number is none.
     *
     * @param least the smallest value that passes
     * @param most the largest value that passes
     */
    record Figure(String name, double value, double least, double most) {

        boolean passes() {
            return Double.isFinite(value)
                    && (Double.isNaN(least) || value >= least)
                    && (Double.isNaN(most) || value <= most);
        }

        boolean isLimited() {
            return !Double.isNaN(least) || !Double.isNaN(most);
        }

        String limit() {
            return Double.isNaN(most) ? "{\"least\":" + number(least) + "}" : "{\"most\":" + number(most) + "}";
        }
    }

    /** Adds a figure that is only told. */
    Check figure(String figure, double value) {
        return add(figure, value, Double.NaN, Double.NaN);
    }

    /** Adds a figure that must not be smaller. */
    Check atLeast(String figure, double value, double least) {
        return add(figure, value, least, Double.NaN);
    }

    /** Adds a figure that must not be larger. */
    Check atMost(String figure, double value, double most) {
        return add(figure, value, Double.NaN, most);
    }

    private Check add(String figure, double value, double least, double most) {
        figures.add(new Figure(figure, value, least, most));
        return this;
    }

    boolean pass() {
        return !figures.isEmpty() && figures.stream().allMatch(Figure::passes);
    }

    /** One JSON object on one line. */
    String json() {
        return "{\"check\":\"" + name + "\",\"figures\":" + object(figures, figure -> number(figure.value()))
                + ",\"limits\":"
                + object(figures.stream().filter(Figure::isLimited).toList(), Figure::limit)
                + ",\"pass\":" + pass() + "}";
    }

    private static String object(List<Figure> all, Function<Figure, String> value) {
        return all.stream()
                .map(figure -> "\"" + figure.name() + "\":" + value.apply(figure))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Whole numbers without a point, others with three digits, what is no number as null. */
    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return "null";
        }
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.3f", value);
    }
}
