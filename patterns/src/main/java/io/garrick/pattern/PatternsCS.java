package io.garrick.pattern;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSelection;
import io.garrick.actor.Scheduler;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * {@link Patterns} under the name that it had while those of Akka gave Scala futures. Each method is the one of {@link Patterns} with a {@link Duration}.
 *
 * @deprecated use {@link Patterns}
 */
@Deprecated
public final class PatternsCS {

    private PatternsCS() {}

    /**
     * Sends a message and gives its answer as a stage.
     *
     * @param actor whom to ask
     * @param message what to ask
     * @param timeout how long to wait; positive
     * @return the answer
     */
    public static CompletionStage<Object> ask(ActorRef actor, Object message, Duration timeout) {
        return Patterns.ask(actor, message, timeout);
    }

    /**
     * As {@link Patterns#askWithReplyTo(ActorRef, Function, Duration)}.
     *
     * @param actor whom to ask
     * @param messageFactory makes the message, given where to answer
     * @param timeout how long to wait; positive
     * @return the answer
     */
    public static CompletionStage<Object> askWithReplyTo(
            ActorRef actor, Function<ActorRef, Object> messageFactory, Duration timeout) {
        return Patterns.askWithReplyTo(actor, messageFactory, timeout);
    }

    /**
     * Sends a message and gives its answer as a stage.
     *
     * @param actor whom to ask
     * @param message what to ask
     * @param timeout how long to wait; positive
     * @return the answer
     */
    public static CompletionStage<Object> ask(ActorRef actor, Object message, Timeout timeout) {
        return Patterns.ask(actor, message, timeout.duration());
    }

    /**
     * As {@link Patterns#askWithReplyTo(ActorRef, Function, Duration)}.
     *
     * @param actor whom to ask
     * @param messageFactory makes the message, given where to answer
     * @param timeout how long to wait; positive
     * @return the answer
     */
    public static CompletionStage<Object> askWithReplyTo(
            ActorRef actor, Function<ActorRef, Object> messageFactory, Timeout timeout) {
        return Patterns.askWithReplyTo(actor, messageFactory, timeout.duration());
    }

    /**
     * Sends a message and gives its answer as a stage.
     *
     * @param actor whom to ask
     * @param message what to ask
     * @param timeoutMillis how long to wait, in milliseconds; positive
     * @return the answer
     */
    public static CompletionStage<Object> ask(ActorRef actor, Object message, long timeoutMillis) {
        return Patterns.ask(actor, message, Duration.ofMillis(timeoutMillis));
    }

    /**
     * As {@link Patterns#askWithReplyTo(ActorRef, Function, Duration)}.
     *
     * @param actor whom to ask
     * @param messageFactory makes the message, given where to answer
     * @param timeoutMillis how long to wait, in milliseconds; positive
     * @return the answer
     */
    public static CompletionStage<Object> askWithReplyTo(
            ActorRef actor, Function<ActorRef, Object> messageFactory, long timeoutMillis) {
        return Patterns.askWithReplyTo(actor, messageFactory, Duration.ofMillis(timeoutMillis));
    }

    /**
     * Sends a message and gives its answer as a stage.
     *
     * @param selection whom to ask
     * @param message what to ask
     * @param timeout how long to wait; positive
     * @return the answer
     */
    public static CompletionStage<Object> ask(ActorSelection selection, Object message, Duration timeout) {
        return Patterns.ask(selection, message, timeout);
    }

    /**
     * As {@link Patterns#askWithReplyTo(ActorSelection, Function, Duration)}.
     *
     * @param selection whom to ask
     * @param messageFactory makes the message, given where to answer
     * @param timeout how long to wait; positive
     * @return the answer
     */
    public static CompletionStage<Object> askWithReplyTo(
            ActorSelection selection, Function<ActorRef, Object> messageFactory, Duration timeout) {
        return Patterns.askWithReplyTo(selection, messageFactory, timeout);
    }

    /**
     * Sends a message and gives its answer as a stage.
     *
     * @param selection whom to ask
     * @param message what to ask
     * @param timeout how long to wait; positive
     * @return the answer
     */
    public static CompletionStage<Object> ask(ActorSelection selection, Object message, Timeout timeout) {
        return Patterns.ask(selection, message, timeout.duration());
    }

    /**
     * As {@link Patterns#askWithReplyTo(ActorSelection, Function, Duration)}.
     *
     * @param selection whom to ask
     * @param messageFactory makes the message, given where to answer
     * @param timeout how long to wait; positive
     * @return the answer
     */
    public static CompletionStage<Object> askWithReplyTo(
            ActorSelection selection, Function<ActorRef, Object> messageFactory, Timeout timeout) {
        return Patterns.askWithReplyTo(selection, messageFactory, timeout.duration());
    }

    /**
     * Sends a message and gives its answer as a stage.
     *
     * @param selection whom to ask
     * @param message what to ask
     * @param timeoutMillis how long to wait, in milliseconds; positive
     * @return the answer
     */
    public static CompletionStage<Object> ask(ActorSelection selection, Object message, long timeoutMillis) {
        return Patterns.ask(selection, message, Duration.ofMillis(timeoutMillis));
    }

    /**
     * As {@link Patterns#askWithReplyTo(ActorSelection, Function, Duration)}.
     *
     * @param selection whom to ask
     * @param messageFactory makes the message, given where to answer
     * @param timeoutMillis how long to wait, in milliseconds; positive
     * @return the answer
     */
    public static CompletionStage<Object> askWithReplyTo(
            ActorSelection selection, Function<ActorRef, Object> messageFactory, long timeoutMillis) {
        return Patterns.askWithReplyTo(selection, messageFactory, Duration.ofMillis(timeoutMillis));
    }

    /**
     * As {@link Patterns#pipe}.
     *
     * @param stage what will have a result
     * @param executor where to send from
     * @param <T> what the stage gives
     * @return where to name the receiver
     */
    public static <T> PipeToSupport<T> pipe(CompletionStage<T> stage, Executor executor) {
        return Patterns.pipe(stage, executor);
    }

    /**
     * As {@link Patterns#gracefulStop(ActorRef, Duration)}.
     *
     * @param actor whom to stop
     * @param timeout how long to wait; positive
     * @return {@code true} when it has ended
     */
    public static CompletionStage<Boolean> gracefulStop(ActorRef actor, Duration timeout) {
        return Patterns.gracefulStop(actor, timeout);
    }

    /**
     * As {@link Patterns#gracefulStop(ActorRef, Duration, Object)}.
     *
     * @param actor whom to stop
     * @param timeout how long to wait; positive
     * @param stopMessage what makes the actor stop itself
     * @return {@code true} when it has ended
     */
    public static CompletionStage<Boolean> gracefulStop(ActorRef actor, Duration timeout, Object stopMessage) {
        return Patterns.gracefulStop(actor, timeout, stopMessage);
    }

    /**
     * As {@link Patterns#after(Duration, Scheduler, Executor, Callable)}.
     *
     * @param delay how long from now
     * @param scheduler what counts
     * @param executor what calls
     * @param callable what to call then
     * @param <T> what the stage gives
     * @return completes as the stage that was called for does
     */
    public static <T> CompletionStage<T> after(
            Duration delay, Scheduler scheduler, Executor executor, Callable<? extends CompletionStage<T>> callable) {
        return Patterns.after(delay, scheduler, executor, callable);
    }
}
