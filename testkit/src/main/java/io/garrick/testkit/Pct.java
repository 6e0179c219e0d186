package io.garrick.testkit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi, Nagarakatte 2010): everybody has a random priority, the highest runs until it has nothing to do,
 * and at {@code depth - 1} random moments whoever is to run falls below all others. A bug that needs so many ordering constraints among n
 * sources and k events is found with a probability of 1/(n·k^(depth-1)) at least.
 *
 * <p>What differs from the paper: timers are no thread; they overtake now and then, as in a random walk. After k events all goes on as a random walk, since an actor of high
 * priority that waits for another by telling itself would wait for ever.
 */
final class Pct implements Strategy {

    /** Highest first; who came first among equals. */
    private static final Comparator<Source> ORDER =
            Comparator.<Source>comparingLong(source -> -source.priority).thenComparingLong(Source::number);

    private final SeededRandom random;

    /** The events at which somebody falls; the n-th of them to priority n, wherever it stands in time. */
    private final long[] changes;

    private final int events;

    /** Who waits once the events are over. */
    private final RandomWalk rest;

    private final PriorityQueue<Source> waiting = new PriorityQueue<>(ORDER);
    private long taken;

    Pct(SeededRandom random, int depth, int events) {
        this.random = random;
        this.events = events;
        this.rest = new RandomWalk(random);
        this.changes = new long[depth - 1];
        Arrays.setAll(changes, at -> 1L + random.below(events));
    }

    @Override
    public void add(Source source) {
        if (taken >= events) {
            rest.add(source);
            return;
        }
        if (source.priority == 0) {
            source.priority = changes.length + 1L + (random.nextLong() >>> 2);
        }
        waiting.add(source);
    }

    @Override
    public Source take(@Nullable Source last, Source oldest) {
        if (taken >= events) {
            while (!waiting.isEmpty()) {
                rest.add(waiting.remove());
            }
            return rest.take(last, oldest);
        }
        taken++;
        for (int at = 0; at < changes.length; at++) {
            if (changes[at] == taken) {
                Source falls = waiting.remove();
                falls.priority = at + 1L;
                waiting.add(falls);
            }
        }
        return waiting.remove();
    }

    @Override
    public boolean leaps() {
        return random.below(RandomWalk.LEAP_ONE_IN) == 0;
    }
}
