package io.garrick.actor;

/** An {@link AbstractActor} with a stash and timers. */
public abstract class AbstractActorWithStashAndTimers extends AbstractActor implements Stash, Timers {

    /** Called by the runtime through {@link Props}. */
    protected AbstractActorWithStashAndTimers() {}
}
