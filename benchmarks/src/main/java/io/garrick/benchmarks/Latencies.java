package io.garrick.benchmarks;

import java.util.Arrays;

/** Durations, counted in steps of 100 ns up to 100 ms and never kept one by one; what is longer counts as that. */
final class Latencies {

    static final int STEP_NANOS = 100;
    private static final int STEPS = 1_000_000;

    private final int[] counts = new int[STEPS + 1];

    void add(long nanos) {
        counts[(int) Math.max(0, Math.min(STEPS, nanos / STEP_NANOS))]++;
    }

    /** The end of the step in which such a part of them has passed; no number where there are none. */
    double quantile(double part) {
        long all = Arrays.stream(counts).asLongStream().sum();
        if (all == 0) {
            return Double.NaN;
        }
        long wanted = Math.max(1, (long) Math.ceil(part * all));
        long seen = 0;
        int step = 0;
        while (seen + counts[step] < wanted) {
            seen += counts[step++];
        }
        return (step + 1.0) * STEP_NANOS;
    }
}
