package io.garrick.actor.internal;

import io.garrick.actor.AbstractActor.Receive;
import io.garrick.supervision.WhileStopped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What most cells never need, behind one field of the cell; each part is made when it is first used. Runner only, but for
 * {@link #children}, which a cell makes before outside threads can ask for it.
 */
final class CellExtras {

    /** How many restarts this actor has been told to carry out. */
    long generation;

    /** How often this actor has failed, and with what last; for snapshots. */
    long failures;

    @Nullable
    Throwable lastFailure;

    /** Uid of the youngest child when the current instance was begun: those with later uids were created by it. */
    long childrenBoundary;

    /** Why the restart that is waiting for children was ordered; null while a creation waits. */
    @Nullable
    Throwable restartCause;

    /** What was being handled when this actor failed; null when it was no user message. */
    @Nullable
    Object failedElement;

    /** What becomes of messages that come while there is no instance; null while they queue. */
    @Nullable
    WhileStopped whileStopped;

    /** The child whose failure made this actor fail; resumed with it. */
    @Nullable
    LocalRef perpetrator;

    /** When the current suspension began, for what stands still meanwhile. */
    long suspendedSinceNanos;

    /** The thread of a test that counts as running this actor while nobody does. */
    @Nullable
    Thread lentTo;

    @Nullable
    private volatile Children children;

    @Nullable
    private DeathWatch deathWatch;

    @Nullable
    private ChildSupervision supervision;

    @Nullable
    private BehaviorStack behaviors;

    @Nullable
    private Stash stash;

    @Nullable
    private ActorTimers timers;

    @Nullable
    private ReceiveTimer receiveTimer;

    @Nullable
    private Deque<CellMessage.Failed> deferred;

    /** Made before the first child, which starts suspended if its parent is. */
    Children children(ActorCell cell) {
        Children made = children;
        if (made == null) {
            made = new Children();
            made.suspended(cell.has(Lifecycle.SUSPENDED));
            children = made;
        }
        return made;
    }

    @Nullable
    Children childrenOrNull() {
        return children;
    }

    DeathWatch deathWatch() {
        DeathWatch made = deathWatch;
        if (made == null) {
            made = new DeathWatch();
            deathWatch = made;
        }
        return made;
    }

    @Nullable
    DeathWatch deathWatchOrNull() {
        return deathWatch;
    }

    ChildSupervision supervision() {
        ChildSupervision made = supervision;
        if (made == null) {
            made = new ChildSupervision();
            supervision = made;
        }
        return made;
    }

    @Nullable
    ChildSupervision supervisionOrNull() {
        return supervision;
    }

    /**
     * The stack; when it is made now, with this at its bottom.
     *
     * @param initial what {@code createReceive} gave, or null in the constructor, before it was asked
     */
    BehaviorStack behaviors(@Nullable Receive initial) {
        BehaviorStack made = behaviors;
        if (made == null) {
            made = new BehaviorStack(initial);
            behaviors = made;
        }
        return made;
    }

    @Nullable
    BehaviorStack behaviorsOrNull() {
        return behaviors;
    }

    /** Whether a test has made the calling thread the one that runs the actor while nobody does (M15). */
    boolean isLentHere(ActorCell cell) {
        return lentTo == Thread.currentThread() && !cell.isScheduled() && !cell.isClosed();
    }

    /** What belongs to an instance goes with it: the behaviours, the timers, and the strategy that it was asked for. */
    void instanceDropped() {
        behaviors = null;
        cancelTimers();
        if (supervision != null) {
            supervision.forgetStrategy();
        }
        Children known = children;
        if (known != null) {
            known.learned = false;
        }
    }

    /** The actor begins to end: nothing is to come to it any more that it has asked for. */
    void letGo(ActorCell cell) {
        cancelReceiveTimer();
        cancelTimers();
        if (supervision != null) {
            supervision.cancelDelays(cell);
        }
        if (deathWatch != null) {
            deathWatch.unwatchAll(cell);
        }
    }

    private void cancelTimers() {
        if (timers != null) {
            timers.clear();
        }
    }

    void cancelReceiveTimer() {
        if (receiveTimer != null) {
            receiveTimer.cancel();
            receiveTimer = null;
        }
    }

    Stash stash(int capacity) {
        Stash made = stash;
        if (made == null) {
            made = new Stash(capacity);
            stash = made;
        }
        return made;
    }

    @Nullable
    Stash stashOrNull() {
        return stash;
    }

    /** What waits in front of the queue, if anything does. */
    @Nullable
    Envelope peekFront() {
        return stash == null ? null : stash.peekFront();
    }

    ActorTimers timers(ActorCell cell) {
        ActorTimers made = timers;
        if (made == null) {
            made = new ActorTimers(cell);
            timers = made;
        }
        return made;
    }

    @Nullable
    ReceiveTimer receiveTimer() {
        return receiveTimer;
    }

    /** A message has been handled. */
    void countForReceiveTimeout(Object element) {
        if (receiveTimer != null) {
            receiveTimer.count(element);
        }
    }

    void receiveTimer(@Nullable ReceiveTimer timer) {
        receiveTimer = timer;
    }

    /** Keeps a child's failure for the time when the actor is no longer suspended. */
    void defer(CellMessage.Failed failure) {
        if (deferred == null) {
            deferred = new ArrayDeque<>();
        }
        deferred.add(failure);
    }

    CellMessage.@Nullable Failed pollDeferred() {
        return deferred == null ? null : deferred.poll();
    }

    void takeDeferred(Consumer<CellMessage.Failed> taker) {
        for (CellMessage.Failed failure = pollDeferred(); failure != null; failure = pollDeferred()) {
            taker.accept(failure);
        }
    }
}
