package io.garrick.actor;

/** An {@link UntypedAbstractActor} with a stash; the same as {@link UntypedAbstractActorWithStash}, since a stash needs no special mailbox. */
public abstract class UntypedAbstractActorWithUnboundedStash extends UntypedAbstractActor implements Stash {

    /** Called by the runtime through {@link Props}. */
    protected UntypedAbstractActorWithUnboundedStash() {}
}
