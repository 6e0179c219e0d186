package io.garrick.testkit;

/**
 * How a rehearsal draws its choices from the seed. Immutable; any thread.
 *
 * <p>A {@linkplain #randomWalk() random walk} switches all the time and is best where many things have to go wrong by little. {@linkplain #pct PCT} lets everybody
 * run on, but for a few moments, and finds bugs that need one or two of those to be just so among thousands of events.
 */
public final class Exploration {

    private static final int EXPECTED_EVENTS = 1_000;
    private static final Exploration RANDOM_WALK = new Exploration(0, 0);

    /** 0 for a random walk. */
    private final int depth;

    private final int events;

    private Exploration(int depth, int events) {
        this.depth = depth;
        this.events = events;
    }

    /**
     * Any that could run is as likely to be the next as any other.
     *
     * @return always the same object
     */
    public static Exploration randomWalk() {
        return RANDOM_WALK;
    }

    /**
     * Probabilistic concurrency testing for runs of about 1,000 events.
     *
     * @param depth as for {@link #pct(int, int)}
     * @return such an exploration
     */
    public static Exploration pct(int depth) {
        return pct(depth, EXPECTED_EVENTS);
    }

    /**
     * Probabilistic concurrency testing (Burckhardt et al. 2010): actors and tasks have random priorities, the highest runs as long as it can, and at {@code depth - 1}
     * moments whoever is to run falls below all others.
     *
     * @param depth how many choices have to be right for the bug; 1 for an order of two, 2 or 3 for most others
     * @param expectedEvents how long a run is, roughly: the moments are drawn over so many events; a longer run goes on as a random walk
     * @return such an exploration
     * @throws IllegalArgumentException when either is not positive
     */
    public static Exploration pct(int depth, int expectedEvents) {
        if (depth < 1 || expectedEvents < 1) {
            throw new IllegalArgumentException(
                    "depth and events must be positive: depth=" + depth + " events=" + expectedEvents);
        }
        return new Exploration(depth, expectedEvents);
    }

    Strategy strategy(SeededRandom random) {
        return depth == 0 ? new RandomWalk(random) : new Pct(random, depth, events);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Exploration
                && ((Exploration) other).depth == depth
                && ((Exploration) other).events == events;
    }

    @Override
    public int hashCode() {
        return 31 * depth + events;
    }

    /** As it is written in Java. */
    @Override
    public String toString() {
        return depth == 0 ? "Exploration.randomWalk()" : "Exploration.pct(" + depth + ", " + events + ")";
    }
}
