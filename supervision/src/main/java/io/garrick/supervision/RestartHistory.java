package io.garrick.supervision;

/** What a supervisor remembers of one child, from the first restart or stop that the child is told. */
final class RestartHistory {

    /** Restarts counted against the budget since the window opened; 0 means that no window is open. */
    int restarts;

    /** When the window opened; means nothing while {@link #restarts} is 0. */
    long windowStartNanos;

    /** The number of the last restart that the child was told. */
    long generation;

    /** Whether a stop was ordered: then no command follows. */
    boolean stopped;
}
