package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ContextPropagation;
import io.garrick.actor.InvalidMessageException;
import org.jspecify.annotations.Nullable;

/**
 * The ref of an actor of a system with a context propagation: takes the sender's context along. A class of its own, so that refs of other systems do not look
 * for one.
 */
final class CarryingRef extends LocalRef {

    private final ContextPropagation propagation;

    CarryingRef(InternalRef parent, @Nullable String name, long uid, ContextPropagation propagation) {
        super(parent, name, uid);
        this.propagation = propagation;
    }

    @Override
    public void tell(Object message, @Nullable ActorRef sender) {
        if (message == null) {
            throw InvalidMessageException.nullMessage(this);
        }
        tell(message, sender, propagation.capture());
    }
}
