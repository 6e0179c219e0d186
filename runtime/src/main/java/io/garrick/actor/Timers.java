package io.garrick.actor;

import io.garrick.actor.internal.CellAccess;

/** Gives a subclass of {@link AbstractActor} its timers; {@link AbstractActorWithTimers} is both. */
public interface Timers {

    /**
     * The actor's surroundings; {@link AbstractActor} has it.
     *
     * @return the context
     */
    ActorContext getContext();

    /**
     * The actor's timers.
     *
     * @return for the thread that runs the actor only
     */
    default TimerScheduler timers() {
        return ((CellAccess) getContext()).timers();
    }

    /**
     * The actor's timers.
     *
     * @return as {@link #timers()}
     */
    default TimerScheduler getTimers() {
        return timers();
    }
}
