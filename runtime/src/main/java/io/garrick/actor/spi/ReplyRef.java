package io.garrick.actor.spi;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;

/**
 * A ref without a cell: {@code tell} runs a callback in the thread of whoever sends, so it must not block, and should not throw: a sender does not expect it,
 * and what it throws at the runtime is only logged. It can be a sender, can {@linkplain SystemServices#watch
 * watch} (a {@link io.garrick.actor.Terminated} is then simply told to it) and can be watched. An interface, so that one object can be
 * a future, a ref and a timer entry at once: ask is built on it.
 *
 * <p>Its path is given by {@link SystemServices#tempPath(long)} and is guessable by nobody; implementations derive {@code equals} from
 * identity and {@code hashCode} from the uid of that path.
 */
public interface ReplyRef extends ActorRef {

    /**
     * The system that the ref belongs to.
     *
     * @return the system given at construction
     */
    ActorSystem system();

    /**
     * Someone wants to know when this ref has served its purpose. Any thread. By default it counts as ended now.
     *
     * @param watcher whom to tell, through {@link SystemServices#terminated}
     */
    default void addWatcher(ActorRef watcher) {
        SystemServices.of(this).terminated(this, watcher);
    }

    /**
     * Takes back {@link #addWatcher}. Any thread.
     *
     * @param watcher who wanted to know
     */
    default void removeWatcher(ActorRef watcher) {}
}
