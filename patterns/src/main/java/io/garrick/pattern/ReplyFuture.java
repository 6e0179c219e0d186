package io.garrick.pattern;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.spi.ReplyRef;
import io.garrick.actor.spi.SystemServices;
import io.garrick.dispatch.TimerEntry;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A future, the ref that completes it, and its time-out on the wheel in one object: nothing else is made for an ask, and no name is registered
 * anywhere.
 */
abstract class ReplyFuture<T> extends DispatchedFuture<T> implements ReplyRef, TimerEntry {

    final SystemServices services;
    private final long uid;

    /** The wheel's. */
    private long deadlineNanos;

    @Nullable
    private TimerEntry nextEntry;

    ReplyFuture(SystemServices services) {
        super(CarryingExecutor.of(services, services.system().dispatcher()));
        this.services = services;
        this.uid = services.nextUid();
    }

    // ---------------------------------------------------------------- the ref

    @Override
    public final ActorSystem system() {
        return services.system();
    }

    @Override
    public final ActorPath path() {
        return services.tempPath(uid);
    }

    @Override
    @Deprecated
    public final boolean isTerminated() {
        return isDone();
    }

    @Override
    public final int hashCode() {
        return Long.hashCode(uid * 0x9E3779B97F4A7C15L);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public final String toString() {
        return "Actor[" + path().toSerializationFormat() + "]";
    }

    /** It has ended when it is complete. A notice for who has unwatched it meanwhile is not handled there. */
    @Override
    public final void addWatcher(ActorRef watcher) {
        CompletionStage<?> unused = whenComplete((value, thrown) -> services.terminated(this, watcher));
    }

    // ---------------------------------------------------------------- the timer

    final void scheduleTimeout(long nanos) {
        try {
            services.timers().schedule(this, nanos);
        } catch (IllegalStateException closed) {
            abandon();
        }
    }

    @Override
    public final boolean isObsolete() {
        return isDone();
    }

    @Override
    public final long deadlineNanos() {
        return deadlineNanos;
    }

    @Override
    public final void deadlineNanos(long nanos) {
        deadlineNanos = nanos;
    }

    @Override
    @Nullable
    public final TimerEntry nextEntry() {
        return nextEntry;
    }

    @Override
    public final void nextEntry(@Nullable TimerEntry next) {
        nextEntry = next;
    }
}
