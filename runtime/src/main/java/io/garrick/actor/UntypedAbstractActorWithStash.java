package io.garrick.actor;

/** An {@link UntypedAbstractActor} with a stash. */
public abstract class UntypedAbstractActorWithStash extends UntypedAbstractActor implements Stash {

    /** Called by the runtime through {@link Props}. */
    protected UntypedAbstractActorWithStash() {}
}
