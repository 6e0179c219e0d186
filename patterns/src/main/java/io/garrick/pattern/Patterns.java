package io.garrick.pattern;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSelection;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Scheduler;
import io.garrick.actor.spi.SystemServices;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.random.RandomGenerator;

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
     * As {@link #ask(ActorRef, Object, Duration)}, for protocols whose answers are a {@link StatusReply}: a success gives its value, an error fails the stage with the very
     * exception (an {@link StatusReply.ErrorMessage} where it is a text).
     *
     * @param actor whom to ask
     * @param message what to ask
     * @param timeout how long to wait; positive
     * @return the value; fails with {@link IllegalArgumentException} when the answer is no {@link StatusReply}
     * @throws IllegalArgumentException when the time-out is zero or negative
     * @throws io.garrick.actor.InvalidMessageException when the message is null
     */
    public static CompletionStage<Object> askWithStatus(ActorRef actor, Object message, Duration timeout) {
        return new StatusAskFuture(actor, timeout).send(message);
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
     * Asks for a stage, and when it fails for another one at once, until one succeeds or the attempts are used up. The first is asked for in the calling thread, later
     * ones on the executor, one after the other; so what is called must not rely on the state of an actor.
     *
     * <p>An attempt fails when its stage does, and when the call throws. What {@linkplain io.garrick.supervision.SupervisorStrategy#isFatal concerns the whole JVM} is not
     * tried again. When the result is cancelled, the attempt under way is the last.
     *
     * @param attempt what to call
     * @param attempts how often to try again after the first time: 0 or more
     * @param executor what calls again; dependents of the result that are registered without an executor run there too
     * @param <T> what the stage gives
     * @return completes as the first attempt that succeeds does, or fails as the last one did; also when the executor refuses the next, which is suppressed in the failure then
     * @throws IllegalArgumentException when the attempts are negative
     */
    public static <T> CompletionStage<T> retry(
            Callable<? extends CompletionStage<T>> attempt, int attempts, Executor executor) {
        return RetriedCall.start(attempt, attempts, executor);
    }

    /**
     * As {@link #retry(Callable, int, Duration, Scheduler, Executor)}, with the scheduler and the default dispatcher of a system.
     *
     * @param attempt what to call
     * @param attempts how often to try again after the first time: 0 or more
     * @param delay how long to wait from a failure to the next attempt
     * @param system whose scheduler counts and whose default dispatcher calls
     * @param <T> what the stage gives
     * @return completes as the first attempt that succeeds does, or fails as the last one did
     * @throws IllegalArgumentException when the attempts are negative
     */
    public static <T> CompletionStage<T> retry(
            Callable<? extends CompletionStage<T>> attempt, int attempts, Duration delay, ActorSystem system) {
        return retry(attempt, attempts, delay, system.scheduler(), system.dispatcher());
    }

    /**
     * As {@link #retry(Callable, int, Executor)}, with a pause before each retry.
     *
     * @param attempt what to call
     * @param attempts how often to try again after the first time: 0 or more
     * @param delay how long to wait from a failure to the next attempt
     * @param scheduler what counts
     * @param executor what calls again; dependents of the result that are registered without an executor run there too
     * @param <T> what the stage gives
     * @return completes as the first attempt that succeeds does, or fails as the last one did; never, when the system ends in a pause
     * @throws IllegalArgumentException when the attempts are negative
     */
    public static <T> CompletionStage<T> retry(
            Callable<? extends CompletionStage<T>> attempt,
            int attempts,
            Duration delay,
            Scheduler scheduler,
            Executor executor) {
        Objects.requireNonNull(delay, "delay");
        return RetriedCall.start(attempt, attempts, retry -> delay, scheduler, executor);
    }

    /**
     * As {@link #retry(Callable, int, Duration, Duration, double, Scheduler, Executor)}, with the scheduler and the default dispatcher of a system.
     *
     * @param attempt what to call
     * @param attempts how often to try again after the first time: 0 or more
     * @param minBackoff the pause before the first retry; positive
     * @param maxBackoff where doubling ends; not less than {@code minBackoff}
     * @param randomFactor how much of the pause is added at most, by chance: 0 to 1
     * @param system whose scheduler counts and whose default dispatcher calls
     * @param <T> what the stage gives
     * @return completes as the first attempt that succeeds does, or fails as the last one did
     * @throws IllegalArgumentException when a number is out of its range
     */
    public static <T> CompletionStage<T> retry(
            Callable<? extends CompletionStage<T>> attempt,
            int attempts,
            Duration minBackoff,
            Duration maxBackoff,
            double randomFactor,
            ActorSystem system) {
        return retry(attempt, attempts, minBackoff, maxBackoff, randomFactor, system.scheduler(), system.dispatcher());
    }

    /**
     * As {@link #retry(Callable, int, Executor)}, with a pause before each retry that doubles from one to the next: min(max, min·2^k)·(1+randomFactor·r), k from 0, r from the
     * system's randomness and less than 1. In Akka the first pause is already twice the least one.
     *
     * @param attempt what to call
     * @param attempts how often to try again after the first time: 0 or more
     * @param minBackoff the pause before the first retry; positive
     * @param maxBackoff where doubling ends; not less than {@code minBackoff}
     * @param randomFactor how much of the pause is added at most, by chance: 0 to 1
     * @param scheduler what counts: that of a system of this runtime, which gives the random numbers
     * @param executor what calls again; dependents of the result that are registered without an executor run there too
     * @param <T> what the stage gives
     * @return completes as the first attempt that succeeds does, or fails as the last one did; never, when the system ends in a pause
     * @throws IllegalArgumentException when a number is out of its range
     */
    public static <T> CompletionStage<T> retry(
            Callable<? extends CompletionStage<T>> attempt,
            int attempts,
            Duration minBackoff,
            Duration maxBackoff,
            double randomFactor,
            Scheduler scheduler,
            Executor executor) {
        BackoffDelay delay = BackoffDelay.of(minBackoff, maxBackoff, randomFactor);
        RandomGenerator random = SystemServices.of(scheduler).random();
        return RetriedCall.start(attempt, attempts, retry -> delay.nth(retry, random), scheduler, executor);
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
