package io.garrick.actor.internal;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorContext;
import io.garrick.supervision.ActorInitializationException;
import org.jspecify.annotations.Nullable;

/**
 * How an actor's constructor finds its context: the thread that runs the props has put it here. A context is claimed by one instance, the
 * first whose constructor runs; every other {@code new} of an actor class is an error (M11).
 */
public final class Construction {

    private static final ThreadLocal<Construction> CURRENT = new ThreadLocal<>();

    private final ActorCell cell;

    @Nullable
    private final Construction outer;

    private boolean claimed;

    private Construction(ActorCell cell, @Nullable Construction outer) {
        this.cell = cell;
        this.outer = outer;
    }

    /** Called by the base class's constructor. */
    public static ActorContext claim(Class<?> actorClass) {
        Construction current = CURRENT.get();
        if (current == null || current.claimed) {
            throw new ActorInitializationException(
                    "actor must be created with actorOf(Props), not with new: class=" + actorClass.getName());
        }
        current.claimed = true;
        return current.cell;
    }

    /** Called by the base class for a message without a case. */
    public static void unhandled(ActorContext context, Object message) {
        ((CellAccess) context).unhandled(message);
    }

    /** Makes an instance for a cell. */
    static AbstractActor construct(ActorCell cell) throws Exception {
        Construction mine = new Construction(cell, CURRENT.get());
        CURRENT.set(mine);
        try {
            AbstractActor instance = cell.props().newInstance();
            if (instance == null || instance.getContext() != cell || !mine.claimed) {
                throw new ActorInitializationException(
                        cell.ref(), "props must return a fresh instance at each call: actor=" + cell.ref(), null);
            }
            return instance;
        } finally {
            if (mine.outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(mine.outer);
            }
        }
    }
}
