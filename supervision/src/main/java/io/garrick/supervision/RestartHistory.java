package io.garrick.supervision;

import org.jspecify.annotations.Nullable;

/** What a supervisor remembers of one child, from the first order that the child is told; or of a group as a whole. */
final class RestartHistory {

    /** Restarts counted against the budget since the window opened; 0 means that no window is open. */
    int restarts;

    /** When the window opened; means nothing while {@link #restarts} is 0. */
    long windowStartNanos;

    /** The number of the last restart that the child was told. */
    long generation;

    /** Where the child is on its way through orders; changed by {@link Memory} only. */
    Phase phase = Phase.RUNNING;

    /** Made with the first delay. */
    @Nullable
    private Delays delays;

    /** A row of delays. */
    static final class Delays {

        /** How many there were. */
        int count;

        /** When the last one ends, or ended; means nothing while {@link #count} is 0. */
        long lastEndNanos;
    }

    Delays delays() {
        Delays made = delays;
        if (made == null) {
            made = new Delays();
            delays = made;
        }
        return made;
    }
}
