package io.garrick.benchmarks;

/**
 * A row as one pair of processes has run it.
 *
 * @param setup what has to be alike where results are compared
 * @param nanos for one message, or one round trip, in the window
 * @param p50 nanoseconds of half the round trips at most; no number where messages are acknowledged in groups
 * @param p99 nanoseconds of 99 of 100 round trips at most
 * @param windowCount messages in the window
 * @param sentCount messages in all
 * @param received what the receiver has handled in all
 */
record Result(
        String contender,
        Fields setup,
        double nanos,
        double p50,
        double p99,
        Cost sender,
        Cost receiver,
        long windowCount,
        long sentCount,
        Mark received) {

    /** What a message costs one side: bytes that it allocates, and nanoseconds of a processor. */
    record Cost(double bytes, double processor) {}

    /** Whether each message was handled once, and was the one that had been sent. */
    boolean didTheWork(Row row) {
        return received.count() == sentCount
                && received.checksum() == Messages.of(row.bytes()).checksum(sentCount);
    }

    /** By which contenders are compared in this row. */
    double measure(Row row) {
        return row.isRoundTrip() ? p50 : nanos;
    }
}
