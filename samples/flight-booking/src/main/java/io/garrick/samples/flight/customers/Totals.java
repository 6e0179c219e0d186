package io.garrick.samples.flight.customers;

import java.util.Map;

/**
 * What was counted.
 *
 * @param requested   bookings that were asked for
 * @param booked      those that are booked
 * @param declined    those that are not, or not any more, by reason
 * @param interrupted those that were not finished: requested = booked + declined + interrupted
 * @param latencies   from request to answer, in nanoseconds, of all that were answered, the shortest first
 * @param nanos       from the first request to the last answer
 */
public record Totals(
        long requested, long booked, Map<String, Long> declined, long interrupted, long[] latencies, long nanos) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * How many were declined.
     *
     * @return the sum over all reasons
     */
    public long declinedInAll() {
        return declined.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Throughput.
     *
     * @return answers a second; 0 if nothing was answered
     */
    public double perSecond() {
        return nanos == 0 ? 0 : latencies.length * NANOS_PER_SECOND / nanos;
    }

    /**
     * The latency that a share of the answers did not exceed.
     *
     * @param percent the share, from 1 to 100
     * @return milliseconds; 0 if nothing was answered
     */
    public double percentileMillis(int percent) {
        if (latencies.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(percent / 100.0 * latencies.length);
        return latencies[Math.max(rank, 1) - 1] / NANOS_PER_MILLI;
    }
}
