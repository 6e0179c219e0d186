package io.garrick.actor;

/** An {@link AbstractActor} with timers. */
public abstract class AbstractActorWithTimers extends AbstractActor implements Timers {

    /** Called by the runtime through {@link Props}. */
    protected AbstractActorWithTimers() {}
}
