package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import org.jspecify.annotations.Nullable;

/** A queue element that is asked, when its turn has come, whether its message is handled. */
abstract class Conditional extends Envelope {

    Conditional(Object message, @Nullable ActorRef sender, @Nullable Object captured) {
        super(message, sender, captured);
    }

    /** Whether the message is to be handled now; asked once, when it is dequeued. Runner only. */
    abstract boolean arrives(ActorCell cell);

    /** Called after the message was handled, also when the handler failed. Runner only. */
    void handled(ActorCell cell) {}
}
