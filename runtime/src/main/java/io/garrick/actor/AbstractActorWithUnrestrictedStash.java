package io.garrick.actor;

/** An {@link AbstractActor} with a stash; the same as {@link AbstractActorWithStash}, since a stash needs no special mailbox. */
public abstract class AbstractActorWithUnrestrictedStash extends AbstractActor implements Stash {

    /** Called by the runtime through {@link Props}. */
    protected AbstractActorWithUnrestrictedStash() {}
}
