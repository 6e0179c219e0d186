package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * Something of the runtime that waits its turn in the user queue and is handled only if it still holds then: a tick of a timer that has not been
 * cancelled, a notice of a watch that has not been taken back. Never counts against a mailbox's bound, and is no dead letter when it comes
 * too late.
 */
abstract class Signal extends Conditional {

    Signal(Object message, @Nullable ActorRef sender) {
        super(message, sender, null);
    }

    Signal(Object message, @Nullable ActorRef sender, @Nullable Object captured) {
        super(message, sender, captured);
    }
}
