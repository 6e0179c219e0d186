package io.garrick.checks;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What {@link RehearsalSpeed} measures, and what is wanted of it.
 *
 * @param messages how many were asked for in each round
 * @param rounds what was seen
 */
record RehearsalFigures(int messages, List<Round> rounds) {

    /** How many messages are wanted in a round. */
    static final int MESSAGES = 3_000_000;

    static final int SYSTEMS = 3;

    /** In each system. */
    static final int ACTORS = 1_000;

    private static final int MESSAGES_PER_SECOND = 1_000_000;

    /**
     * One rehearsal.
     *
     * @param messages handled by its actors
     * @param seconds of real time
     * @param processorSeconds of all threads of the JVM
     */
    record Round(long messages, double seconds, double processorSeconds) {

        double messagesPerSecond() {
            return messages / Math.max(seconds, processorSeconds);
        }
    }

    Check check() {
        return new Check("rehearsal")
                .figure("systems", SYSTEMS)
                .figure("actors_per_system", ACTORS)
                .atLeast(
                        "messages_per_round",
                        (double)
                                rounds.stream().mapToLong(Round::messages).min().orElse(0),
                        MESSAGES)
                .figure("seconds_per_round", median(rounds.stream().mapToDouble(Round::seconds)))
                .figure("processor_seconds_per_round", median(rounds.stream().mapToDouble(Round::processorSeconds)))
                .atLeast(
                        "messages_per_second",
                        median(rounds.stream().mapToDouble(Round::messagesPerSecond)),
                        MESSAGES_PER_SECOND);
    }

    private static double median(DoubleStream figures) {
        double[] sorted = figures.sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }
}
