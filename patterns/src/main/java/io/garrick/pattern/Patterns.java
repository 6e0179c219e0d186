package io.garrick.pattern;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSelection;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Scheduler;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Between actors and stages. All methods may be called from any thread. */
public final class Patterns {

    private Patterns() {}

    /**
     * Sends a message and gives its answer as a stage. Creates no actor and no name that others could guess: the sender that the asked actor sees is
     * the stage itself.
     *
     * <p>Dependents that are registered before the answer comes run on the default dispatcher of the actor's system, never inside the handler that
     * answers; one that is registered later runs at once in the registering thread. An answer of {@link io.garrick.actor.Status.Failure}
     * fails the stage with its cause. The stage fails with {@link AskTimeoutException} when no answer has come in time, and at once when
     * the actor is known to have ended, and when the system ends; an answer that comes later is a dead letter ({@code EXPIRED}).
     *
     * <p>What is built by static methods ({@code CompletableFuture.allOf(...)}), or begins with a future of the JDK's own ({@code future.thenCompose(value ->
     * ask(...))}), is the JDK's and runs its dependents in the thread that completes it, which may be the handler that answers: use {@code thenApplyAsync} with
     * a dispatcher there.
     *
     * @param actor whom to ask
     * @param message what to ask
     * @param timeout how long to wait; positive
     * @return the answer
     * @throws IllegalArgumentException when the time-out is zero or negative
     * @throws io.garrick.actor.InvalidMessageException when the message is null
     */
    public static CompletionStage<Object> ask(ActorRef actor, Object message, Duration timeout) {
        return new AskFuture(actor, timeout).send(message);
    }

    /**
     * As {@link #ask(ActorRef, Object, Duration)}, for protocols whose messages carry the ref to answer to.
     *
     * @param actor whom to ask
     * @param messageFactory makes the message, given where to answer
     * @param timeout how long to wait; positive
     * @return the answer
     * @throws IllegalArgumentException when the time-out is zero or negative
     */
    public static CompletionStage<Object> askWithReplyTo(
            ActorRef actor, Function<ActorRef, Object> messageFactory, Duration timeout) {
        Objects.requireNonNull(messageFactory, "messageFactory");
        return new AskFuture(actor, timeout).sendMade(messageFactory);
    }

    /**
     * As {@link #ask(ActorRef, Object, Duration)}, for whoever a selection means now; the first answer counts, others are dead letters ({@code
     * EXPIRED}). Where nobody is, the question is a dead letter and the stage fails at once.
     *
     * @param selection whom to ask
     * @param message what to ask
     * @param timeout how long to wait; positive
     * @return the answer
     * @throws IllegalArgumentException when the time-out is zero or negative
     * @throws io.garrick.actor.InvalidMessageException when the message is null
     */
    public static CompletionStage<Object> ask(ActorSelection selection, Object message, Duration timeout) {
        return new SelectionAskFuture(selection, timeout).send(message);
    }

    /**
     * As {@link #ask(ActorSelection, Object, Duration)}, for protocols whose messages carry the ref to answer to.
     *
     * @param selection whom to ask
     * @param messageFactory makes the message, given where to answer
     * @param timeout how long to wait; positive
     * @return the answer
     * @throws IllegalArgumentException when the time-out is zero or negative
     */
    public static CompletionStage<Object> askWithReplyTo(
            ActorSelection selection, Function<ActorRef, Object> messageFactory, Duration timeout) {
        Objects.requireNonNull(messageFactory, "messageFactory");
        return new SelectionAskFuture(selection, timeout).sendMade(messageFactory);
    }

    /**
     * Sends the result of a stage to an actor, so that the actor meets it as one message among others and not in a callback on another thread.
     *
     * @param stage what will have a result
     * @param executor where to send from, usually {@code getContext().getDispatcher()}; where it refuses, the thread that completes the stage sends
     * @param <T> what the stage gives
     * @return where to name the receiver
     */
    public static <T> PipeToSupport<T> pipe(CompletionStage<T> stage, Executor executor) {
        return new PipeToSupport<>(stage, executor);
    }

    /**
     * Asks for a stage after a while.
     *
     * @param delay how long from now
     * @param system whose scheduler counts and whose default dispatcher calls
     * @param callable what to call then
     * @param <T> what the stage gives
     * @return completes as the stage that was called for does, or with what the call threw; never, when the system ends before
     * @throws IllegalStateException when the system has terminated
     */
    public static <T> CompletionStage<T> after(
            Duration delay, ActorSystem system, Callable<? extends CompletionStage<T>> callable) {
        return after(delay, system.scheduler(), system.dispatcher(), callable);
    }

    /**
     * Asks for a stage after a while.
     *
     * @param delay how long from now
     * @param scheduler what counts
     * @param executor what calls; dependents of the result that are registered without an executor run there too
     * @param callable what to call then
     * @param <T> what the stage gives
     * @return completes as the stage that was called for does, or with what the call threw, or as the executor refused it; never, when the system ends
     *     before
     * @throws IllegalStateException when the system has terminated
     */
    public static <T> CompletionStage<T> after(
            Duration delay, Scheduler scheduler, Executor executor, Callable<? extends CompletionStage<T>> callable) {
        return DelayedCall.start(delay, scheduler, executor, callable);
    }

    /**
     * Stops an actor after everything that is queued before this call, and waits for its end: when the stage completes, its name is free.
     *
     * @param actor whom to stop
     * @param timeout how long to wait; positive
     * @return {@code true} when it has ended; fails with {@link AskTimeoutException} when it has not in time
     * @throws IllegalArgumentException when the time-out is zero or negative
     */
    public static CompletionStage<Boolean> gracefulStop(ActorRef actor, Duration timeout) {
        return gracefulStop(actor, timeout, PoisonPill.getInstance());
    }

    /**
     * As {@link #gracefulStop(ActorRef, Duration)}, for actors that want to tidy up first.
     *
     * @param actor whom to stop
     * @param timeout how long to wait; positive
     * @param stopMessage what makes the actor stop itself
     * @return {@code true} when it has ended; fails with {@link AskTimeoutException} when it has not in time
     * @throws IllegalArgumentException when the time-out is zero or negative
     */
    public static CompletionStage<Boolean> gracefulStop(ActorRef actor, Duration timeout, Object stopMessage) {
        return StopFuture.stop(actor, timeout, stopMessage);
    }
}
