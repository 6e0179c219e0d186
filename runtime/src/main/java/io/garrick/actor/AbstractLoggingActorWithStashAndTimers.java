package io.garrick.actor;

/** An {@link AbstractLoggingActor} with a stash and timers. */
public abstract class AbstractLoggingActorWithStashAndTimers extends AbstractLoggingActor implements Stash, Timers {

    /** Called by the runtime through {@link Props}. */
    protected AbstractLoggingActorWithStashAndTimers() {}
}
