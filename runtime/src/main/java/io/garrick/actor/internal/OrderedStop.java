package io.garrick.actor.internal;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The children of an actor that ends, stopped one after the other in reverse order of start, each with a time-out. Runner of the parent only. */
final class OrderedStop {

    private final Iterator<LocalRef> youngestFirst;
    private final long timeoutNanos;
    private final Delays timeouts;

    @Nullable
    private LocalRef turn;

    OrderedStop(ActorCell parent, long timeoutNanos, Delays timeouts) {
        this.youngestFirst = new ChildrenInOrder(parent).youngestFirst();
        this.timeoutNanos = timeoutNanos;
        this.timeouts = timeouts;
    }

    /** Tells the next child; those that were told before are waited for just the same. */
    void next(ActorCell parent) {
        turn = following(parent);
        if (turn != null) {
            Lifecycle.stopChild(parent, turn);
            timeouts.begin(parent, turn, new CellMessage.Late(turn), timeoutNanos);
        }
    }

    private @Nullable LocalRef following(ActorCell parent) {
        if (youngestFirst.hasNext()) {
            return youngestFirst.next();
        }
        // The walk has ended early where a child had ended beside it: who has not been told is told now.
        Iterator<LocalRef> rest = new ChildrenInOrder(parent).youngestFirst();
        while (rest.hasNext()) {
            LocalRef child = rest.next();
            if (Lifecycle.stopChild(parent, child)) {
                return child;
            }
        }
        return null;
    }

    /** Without a turn the walk may have ended early, where this child stood: the rest is looked at again. */
    void gone(ActorCell parent, LocalRef child) {
        if (child == turn || turn == null) {
            timeouts.cancel(parent, child);
            next(parent);
        }
    }

    void late(ActorCell parent, LocalRef child) {
        if (child == turn) {
            parent.system()
                    .logger()
                    .warn(
                            "child does not end in time, the next one is stopped: child={} parent={} timeoutMillis={}",
                            child,
                            parent.ref(),
                            timeoutNanos / 1_000_000);
            next(parent);
        }
    }
}
