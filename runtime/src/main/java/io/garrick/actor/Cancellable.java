package io.garrick.actor;

/** Something that will happen unless it is cancelled in time. Any thread. */
public interface Cancellable {

    /**
     * Keeps it from happening (again). What has begun is not interrupted.
     *
     * @return {@code true} exactly once: for the call that made the difference; {@code false} when it has been cancelled, has happened for the last time, or
     *     has ended by itself
     */
    boolean cancel();

    /**
     * Whether it has been cancelled.
     *
     * @return {@code true} after {@link #cancel()} has returned {@code true}
     */
    boolean isCancelled();
}
