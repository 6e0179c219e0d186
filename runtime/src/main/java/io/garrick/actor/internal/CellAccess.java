package io.garrick.actor.internal;

import io.garrick.actor.ActorContext;
import io.garrick.actor.TimerScheduler;
import io.garrick.event.LoggingAdapter;

/** What the actor base classes may ask of a cell beyond its public context. Runner only, but for {@link #log()}. */
public interface CellAccess extends ActorContext {

    /** Puts the message that is being handled aside. */
    void stash();

    /** Puts the oldest stashed message in front of the mailbox. */
    void unstash();

    /** Puts all stashed messages in front of the mailbox, oldest first. */
    void unstashAll();

    /** Forgets all stashed messages; they become dead letters. */
    void clearStash();

    /** The actor's own timers, made at the first call. */
    TimerScheduler timers();

    /** A logger named after the actor's class. Any thread. */
    LoggingAdapter log();

    /** Reports a message that the behaviour does not handle, see {@link io.garrick.actor.AbstractActor#unhandled}. */
    void unhandled(Object message);
}
