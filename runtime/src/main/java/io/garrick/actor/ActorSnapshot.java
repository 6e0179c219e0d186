package io.garrick.actor;

import java.util.List;
import java.util.Optional;

/**
 * How an actor stood when it was looked at; part of a {@link SystemSnapshot}. Its figures are read one after another while it may be running, so they need not fit
 * each other; where nothing runs they are exact.
 *
 * @param path where it is
 * @param actorClass what its props create
 * @param state what it is doing
 * @param mailboxSize user messages that wait, 0 or more; stashed ones are not counted
 * @param handled messages taken from its mailbox so far, over all its instances; 0 where its kind of mailbox does not count them
 * @param failed how often it has failed
 * @param restarts how often its supervisor has ordered a restart
 * @param running class of the message that is being handled, if one is
 * @param lastFailure what it failed with last, as that says it, if it has failed
 * @param children its children in order of start, those that are stopping included
 */
public record ActorSnapshot(
        ActorPath path,
        Class<?> actorClass,
        State state,
        int mailboxSize,
        long handled,
        long failed,
        long restarts,
        Optional<Class<?>> running,
        Optional<String> lastFailure,
        List<ActorSnapshot> children) {

    /** What an actor is doing. */
    public enum State {
        /** It is to make its first instance, or is making it. */
        STARTING,
        /** It handles messages, or waits for one. */
        ALIVE,
        /** It, or one above it, has failed; it waits for the decision. */
        SUSPENDED,
        /** It waits for its old children to be gone before the next instance is made, or makes that. */
        RESTARTING,
        /** It has been told to end, and waits for its children to be gone. */
        STOPPING
    }
}
