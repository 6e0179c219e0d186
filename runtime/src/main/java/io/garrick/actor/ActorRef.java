package io.garrick.actor;

import org.jspecify.annotations.Nullable;

/**
 * The address of an actor, and the only way to reach it: path plus a 64-bit uid that no other incarnation of the path shares.
 *
 * <p>A ref may be kept, compared, sent in messages and used from any thread. A restart of the actor keeps its ref; stopping it and
 * creating another one under the same name does not: the old ref then leads to dead letters, never to the new actor (promise M08). Local refs
 * are one object per actor, so {@code ==} works; {@code equals} and {@code hashCode} are by path and uid.
 *
 * <p>{@code toString} is {@code Actor[garrick://system/user/name#uid]}.
 *
 * <p>The idea: the mail address of Hewitt's actors (1973), Erlang's pid, Akka's {@code ActorRef}.
 */
public interface ActorRef extends Comparable<ActorRef> {

    /**
     * Sends a message, asynchronously and at most once. Returns at once; the actor handles it later, on another thread perhaps. Messages
     * from one sender to one receiver are handled in the order in which they were sent (M01); what the caller did before
     * <em>happens-before</em> the handling (M02). A message that cannot be delivered becomes a {@link DeadLetter} with its reason.
     *
     * @param message what to send; should be immutable
     * @param sender whom the receiver sees as {@code sender()}; {@code null} or {@link #noSender()} for nobody, then it sees the
     *     dead-letter ref
     * @throws InvalidMessageException when {@code message} is null
     * @throws MailboxFullException only when the receiver's mailbox is local, bounded and full, and its overflow policy is
     *     {@link io.garrick.dispatch.Overflow#fail()}
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
     * Where the actor is (or was) in the tree.
     *
     * @return the path, with the uid
     */
    ActorPath path();

    /**
     * Whether the actor has ended, as far as is known here.
     *
     * @return {@code true} if it certainly has; {@code false} proves nothing: watch it instead
     * @deprecated a look from outside is out of date when it returns; use {@link ActorContext#watch}
     */
    @Deprecated
    boolean isTerminated();

    /**
     * The sender of messages that come from no actor.
     *
     * @return {@code null}
     */
    @Nullable
    static ActorRef noSender() {
        return null;
    }

    /**
     * Orders by path, then by uid.
     *
     * @param other another ref
     * @return negative, zero, positive as usual
     */
    @Override
    default int compareTo(ActorRef other) {
        ActorPath path = path();
        ActorPath others = other.path();
        int order = path.compareTo(others);
        return order != 0 ? order : Long.compareUnsigned(path.uid(), others.uid());
    }
}
