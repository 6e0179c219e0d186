package io.garrick.actor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A place in the tree of actors, or several, described by a path: who is there is looked up anew for each message (promise M12). Made by {@link
 * ActorRefFactory#actorSelection(String)}. Immutable; any thread.
 *
 * <p>The path may be absolute ({@code /user/orders}), relative to where it was made ({@code child}, {@code ../sibling}), or a whole one with
 * address; the texts of addresses, paths and refs can be pasted. A name may have wildcards: {@code *} stands for any characters, {@code ?} for
 * one. A path with a uid, as refs write it, means that very incarnation. {@code ..} above the root is the root.
 *
 * <p>The look-up is done in the calling thread, before {@link #tell} returns. So the order between messages sent through a ref and through a selection of
 * the same path is the order in which they were sent (M01). A selection cannot be watched: {@link #resolveOne} gives a ref that can.
 *
 * <p>The idea: Akka's {@code ActorSelection}.
 */
public interface ActorSelection {

    /**
     * Sends a message to every actor that the selection matches now, each at most once, in the order of the tree. Where none is matched, the message becomes
     * one {@link DeadLetter} with reason {@link DeadLetter.Reason#NO_RECIPIENT}; an {@link Identify} is answered instead, with an empty
     * {@link ActorIdentity}.
     *
     * @param message what to send; should be immutable
     * @param sender whom the receivers see as sender; {@link ActorRef#noSender()} for nobody
     * @throws InvalidMessageException when {@code message} is null
     * @throws MailboxFullException as {@link ActorRef#tell} does, for a selection without wildcards; with wildcards, what a full mailbox refuses is a dead
     *     letter
     */
    void tell(Object message, @Nullable ActorRef sender);

    /**
     * Sends a message on behalf of the sender of the message that is being handled now.
     *
     * @param message what to send
     * @param context the context of the actor that forwards, inside its message handler
     * @throws InvalidMessageException when {@code message} is null
     */
    default void forward(Object message, ActorContext context) {
        tell(message, context.getSender());
    }

    /**
     * Asks who is there, with {@link Identify}: the first answer is the result. An actor answers when its turn comes, so what was sent to it before has been
     * handled then.
     *
     * <p>Dependents that are registered before the answer comes run on the default dispatcher of the system; one that is registered later
     * runs at once in the registering thread.
     *
     * @param timeout how long to wait; positive
     * @return the ref; fails with {@link ActorNotFoundException} when nobody is there (at once), or has answered in time, and when the system ends
     * @throws IllegalArgumentException when the time-out is zero or negative
     */
    CompletionStage<ActorRef> resolveOne(Duration timeout);

    /**
     * Asks who is there.
     *
     * @param timeout how long to wait; positive
     * @return as {@link #resolveOne}
     * @deprecated use {@link #resolveOne}, which this is
     */
    @Deprecated
    default CompletionStage<ActorRef> resolveOneCS(Duration timeout) {
        return resolveOne(timeout);
    }

    /**
     * Where the path begins.
     *
     * @return the root of the system, or for a relative path the actor that it was made in; for the address of a system that cannot be reached, a ref that
     *     leads nowhere
     */
    ActorRef anchor();

    /**
     * Where the path begins.
     *
     * @return the path of {@link #anchor()}
     */
    default ActorPath anchorPath() {
        return anchor().path();
    }

    /**
     * What leads on from the anchor.
     *
     * @return names, wildcards and {@code ..}; unmodifiable
     */
    List<String> path();

    /**
     * What leads on from the anchor.
     *
     * @return the elements of {@link #path()}, each behind a slash
     */
    default String pathString() {
        return "/" + String.join("/", path());
    }

    /**
     * The selection as a text that {@link ActorRefFactory#actorSelection(String)} reads anywhere in the same system.
     *
     * @return address, the anchor's names, and the elements of {@link #path()}; with the uid if one was given
     */
    String toSerializationFormat();
}
