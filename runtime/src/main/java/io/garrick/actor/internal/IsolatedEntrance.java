package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ContextPropagation;
import io.garrick.actor.spi.RefInterceptor;
import org.jspecify.annotations.Nullable;

/** As {@link InterceptedRef}, in a system that isolates messages: what the interceptor admits. */
final class IsolatedEntrance extends InterceptedRef {

    private final Isolation isolation;

    IsolatedEntrance(
            InternalRef parent,
            @Nullable String name,
            long uid,
            RefInterceptor interceptor,
            @Nullable ContextPropagation propagation,
            Isolation isolation) {
        super(parent, name, uid, interceptor, propagation);
        this.isolation = isolation;
    }

    @Override
    void tell(Object message, @Nullable ActorRef sender, @Nullable Object captured) {
        isolation.tell(this, message, sender, captured);
    }
}
