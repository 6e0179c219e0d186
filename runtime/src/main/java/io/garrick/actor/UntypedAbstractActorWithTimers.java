package io.garrick.actor;

/** An {@link UntypedAbstractActor} with timers. */
public abstract class UntypedAbstractActorWithTimers extends UntypedAbstractActor implements Timers {

    /** Called by the runtime through {@link Props}. */
    protected UntypedAbstractActorWithTimers() {}
}
