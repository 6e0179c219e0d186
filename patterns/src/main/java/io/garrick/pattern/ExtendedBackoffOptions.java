package io.garrick.pattern;

import io.garrick.actor.ActorRef;
import io.garrick.supervision.OneForOneStrategy;
import java.time.Duration;
import java.util.Objects;

/**
 * What the options of all back-off supervisors have in common. Immutable: each method gives a copy.
 *
 * @param <T> the kind of options
 */
public abstract sealed class ExtendedBackoffOptions<T extends ExtendedBackoffOptions<T>>
        permits BackoffOnFailureOptions, BackoffOnStopOptions {

    final BackoffSettings settings;

    ExtendedBackoffOptions(BackoffSettings settings) {
        this.settings = settings;
    }

    abstract T with(BackoffSettings other);

    /**
     * The delays begin anew when a child has lived for this long. Without this, or {@link #withManualReset}, {@code minBackoff} is long enough.
     *
     * @param resetBackoff how long; from {@code minBackoff} to {@code maxBackoff}
     * @return a copy
     * @throws IllegalArgumentException when it is out of its range
     */
    public final T withAutoReset(Duration resetBackoff) {
        Duration least = Duration.ofNanos(settings.delay().minNanos());
        Duration most = Duration.ofNanos(settings.delay().maxNanos());
        if (resetBackoff.compareTo(least) < 0 || resetBackoff.compareTo(most) > 0) {
            throw new IllegalArgumentException("resetBackoff must be from minBackoff to maxBackoff: resetBackoff="
                    + resetBackoff + " minBackoff=" + least + " maxBackoff=" + most);
        }
        return with(settings.withResetAfter(resetBackoff));
    }

    /**
     * The delays begin anew when the supervisor is told {@link BackoffSupervisor#reset()}, usually by its child, and not by themselves.
     *
     * @return a copy
     */
    public final T withManualReset() {
        return with(settings.withResetAfter(null));
    }

    /**
     * What is done about a failure of the child. Replaces what {@link #withMaxNrOfRetries} has set. Without this, the default decider, without a limit.
     *
     * @param supervisorStrategy the rules; see {@link BackoffOpts} for what they mean here. Its number of restarts is that of
     *     {@link #withMaxNrOfRetries}; with a window, the count also begins anew when the window is over, which begins with the first restart
     * @return a copy
     */
    public final T withSupervisorStrategy(OneForOneStrategy supervisorStrategy) {
        return with(settings.withStrategy(supervisorStrategy));
    }

    /**
     * After so many restarts without a reset the next end of the child is the supervisor's, too.
     *
     * @param maxNrOfRetries how many; negative for no limit
     * @return a copy
     */
    public final T withMaxNrOfRetries(int maxNrOfRetries) {
        return with(settings.withMaxRestarts(Math.max(-1, maxNrOfRetries)));
    }

    /**
     * While there is no child, every message is answered so. Without this such a message is a dead letter.
     *
     * @param replyWhileStopped the answer
     * @return a copy
     */
    public final T withReplyWhileStopped(Object replyWhileStopped) {
        return with(settings.withWhileStopped(Objects.requireNonNull(replyWhileStopped, "replyWhileStopped"), null));
    }

    /**
     * While there is no child, messages are forwarded to somebody else. Without this such a message is a dead letter.
     *
     * @param handler who gets them
     * @return a copy
     */
    public final T withHandlerWhileStopped(ActorRef handler) {
        return with(settings.withWhileStopped(null, Objects.requireNonNull(handler, "handler")));
    }
}
