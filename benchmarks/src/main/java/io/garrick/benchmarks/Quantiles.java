package io.garrick.benchmarks;

import java.util.List;

/** The middle and the ends of a few figures. */
record Quantiles(double least, double median, double most) {

    static Quantiles of(List<Double> figures) {
        if (figures.isEmpty()) {
            return new Quantiles(Double.NaN, Double.NaN, Double.NaN);
        }
        List<Double> sorted = figures.stream().sorted().toList();
        int half = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        return new Quantiles(sorted.get(0), median, sorted.get(sorted.size() - 1));
    }
}
