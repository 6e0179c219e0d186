package io.garrick.actor.internal;

import io.garrick.actor.AbstractActor.Receive;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What lies under the current behaviour, for actors that use {@code become}. The bottom is what {@code createReceive} gave; it is set
 * after the constructor, in which {@code become} may already have been called. Runner only.
 */
final class BehaviorStack {

    private final Deque<Receive> below = new ArrayDeque<>(2);

    @Nullable
    private Receive initial;

    BehaviorStack(@Nullable Receive initial) {
        this.initial = initial;
    }

    /** After the constructor: what {@code createReceive} gave. */
    void initial(Receive behavior) {
        initial = behavior;
    }

    /** Puts a behaviour below the one that comes on top of it, if there is one to keep. */
    void push(@Nullable Receive current) {
        if (current != null) {
            below.push(current);
        }
    }

    /** What to return to: the one below, or the initial one; null in the constructor, where that is not there yet. */
    @Nullable
    Receive pop() {
        Receive previous = below.poll();
        return previous != null ? previous : initial;
    }
}
