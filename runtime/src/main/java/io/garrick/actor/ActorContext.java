package io.garrick.actor;

import io.garrick.actor.AbstractActor.Receive;
import io.garrick.dispatch.Dispatcher;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an actor knows of its surroundings and may do to them.
 *
 * <p>Thread contract (promise M15): {@link #self()}, {@link #system()}, {@link #props()}, {@link #parent()} and {@link #dispatcher()}
 * may be called from any thread at any time. Everything else belongs to the thread that runs the actor now, and throws {@link
 * IllegalStateException} elsewhere, for example in a callback of a future: keep {@code sender()} in a local variable before the callback, and
 * send yourself a message from it.
 */
public interface ActorContext extends ActorRefFactory {

    /**
     * This actor's ref. Any thread.
     *
     * @return the ref
     */
    ActorRef getSelf();

    /**
     * This actor's ref. Any thread.
     *
     * @return the ref
     */
    default ActorRef self() {
        return getSelf();
    }

    /**
     * Who sent the message that is being handled; inside a supervisor's decider the failed child.
     *
     * @return the sender, or the dead-letter ref when there is none; never null
     */
    ActorRef getSender();

    /**
     * Who sent the message that is being handled.
     *
     * @return as {@link #getSender()}
     */
    default ActorRef sender() {
        return getSender();
    }

    /**
     * The system that the actor lives in. Any thread.
     *
     * @return the system
     */
    ActorSystem getSystem();

    /**
     * The system that the actor lives in. Any thread.
     *
     * @return the system
     */
    default ActorSystem system() {
        return getSystem();
    }

    /**
     * The props that the actor was made from. Any thread.
     *
     * @return the props
     */
    Props props();

    /**
     * The props that the actor was made from. Any thread.
     *
     * @return as {@link #props()}
     */
    default Props getProps() {
        return props();
    }

    /**
     * The supervisor. Any thread.
     *
     * @return the ref of the parent
     */
    ActorRef getParent();

    /**
     * The supervisor. Any thread.
     *
     * @return the ref of the parent
     */
    default ActorRef parent() {
        return getParent();
    }

    /**
     * Where the actor runs. Any thread.
     *
     * @return the dispatcher, also an {@link java.util.concurrent.Executor}
     */
    Dispatcher getDispatcher();

    /**
     * Where the actor runs. Any thread.
     *
     * @return the dispatcher, also an {@link java.util.concurrent.Executor}
     */
    default Dispatcher dispatcher() {
        return getDispatcher();
    }

    /**
     * The children, in order of start, those that are stopping included.
     *
     * @return a snapshot
     */
    Iterable<ActorRef> getChildren();

    /**
     * A child by name.
     *
     * @param name a child's name
     * @return the child, or {@code null} when there is none of that name
     * @deprecated use {@link #findChild}
     */
    @Deprecated
    @Nullable
    default ActorRef getChild(String name) {
        return findChild(name).orElse(null);
    }

    /**
     * A child by name.
     *
     * @param name a child's name
     * @return the child, if there is one of that name
     */
    Optional<ActorRef> findChild(String name);

    /**
     * Asks for a {@link Terminated} when another actor has ended: exactly one, also if it has ended already (promise W01).
     *
     * @param subject whom to watch
     * @return {@code subject}
     * @throws IllegalStateException when it is watched already with {@link #watchWith another message}
     */
    ActorRef watch(ActorRef subject);

    /**
     * As {@link #watch}, with a message of one's own in place of {@link Terminated}.
     *
     * @param subject whom to watch
     * @param message what to receive when it has ended
     * @return {@code subject}
     * @throws IllegalStateException when it is watched already, with {@link Terminated} or another message
     */
    ActorRef watchWith(ActorRef subject, Object message);

    /**
     * Takes a watch back: no notice will be handled, even if it is queued already.
     *
     * @param subject whom not to watch any more
     * @return {@code subject}
     */
    ActorRef unwatch(ActorRef subject);

    /**
     * Replaces the top of the behaviour stack.
     *
     * @param behavior what handles the next messages
     */
    default void become(Receive behavior) {
        become(behavior, true);
    }

    /**
     * Changes the behaviour for the messages that follow. A restart returns to {@link AbstractActor#createReceive}.
     *
     * @param behavior what handles the next messages
     * @param discardOld whether to replace the top of the stack; otherwise the new behaviour goes on top of it
     */
    void become(Receive behavior, boolean discardOld);

    /** Returns to the behaviour below the top of the stack; at the bottom, to that of {@link AbstractActor#createReceive}. */
    void unbecome();

    /**
     * Asks for a {@link ReceiveTimeout} whenever no message has come for a while (messages marked {@link
     * NotInfluenceReceiveTimeout} do not count); repeats until cancelled (promise T03).
     *
     * @param timeout how long without a message; positive
     * @throws IllegalArgumentException when zero or negative
     */
    void setReceiveTimeout(Duration timeout);

    /** Ends what {@link #setReceiveTimeout} began. */
    void cancelReceiveTimeout();

    /**
     * The receive timeout.
     *
     * @return the timeout, if one is set
     */
    Optional<Duration> getReceiveTimeout();
}
