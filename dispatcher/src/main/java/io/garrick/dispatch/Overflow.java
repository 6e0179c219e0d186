package io.garrick.dispatch;

import java.time.Duration;
import java.util.Objects;

/**
 * What a bounded mailbox does with a message when it is full. Whatever is lost is reported to the mailbox, which makes a dead letter of it.
 *
 * @param policy who has to give way
 * @param patience how long the sender waits for room, for {@link Policy#BLOCK} only; zero to 292 years
 */
public record Overflow(Policy policy, Duration patience) {

    /** Who has to give way. */
    public enum Policy {
        /** The message that comes is lost. */
        DROP_NEWEST,
        /** The message that has waited longest is lost. */
        DROP_OLDEST,
        /**
         * The sender waits for room; when there is none in time, its message is lost. Where the sender must not wait (shared workers, timer and network threads, the
         * mailbox's own runner) it is lost at once.
         */
        BLOCK,
        /** The message that comes is refused, and its sender is told by an exception. */
        FAIL
    }

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    /**
     * Checks the parts.
     *
     * @param policy see {@link #policy()}
     * @param patience see {@link #patience()}
     * @throws IllegalArgumentException when the patience is out of range
     */
    public Overflow {
        Objects.requireNonNull(policy, "policy");
        if (patience.isNegative() || patience.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("patience is out of range: policy=" + policy + " patience=" + patience);
        }
    }

    /**
     * The message that comes is lost.
     *
     * @return the policy
     */
    public static Overflow dropNewest() {
        return new Overflow(Policy.DROP_NEWEST, Duration.ZERO);
    }

    /**
     * The message that has waited longest is lost.
     *
     * @return the policy
     */
    public static Overflow dropOldest() {
        return new Overflow(Policy.DROP_OLDEST, Duration.ZERO);
    }

    /**
     * The sender waits for room where it may.
     *
     * @param patience how long at most; zero to 292 years
     * @return the policy
     */
    public static Overflow block(Duration patience) {
        return new Overflow(Policy.BLOCK, patience);
    }

    /**
     * The message that comes is refused by an exception at the sender.
     *
     * @return the policy
     */
    public static Overflow fail() {
        return new Overflow(Policy.FAIL, Duration.ZERO);
    }
}
