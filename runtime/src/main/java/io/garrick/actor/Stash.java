package io.garrick.actor;

import io.garrick.actor.internal.Stashing;

/**
 * Gives a subclass of {@link AbstractActor} a stash, where messages wait that it cannot handle yet (promise T04); {@link
 * AbstractActorWithStash} is both. Needs no special mailbox. A restart puts what is stashed back in front of the mailbox; a stop sends it to
 * dead letters.
 *
 * <p>Belongs to the thread that runs the actor: elsewhere every method but {@link #getContext()} throws {@link IllegalStateException}.
 */
public interface Stash {

    /**
     * The actor's surroundings; {@link AbstractActor} has it.
     *
     * @return the context
     */
    ActorContext getContext();

    /**
     * Puts the message that is being handled aside, with its sender.
     *
     * @throws IllegalStateException when it is stashed already, or no message is being handled
     * @throws StashOverflowException when the stash is full
     */
    default void stash() {
        Stashing.stash(getContext());
    }

    /** Puts the oldest stashed message in front of the mailbox; nothing when there is none. */
    default void unstash() {
        Stashing.unstash(getContext());
    }

    /** Puts all stashed messages in front of the mailbox, in the order in which they were stashed. */
    default void unstashAll() {
        Stashing.unstashAll(getContext());
    }

    /** Drops all stashed messages: they become dead letters. */
    default void clearStash() {
        Stashing.clearStash(getContext());
    }
}
