package io.garrick.pattern;

import io.garrick.actor.Props;
import java.time.Duration;

/**
 * How a {@link BackoffSupervisor} treats its child. After the k-th end in a row, k from 0, the child is started again after min(max, min·2^k)·(1+randomFactor·r), r from the
 * system's randomness and less than 1: for 3 and 30 seconds after 3, 6, 12, 24, 30, 30 seconds.
 *
 * <table>
 * <caption>What a directive of the strategy means</caption>
 * <tr><th></th><th>{@link #onFailure}</th><th>{@link #onStop}</th></tr>
 * <tr><td>restart</td><td>the child is stopped, and started again after the delay</td><td>the child is restarted at once, without delay</td></tr>
 * <tr><td>stop</td><td>the child is stopped, and the supervisor with it</td><td>the child is stopped, and started again after the delay</td></tr>
 * <tr><td>resume, escalate</td><td colspan="2">as anywhere</td></tr>
 * <tr><th>the child stops itself</th><td>the supervisor stops, too</td><td>the child is started again after the delay</td></tr>
 * </table>
 *
 * <p>The child that comes back is another actor with another ref and an empty mailbox; its path is the same.
 */
public final class BackoffOpts {

    private BackoffOpts() {}

    /**
     * For a child that may stop for good, and comes back later when it has failed.
     *
     * @param childProps how to make the child
     * @param childName its name below the supervisor
     * @param minBackoff the first delay; positive
     * @param maxBackoff where doubling ends; not less than {@code minBackoff}
     * @param randomFactor how much of the delay is added at most, by chance: 0 to 1
     * @return the options
     * @throws IllegalArgumentException when a number is out of its range
     */
    public static BackoffOnFailureOptions onFailure(
            Props childProps, String childName, Duration minBackoff, Duration maxBackoff, double randomFactor) {
        return new BackoffOnFailureOptions(BackoffSettings.of(
                childProps, childName, BackoffDelay.of(minBackoff, maxBackoff, randomFactor), false));
    }

    /**
     * For a child that stops when it cannot go on, and comes back later whenever it has stopped.
     *
     * @param childProps how to make the child
     * @param childName its name below the supervisor
     * @param minBackoff the first delay; positive
     * @param maxBackoff where doubling ends; not less than {@code minBackoff}
     * @param randomFactor how much of the delay is added at most, by chance: 0 to 1
     * @return the options
     * @throws IllegalArgumentException when a number is out of its range
     */
    public static BackoffOnStopOptions onStop(
            Props childProps, String childName, Duration minBackoff, Duration maxBackoff, double randomFactor) {
        return new BackoffOnStopOptions(
                BackoffSettings.of(childProps, childName, BackoffDelay.of(minBackoff, maxBackoff, randomFactor), true));
    }
}
