package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import org.jspecify.annotations.Nullable;

/** A message with its sender. Messages without a sender travel bare. 24 bytes with compressed references. */
class Envelope {

    final Object message;

    @Nullable
    final ActorRef sender;

    /** What the system's context propagation captured when the message was sent (Q11), in a {@link Resent} if it was sent again. Mostly nothing. */
    @Nullable
    final Object captured;

    Envelope(Object message, @Nullable ActorRef sender) {
        this(message, sender, null);
    }

    Envelope(Object message, @Nullable ActorRef sender, @Nullable Object captured) {
        this.message = message;
        this.sender = sender;
        this.captured = captured;
    }

    /** A queue element: the message itself where there is nothing beside it. */
    static Object of(Object message, @Nullable ActorRef sender, @Nullable Object captured) {
        return sender == null && captured == null ? message : new Envelope(message, sender, captured);
    }

    /** The message inside a queue element. */
    static Object message(Object element) {
        return element instanceof Envelope ? ((Envelope) element).message : element;
    }

    /** What was captured with a queue element, if anything was. */
    @Nullable
    static Object captured(@Nullable Object element) {
        return element instanceof Envelope ? ((Envelope) element).captured : null;
    }

    /** The sender inside a queue element, if it has one. */
    @Nullable
    static ActorRef sender(@Nullable Object element) {
        return element instanceof Envelope ? ((Envelope) element).sender : null;
    }
}
