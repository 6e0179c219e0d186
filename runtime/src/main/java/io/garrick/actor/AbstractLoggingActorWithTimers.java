package io.garrick.actor;

/** An {@link AbstractLoggingActor} with timers. */
public abstract class AbstractLoggingActorWithTimers extends AbstractLoggingActor implements Timers {

    /** Called by the runtime through {@link Props}. */
    protected AbstractLoggingActorWithTimers() {}
}
