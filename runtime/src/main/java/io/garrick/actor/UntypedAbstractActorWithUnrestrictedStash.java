package io.garrick.actor;

/** An {@link UntypedAbstractActor} with a stash; the same as {@link UntypedAbstractActorWithStash}, since a stash needs no special mailbox. */
public abstract class UntypedAbstractActorWithUnrestrictedStash extends UntypedAbstractActor implements Stash {

    /** Called by the runtime through {@link Props}. */
    protected UntypedAbstractActorWithUnrestrictedStash() {}
}
