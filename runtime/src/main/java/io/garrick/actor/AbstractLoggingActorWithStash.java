package io.garrick.actor;

/** An {@link AbstractLoggingActor} with a stash. */
public abstract class AbstractLoggingActorWithStash extends AbstractLoggingActor implements Stash {

    /** Called by the runtime through {@link Props}. */
    protected AbstractLoggingActorWithStash() {}
}
