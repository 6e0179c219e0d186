package io.garrick.samples.flight.chaos;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts crashes and restarts by kind of actor. Safe for any thread. */
public final class Casualties {

    /**
     * What one kind of actor went through.
     *
     * @param crashes  how often one of them threw
     * @param restarts how often one of them was restarted
     */
    public record Count(long crashes, long restarts) {}

    private final Map<String, LongAdder> crashes = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> restarts = new ConcurrentSkipListMap<>();

    /**
     * Counts a crash.
     *
     * @param kind of actor
     */
    public void crashed(String kind) {
        crashes.computeIfAbsent(kind, name -> new LongAdder()).increment();
    }

    /**
     * Counts a restart.
     *
     * @param kind of actor
     */
    public void restarted(String kind) {
        restarts.computeIfAbsent(kind, name -> new LongAdder()).increment();
    }

    /**
     * What was counted so far.
     *
     * @return counts by kind, in order of kind
     */
    public Map<String, Count> byKind() {
        Map<String, Count> counts = new TreeMap<>();
        crashes.forEach((kind, count) -> counts.put(kind, new Count(count.sum(), sum(restarts, kind))));
        restarts.forEach((kind, count) -> counts.putIfAbsent(kind, new Count(0, count.sum())));
        return counts;
    }

    /**
     * All crashes so far.
     *
     * @return the sum over all kinds
     */
    public long crashes() {
        return crashes.values().stream().mapToLong(LongAdder::sum).sum();
    }

    private static long sum(Map<String, LongAdder> counts, String kind) {
        LongAdder count = counts.get(kind);
        return count == null ? 0 : count.sum();
    }
}
