package io.garrick.samples.flight.customers;

import io.garrick.dispatch.Clock;
import io.garrick.samples.flight.domain.BookingRequest;
import io.garrick.samples.flight.saga.Outcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** Counts what becomes of this run's bookings. Safe for any thread. */
public final class Tally {

    private final Clock clock;
    private final Set<String> booked = new HashSet<>();
    private final Map<String, Long> declined = new TreeMap<>();
    private final Map<String, BookingRequest> unsettled = new LinkedHashMap<>();
    private final LongStream.Builder latencies = LongStream.builder();
    private long requested;
    private long open;
    private long firstRequest;
    private long lastAnswer;
    private boolean closed;
    private Totals totals = new Totals(0, 0, Map.of(), 0, new long[0], 0);

    /**
     * Makes an empty tally.
     *
     * @param clock measures latency
     */
    public Tally(Clock clock) {
        this.clock = clock;
    }

    /**
     * Counts a booking that is asked for.
     *
     * @return when, for {@link #ended}
     */
    synchronized long requested(String bookingId, BookingRequest request) {
        unsettled.put(bookingId, request);
        long now = clock.nanoTime();
        firstRequest = requested == 0 ? now : firstRequest;
        requested++;
        open++;
        return now;
    }

    /** Counts how a booking ended. What is neither booked nor declined counts as interrupted in the end. */
    synchronized void ended(String bookingId, Outcome outcome, long since) {
        if (closed) {
            return;
        }
        lastAnswer = clock.nanoTime();
        latencies.add(lastAnswer - since);
        settled(bookingId, outcome);
        answered();
    }

    /** Counts a booking of which nobody could say what became of it. */
    synchronized void lost() {
        answered();
    }

    /**
     * What is neither booked nor declined as far as is known, because it was interrupted or its answer did not come.
     *
     * @return what was wanted, by booking, in the order in which it was asked for
     */
    public synchronized Map<String, BookingRequest> unsettled() {
        return new LinkedHashMap<>(unsettled);
    }

    /**
     * Counts how a booking ended, whether or not anybody was told.
     *
     * @param bookingId the booking
     * @param outcome   how it ended; if interrupted, it stays unsettled
     */
    public synchronized void settled(String bookingId, Outcome outcome) {
        if (closed || outcome.status() == Outcome.Status.INTERRUPTED || unsettled.remove(bookingId) == null) {
            return;
        }
        if (outcome.status() == Outcome.Status.BOOKED) {
            booked.add(bookingId);
        } else {
            declined.merge(outcome.reason(), 1L, Long::sum);
        }
    }

    /** Counts a booking that was booked in this run and then cancelled by its customer, once. */
    synchronized void cancelled(String bookingId, Outcome outcome) {
        if (!closed && outcome.status() == Outcome.Status.CANCELLED && booked.remove(bookingId)) {
            declined.merge(outcome.reason(), 1L, Long::sum);
        }
    }

    /**
     * Waits until every booking that was asked for is answered.
     *
     * @param longest how long to wait
     * @return whether all are answered
     * @throws InterruptedException if the thread is interrupted
     */
    public synchronized boolean awaitAnswers(Duration longest) throws InterruptedException {
        long deadline = clock.nanoTime() + longest.toNanos();
        for (long left = longest.toNanos(); open > 0 && left > 0; left = deadline - clock.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return open == 0;
    }

    /**
     * How many bookings are answered so far.
     *
     * @return the number
     */
    public synchronized long done() {
        return requested - open;
    }

    /**
     * Ends the count: what is still open is interrupted, and answers that come later count for nothing.
     *
     * @return what was counted, the same each time
     */
    public synchronized Totals close() {
        if (!closed) {
            closed = true;
            long[] sorted = latencies.build().toArray();
            Arrays.sort(sorted);
            long refused = declined.values().stream().mapToLong(Long::longValue).sum();
            long interrupted = requested - booked.size() - refused;
            long nanos = sorted.length == 0 ? 0 : lastAnswer - firstRequest;
            totals = new Totals(requested, booked.size(), new TreeMap<>(declined), interrupted, sorted, nanos);
        }
        return totals;
    }

    private void answered() {
        open--;
        notifyAll();
    }
}
