package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import io.garrick.actor.InvalidMessageException;
import org.jspecify.annotations.Nullable;

/** The ref of an actor of a system that isolates messages; a class of its own, so that refs of other systems do not ask. */
final class IsolatedRef extends LocalRef {

    private final Isolation isolation;

    @Nullable
    private final GuardedPropagation propagation;

    IsolatedRef(
            InternalRef parent,
            @Nullable String name,
            long uid,
            Isolation isolation,
            @Nullable GuardedPropagation propagation) {
        super(parent, name, uid);
        this.isolation = isolation;
        this.propagation = propagation;
    }

    @Override
    public void tell(Object message, @Nullable ActorRef sender) {
        if (message == null) {
            throw InvalidMessageException.nullMessage(this);
        }
        tell(message, sender, propagation == null ? null : propagation.capture());
    }

    @Override
    void tell(Object message, @Nullable ActorRef sender, @Nullable Object captured) {
        isolation.tell(this, message, sender, captured);
    }
}
