package io.garrick.pattern;

import io.garrick.actor.ActorRef;
import io.garrick.actor.Props;
import io.garrick.supervision.Decider;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a back-off supervisor goes by. Immutable.
 *
 * @param onStop whether a child that has stopped comes back, and not only one that has failed
 * @param resetAfter how long a child must live for the delays to begin anew; null for by hand
 * @param replyWhileStopped the answer while there is no child, or null
 * @param handlerWhileStopped who gets the messages while there is no child, or null
 * @param isFinalStop which message makes the next end of the child the supervisor's
 */
record BackoffSettings(
        Props childProps,
        String childName,
        BackoffDelay delay,
        boolean onStop,
        @Nullable Duration resetAfter,
        OneForOneStrategy strategy,
        @Nullable Object replyWhileStopped,
        @Nullable ActorRef handlerWhileStopped,
        Predicate<Object> isFinalStop) {

    static BackoffSettings of(Props childProps, String childName, BackoffDelay delay, boolean onStop) {
        return new BackoffSettings(
                Objects.requireNonNull(childProps, "childProps"),
                Objects.requireNonNull(childName, "childName"),
                delay,
                onStop,
                Duration.ofNanos(delay.minNanos()),
                new OneForOneStrategy(SupervisorStrategy.defaultDecider()),
                null,
                null,
                message -> false);
    }

    BackoffSettings withResetAfter(@Nullable Duration duration) {
        return new BackoffSettings(
                childProps,
                childName,
                delay,
                onStop,
                duration,
                strategy,
                replyWhileStopped,
                handlerWhileStopped,
                isFinalStop);
    }

    BackoffSettings withStrategy(OneForOneStrategy other) {
        return new BackoffSettings(
                childProps,
                childName,
                delay,
                onStop,
                resetAfter,
                Objects.requireNonNull(other, "supervisorStrategy"),
                replyWhileStopped,
                handlerWhileStopped,
                isFinalStop);
    }

    BackoffSettings withWhileStopped(@Nullable Object reply, @Nullable ActorRef handler) {
        return new BackoffSettings(
                childProps, childName, delay, onStop, resetAfter, strategy, reply, handler, isFinalStop);
    }

    BackoffSettings withFinalStop(Predicate<Object> predicate) {
        return new BackoffSettings(
                childProps,
                childName,
                delay,
                onStop,
                resetAfter,
                strategy,
                replyWhileStopped,
                handlerWhileStopped,
                Objects.requireNonNull(predicate, "isFinalStopMessage"));
    }

    BackoffSettings withMaxRestarts(int maxRestarts) {
        return withStrategy(copy(maxRestarts, strategy.budget().window(), strategy.decider()));
    }

    /** The same strategy with other numbers, or another decider, as loud as it was. */
    OneForOneStrategy copy(int maxRestarts, Duration window, Decider decider) {
        OneForOneStrategy copy = new OneForOneStrategy(maxRestarts, window, decider);
        for (Directive directive : Directive.values()) {
            copy = copy.withLogLevel(directive, strategy.logLevel(directive));
        }
        return copy;
    }
}
