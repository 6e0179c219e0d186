package io.garrick.actor.internal;

import io.garrick.actor.ActorContext;
import io.garrick.actor.TimerScheduler;
import io.garrick.event.LoggingAdapter;

/** What the actor base classes may ask of a cell beyond its public context. Runner only, but for {@link #log()}. */
public interface CellAccess extends ActorContext {

    /** The actor's own timers, made at the first call. */
    TimerScheduler timers();

    /** A logger named after the actor's class. Any thread. */
    LoggingAdapter log();

    /** Reports a message that the behaviour does not handle, see {@link io.garrick.actor.AbstractActor#unhandled}. */
    void unhandled(Object message);
}
