package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ContextPropagation;
import org.jspecify.annotations.Nullable;

/** A message in the future that is sent in the context in which it was scheduled. */
final class CarryingMessage extends ScheduledMessage {

    private final ContextPropagation propagation;
    private final Object captured;

    CarryingMessage(
            WheelScheduler scheduler,
            long periodNanos,
            boolean fixedRate,
            ActorRef receiver,
            Object message,
            @Nullable ActorRef sender,
            ContextPropagation propagation,
            Object captured) {
        super(scheduler, periodNanos, fixedRate, receiver, message, sender);
        this.propagation = propagation;
        this.captured = captured;
    }

    @Override
    void tell() {
        ContextPropagation.Scope scope = propagation.restore(captured);
        try {
            super.tell();
        } finally {
            scope.close();
        }
    }
}
