package io.garrick.testkit;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.actor.spi.StandIn;
import io.garrick.actor.spi.SystemServices;
import io.garrick.actor.spi.SystemServices.ActorVisit;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * An actor that a test can look into: a ref with the instance behind it. The actor runs on the {@link CallingThreadDispatcher}, unless its props name another
 * dispatcher: when {@code tell} has returned the message has been handled, and what it changed can be asked of {@link #underlyingActor()}.
 *
 * <pre>{@code
 * TestActorRef<Counter> counter = TestActorRef.create(system, Counter.props(), "counter");
 * counter.tell(new Add(2), ActorRef.noSender());
 * assertEquals(2, counter.underlyingActor().total());
 * assertThrows(IllegalArgumentException.class, () -> counter.receive(new Add(-1)));
 * }</pre>
 *
 * <p>It equals the actor's own ref, {@code getSelf()}, but is another object: compare with {@code equals}, not with {@code ==}. Wherever a ref is expected it will do.
 * All methods may be called by any thread; see {@link #underlyingActor()} for what the instance allows.
 *
 * <p>A failure on {@code tell} goes to the supervisor, {@code /user} by default, which decides on a thread of its own; with another test actor as supervisor that happens
 * before {@code tell} returns. The idea: Akka's class of this name.
 *
 * @param <T> the actor's class
 */
public final class TestActorRef<T extends AbstractActor> implements StandIn {

    private final ActorRef actual;
    private final ActorSystem system;

    private TestActorRef(ActorSystem system, ActorRef actual) {
        this.system = system;
        this.actual = actual;
    }

    /**
     * Creates a top-level actor.
     *
     * @param <T> the actor's class
     * @param system where it lives
     * @param props how to make it
     * @return its ref
     */
    public static <T extends AbstractActor> TestActorRef<T> create(ActorSystem system, Props props) {
        return new TestActorRef<>(system, system.actorOf(onCallingThread(system, props)));
    }

    /**
     * Creates a top-level actor.
     *
     * @param <T> the actor's class
     * @param system where it lives
     * @param props how to make it
     * @param name its name
     * @return its ref
     */
    public static <T extends AbstractActor> TestActorRef<T> create(ActorSystem system, Props props, String name) {
        return new TestActorRef<>(system, system.actorOf(onCallingThread(system, props), name));
    }

    /**
     * Creates a child of another actor, which is to supervise it.
     *
     * @param <T> the actor's class
     * @param system where it lives
     * @param props how to make it
     * @param supervisor the parent, an actor of this system; it creates the child between two messages of its own
     * @return its ref
     */
    public static <T extends AbstractActor> TestActorRef<T> create(
            ActorSystem system, Props props, ActorRef supervisor) {
        Props own = onCallingThread(system, props);
        return new TestActorRef<>(
                system,
                visit(
                        system,
                        supervisor,
                        inside -> inside.instance().getContext().actorOf(own)));
    }

    /**
     * Creates a child of another actor, which is to supervise it.
     *
     * @param <T> the actor's class
     * @param system where it lives
     * @param props how to make it
     * @param supervisor the parent, an actor of this system; it creates the child between two messages of its own
     * @param name its name
     * @return its ref
     */
    public static <T extends AbstractActor> TestActorRef<T> create(
            ActorSystem system, Props props, ActorRef supervisor, String name) {
        Props own = onCallingThread(system, props);
        return new TestActorRef<>(
                system,
                visit(
                        system,
                        supervisor,
                        inside -> inside.instance().getContext().actorOf(own, name)));
    }

    private static Props onCallingThread(ActorSystem system, Props props) {
        TestSystem.of(system);
        return props.dispatcher().isEmpty() ? props.withDispatcher(CallingThreadDispatcher.ID) : props;
    }

    // ---------------------------------------------------------------- inside

    /**
     * The instance behind the ref; after a restart another one. From now on the calling thread counts as the one that runs the actor while nobody does (M15): its methods may
     * be called, and may use the context, but for the stash. No other thread should tell the actor anything meanwhile.
     *
     * @return the current instance
     * @throws IllegalStateException when there is none: the constructor or {@code preStart} has failed, the actor is being restarted, or has ended
     */
    @SuppressWarnings("unchecked") // the caller has said what the props make
    public T underlyingActor() {
        Thread caller = Thread.currentThread();
        return (T) visit(system, actual, inside -> {
            inside.lendTo(caller);
            return inside.instance();
        });
    }

    /**
     * Has the actor handle a message without a sender; see {@link #receive(Object, ActorRef)}.
     *
     * @param message what to handle
     */
    public void receive(Object message) {
        receive(message, ActorRef.noSender());
    }

    /**
     * Has the actor handle a message here and now, past its mailbox and also while it is suspended. What the handler throws is thrown here, checked exceptions too, and the
     * supervisor does not hear of it. What the actor tells itself meanwhile has been handled too when this returns.
     *
     * @param message what to handle
     * @param sender whom the actor sees as the sender
     * @throws IllegalStateException when the actor has ended or has no instance
     */
    public void receive(Object message, @Nullable ActorRef sender) {
        visit(system, actual, inside -> {
            inside.receive(message, sender);
            return true;
        });
    }

    private static <R extends @Nullable Object> R visit(ActorSystem system, ActorRef actor, ActorVisit<R> visit) {
        CompletionStage<R> stage = SystemServices.of(system).visit(actor, visit);
        CompletableFuture<R> result = stage.toCompletableFuture();
        TestSystem test = TestSystem.of(system);
        Duration timeout = test.settings().dilated(test.settings().defaultTimeout());
        try {
            if (!test.patience().await(result::isDone, timeout.toNanos(), 1_000)) {
                throw new AssertionError("actor is running on another thread and does not come to it: actor=" + actor
                        + " waited=" + timeout);
            }
            return result.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("test was interrupted while it waited for the actor: actor=" + actor, e);
        } catch (CompletionException failed) {
            throw TestActorRef.<RuntimeException>asItIs(failed.getCause() == null ? failed : failed.getCause());
        }
    }

    /** Lets the compiler believe that a checked exception is none: tests want to see the very one. */
    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X asItIs(Throwable thrown) throws X {
        throw (X) thrown;
    }

    // ---------------------------------------------------------------- the actor

    /** Stops the actor, as {@link ActorSystem#stop} does. */
    public void stop() {
        system.stop(actual);
    }

    /**
     * Lets this actor watch another one, as if it had called its context.
     *
     * @param subject whom to watch
     * @return the same ref
     */
    public ActorRef watch(ActorRef subject) {
        return visit(system, actual, inside -> inside.instance().getContext().watch(subject));
    }

    /**
     * Takes back {@link #watch}.
     *
     * @param subject who was watched
     * @return the same ref
     */
    public ActorRef unwatch(ActorRef subject) {
        return visit(system, actual, inside -> inside.instance().getContext().unwatch(subject));
    }

    @Override
    public ActorRef actual() {
        return actual;
    }

    @Override
    public ActorSystem system() {
        return system;
    }

    @Override
    public void tell(Object message, @Nullable ActorRef sender) {
        actual.tell(message, sender);
    }

    @Override
    public ActorPath path() {
        return actual.path();
    }

    @Override
    @Deprecated
    public boolean isTerminated() {
        return actual.isTerminated();
    }

    @Override
    public int hashCode() {
        return actual.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ActorRef && StandIn.actual((ActorRef) other) == actual;
    }

    @Override
    public String toString() {
        return actual.toString();
    }
}
