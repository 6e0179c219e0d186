package io.garrick.actor;

/** An {@link AbstractActor} with a stash. */
public abstract class AbstractActorWithStash extends AbstractActor implements Stash {

    /** Called by the runtime through {@link Props}. */
    protected AbstractActorWithStash() {}
}
