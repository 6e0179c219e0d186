package io.garrick.actor;

/** An {@link AbstractLoggingActor} with a stash; the same as {@link AbstractLoggingActorWithStash}, since a stash needs no special mailbox. */
public abstract class AbstractLoggingActorWithUnboundedStash extends AbstractLoggingActor implements Stash {

    /** Called by the runtime through {@link Props}. */
    protected AbstractLoggingActorWithUnboundedStash() {}
}
