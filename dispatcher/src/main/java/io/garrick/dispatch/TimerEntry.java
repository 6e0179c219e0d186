package io.garrick.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * Something that a {@link TimerWheel} can hold without allocating: the entry carries the wheel's links itself. An interface, so
 * that an object with another superclass (an ask's future) can be an entry; everything else extends {@code TimerTask}.
 *
 * <p>The accessors for links and deadline belong to the wheel: implement them as plain fields and never call them. An entry may be
 * in one wheel at a time, and may be scheduled again only after it has fired.
 */
public interface TimerEntry {

    /** Called once when due, on the wheel's thread; must not block and must not throw. Not called after {@link #isObsolete()} was seen true. */
    void expire();

    /**
     * Called once instead of {@link #expire()}, on the wheel's thread, when the wheel is closed before the entry was due: for those whom somebody waits
     * for. By default nothing; must not block and must not throw.
     */
    default void abandon() {}

    /**
     * Whether the entry need not fire any more. Any thread; once true it stays true while the entry is in the wheel.
     *
     * @return whether the wheel may drop the entry
     */
    boolean isObsolete();

    /**
     * Wheel only.
     *
     * @return due time, in the wheel's nanoseconds
     */
    long deadlineNanos();

    /**
     * Wheel only.
     *
     * @param nanos due time, in the wheel's nanoseconds
     */
    void deadlineNanos(long nanos);

    /**
     * Wheel only.
     *
     * @return the next entry of the same list
     */
    @Nullable
    TimerEntry nextEntry();

    /**
     * Wheel only.
     *
     * @param next the next entry of the same list
     */
    void nextEntry(@Nullable TimerEntry next);
}
