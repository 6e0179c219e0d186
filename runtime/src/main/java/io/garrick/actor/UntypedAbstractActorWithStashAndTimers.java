package io.garrick.actor;

/** An {@link UntypedAbstractActor} with a stash and timers. */
public abstract class UntypedAbstractActorWithStashAndTimers extends UntypedAbstractActor implements Stash, Timers {

    /** Called by the runtime through {@link Props}. */
    protected UntypedAbstractActorWithStashAndTimers() {}
}
