package io.garrick.actor.internal;

import io.garrick.supervision.ActorInitializationException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * How a cell is created, suspended, resumed, restarted and stopped. All methods run in the cell's activation; the state is {@link ActorCell}'s
 * {@code life} bits and its instance.
 *
 * <pre>
 *   FROM                     -> TO                       // trigger
 *   (new)                    -> ALIVE | FAILED           // create: constructor and preStart succeed | one throws
 *   ALIVE                    -> FAILED                   // a handler, hook, strategy or decider throws; a child's failure is escalated
 *   FAILED with instance     -> ALIVE                    // resume
 *   FAILED without instance  -> REBUILDING -> ALIVE | FAILED // resume or restart: constructor and hook again
 *   ALIVE, FAILED            -> REBUILDING               // restart: preRestart has run, the old instance is gone
 *   REBUILDING               -> ALIVE | FAILED           // the stopped children are gone: constructor and postRestart succeed | one throws
 *   any of these             -> STOPPING                 // stop
 *   STOPPING                 -> TERMINATED               // every child is gone: postStop has run
 * </pre>
 *
 * <p>Beside it stands {@code PARENT_SUSPENDED}. FAILED and REBUILDING suspend the actor itself, and any suspension of an actor
 * suspends its children: a child is told when its parent's suspension begins and when it ends, so one bit is enough for it, and the counts nest along
 * the path to the root (S04). A child's failure that comes while its parent is suspended waits until the parent is not.
 */
final class Lifecycle {

    /** The actor itself has failed, or is being restarted: its own part of the suspension. */
    static final int SELF_SUSPENDED = 1;

    /** Its parent is suspended. */
    static final int PARENT_SUSPENDED = 1 << 1;

    /** Waits for stopped children to be gone before the next instance is made. */
    static final int REBUILDING = 1 << 2;

    /** The old instance was taken down by a restart, so the next one gets {@code postRestart} and not {@code preStart}. */
    static final int REPLACING = 1 << 3;

    /** Has been told to end. */
    static final int STOPPING = 1 << 4;

    /** Has ended. */
    static final int TERMINATED = 1 << 5;

    /** Is ending or has ended. */
    static final int ENDING = STOPPING | TERMINATED;

    /** Handles no user message. */
    static final int SUSPENDED = SELF_SUSPENDED | PARENT_SUSPENDED;

    private Lifecycle() {}

    // ---------------------------------------------------------------- start

    static void create(ActorCell cell) {
        begin(cell, null);
    }

    /** Makes an instance and runs its first hook; with a cause it takes the place of an earlier one. */
    private static void begin(ActorCell cell, @Nullable Throwable cause) {
        markBoundary(cell);
        try {
            cell.construct();
            if (cause == null) {
                cell.instance().preStart();
            } else {
                cell.instance().postRestart(cause);
            }
        } catch (Throwable thrown) {
            cell.dropInstance();
            stopChildrenSinceBoundary(cell);
            failed(cell, initializationFailure(cell, thrown), null);
            return;
        }
        if (cell.has(SELF_SUSPENDED)) {
            began(cell, cause);
        }
    }

    private static Throwable initializationFailure(ActorCell cell, Throwable thrown) {
        if (cell.system().reportedAsFatal(thrown, cell.ref()) || thrown instanceof ActorInitializationException) {
            return thrown;
        }
        String text = "actor could not be started: actor=" + cell.ref() + " cause=" + FailureLog.text(thrown);
        return new ActorInitializationException(cell.ref(), text, thrown);
    }

    /** The fresh instance is up: children that were kept are restarted too, and the mailbox goes on. */
    private static void began(ActorCell cell, @Nullable Throwable cause) {
        cell.clear(REPLACING);
        if (cause != null) {
            restartKeptChildren(cell, cause);
        }
        unsuspendSelf(cell);
    }

    // ---------------------------------------------------------------- suspension

    static void suspendedByParent(ActorCell cell) {
        if (!cell.has(PARENT_SUSPENDED | ENDING)) {
            suspend(cell, PARENT_SUSPENDED);
        }
    }

    static void resumedByParent(ActorCell cell) {
        if (cell.has(PARENT_SUSPENDED) && !cell.has(ENDING)) {
            unsuspend(cell, PARENT_SUSPENDED);
        }
    }

    private static void suspend(ActorCell cell, int reason) {
        boolean before = cell.has(SUSPENDED);
        cell.set(reason);
        cell.suspendMailbox();
        if (!before) {
            cell.extras().suspendedSinceNanos = cell.system().clock().nanoTime();
            tellChildrenSuspended(cell, true);
        }
    }

    private static void unsuspend(ActorCell cell, int reason) {
        cell.clear(reason);
        cell.resumeMailbox();
        if (!cell.has(SUSPENDED)) {
            ReceiveTimer timer = cell.extras().receiveTimer();
            if (timer != null) {
                timer.stoodStill(cell.system().clock().nanoTime() - cell.extras().suspendedSinceNanos);
            }
            tellChildrenSuspended(cell, false);
            handleDeferred(cell);
        }
    }

    private static void unsuspendSelf(ActorCell cell) {
        cell.extras().perpetrator = null;
        cell.extras().failedElement = null;
        unsuspend(cell, SELF_SUSPENDED);
    }

    private static void tellChildrenSuspended(ActorCell cell, boolean suspended) {
        Children children = cell.childrenOrNull();
        if (children != null) {
            children.suspended(suspended);
            children.forEach(child ->
                    child.ref().sendSystem(suspended ? new CellMessage.Suspend() : new CellMessage.Resume(false)));
        }
    }

    private static void handleDeferred(ActorCell cell) {
        CellExtras extras = cell.extras();
        while (!cell.has(SUSPENDED | ENDING)) {
            CellMessage.Failed failure = extras.pollDeferred();
            if (failure == null) {
                return;
            }
            cell.onSystem(failure);
        }
    }

    // ---------------------------------------------------------------- failure

    /**
     * This actor has failed: it and its subtree wait for the supervisor.
     *
     * @param perpetrator the child whose failure this is, when it was escalated or its decider threw
     */
    static void failed(ActorCell cell, Throwable cause, @Nullable LocalRef perpetrator) {
        if (cell.has(ENDING)) {
            failedTooLate(cell.system(), cell.ref(), cause);
            return;
        }
        if (!cell.has(SELF_SUSPENDED)) {
            suspend(cell, SELF_SUSPENDED);
        }
        CellExtras extras = cell.extras();
        extras.failures++;
        extras.lastFailure = cause;
        if (perpetrator != null) {
            extras.perpetrator = perpetrator;
        }
        cell.parentRef()
                .sendSystem(new CellMessage.Failed(
                        cell.ref(), cause, extras.generation, Envelope.captured(cell.currentElement())));
    }

    /** A child has failed: decide, or put it off while this actor is suspended itself. */
    static void childFailed(ActorCell cell, CellMessage.Failed failure) {
        if (cell.has(ENDING)) {
            failedTooLate(cell.system(), failure.child, failure.cause);
            return;
        }
        if (cell.has(SUSPENDED)) {
            cell.extras().defer(failure);
            return;
        }
        ActorCell child = failure.child.laCell();
        if (child == null || !cell.extras().children(cell).supervise(child)) {
            failedTooLate(cell.system(), failure.child, failure.cause);
            return;
        }
        try {
            cell.decide(failure);
        } catch (ChildSupervision.Escalation escalation) {
            failed(cell, escalation.failure(), failure.child);
        } catch (Throwable thrown) {
            cell.system().reportedAsFatal(thrown, cell.ref());
            failed(cell, thrown, failure.child);
        }
    }

    /** Nothing is left to decide, but nothing disappears in silence. */
    static void failedTooLate(LocalSystem system, LocalRef failed, Throwable cause) {
        system.failureLog().error("actor failed while it was stopping", failed, cause);
    }

    /** The supervisor lets this actor go on after its failure; without an instance that means to make one. */
    static void resumeFailed(ActorCell cell) {
        if (!cell.has(SELF_SUSPENDED) || cell.has(ENDING | REBUILDING)) {
            return;
        }
        if (cell.hasInstance()) {
            LocalRef perpetrator = cell.extras().perpetrator;
            if (perpetrator != null) {
                perpetrator.sendSystem(new CellMessage.Resume(true));
            }
            unsuspendSelf(cell);
        } else {
            rebuild(cell);
        }
    }

    // ---------------------------------------------------------------- restart

    static void restart(ActorCell cell, Throwable cause) {
        if (cell.has(ENDING)) {
            return;
        }
        CellExtras extras = cell.extras();
        extras.generation++;
        if (cell.has(REBUILDING)) {
            return;
        }
        if (cell.hasInstance()) {
            boolean failed = cell.has(SELF_SUSPENDED);
            if (!failed) {
                suspend(cell, SELF_SUSPENDED);
            }
            takeDown(cell, cause, failed);
            cell.set(REPLACING);
        }
        if (cell.has(REPLACING)) {
            extras.restartCause = cause;
        }
        rebuild(cell);
    }

    private static void takeDown(ActorCell cell, Throwable cause, boolean failed) {
        try {
            cell.preRestart(cause, failed ? cell.extras().failedElement : null);
        } catch (Throwable thrown) {
            cell.system().reportedAsFatal(thrown, cell.ref());
            cell.system().failureLog().error("preRestart failed, the restart goes on", cell.ref(), thrown);
        }
        Stashing.unstashAll(cell);
        cell.dropInstance();
    }

    /** Makes the next instance once no child is left that has been told to stop. */
    private static void rebuild(ActorCell cell) {
        Children children = cell.childrenOrNull();
        if (children != null && children.dying() > 0) {
            cell.set(REBUILDING);
        } else {
            cell.clear(REBUILDING);
            begin(cell, cell.has(REPLACING) ? cell.extras().restartCause : null);
        }
    }

    private static void restartKeptChildren(ActorCell cell, Throwable cause) {
        Children children = cell.childrenOrNull();
        if (children != null) {
            children.forEach(child -> {
                if (isSinceBoundary(cell, child) || !children.supervise(child)) {
                    return;
                }
                cell.extras().supervision().restartedWithParent(cell, child.ref());
                child.ref().sendSystem(new CellMessage.Restart(cause));
            });
        }
    }

    private static void markBoundary(ActorCell cell) {
        if (cell.has(REPLACING)) {
            cell.extras().childrenBoundary = cell.system().lastUid();
        }
    }

    private static boolean isSinceBoundary(ActorCell cell, ActorCell child) {
        return child.ref().uid() - cell.extras().childrenBoundary > 0;
    }

    /** What a failed instance has begun goes with it; its names are free before the next one is made. */
    private static void stopChildrenSinceBoundary(ActorCell cell) {
        Children children = cell.childrenOrNull();
        if (children != null) {
            boolean kept = cell.has(REPLACING);
            children.forEach(child -> {
                if (!kept || isSinceBoundary(cell, child)) {
                    stopChild(cell, child.ref());
                }
            });
        }
    }

    // ---------------------------------------------------------------- stop

    static void stop(ActorCell cell) {
        if (cell.has(ENDING)) {
            return;
        }
        cell.system().stops(cell);
        cell.set(STOPPING);
        cell.suspendMailbox();
        letGo(cell);
        stopChildren(cell);
        endIfChildless(cell);
    }

    private static void letGo(ActorCell cell) {
        CellExtras extras = cell.extrasOrNull();
        if (extras != null) {
            extras.letGo(cell);
            extras.takeDeferred(failure -> childFailed(cell, failure));
        }
    }

    static void stopChild(ActorCell cell, LocalRef child) {
        ActorCell living = child.laCell();
        Children children = cell.childrenOrNull();
        if (living != null && children != null && children.markDying(living)) {
            child.sendSystem(new CellMessage.Stop());
        }
    }

    private static void stopChildren(ActorCell cell) {
        Children children = cell.childrenOrNull();
        if (children != null) {
            children.close();
            children.forEach(child -> stopChild(cell, child.ref()));
        }
    }

    private static void endIfChildless(ActorCell cell) {
        Children children = cell.childrenOrNull();
        if (children == null || children.isEmpty()) {
            end(cell);
        }
    }

    static void childGone(ActorCell cell, ActorCell child) {
        cell.extras().children(cell).gone(child);
        ChildSupervision supervision = cell.extras().supervisionOrNull();
        if (supervision != null) {
            supervision.gone(cell, child.ref());
        }
        if (cell.has(STOPPING)) {
            endIfChildless(cell);
        } else if (cell.has(REBUILDING)) {
            rebuild(cell);
        }
    }

    private static void end(ActorCell cell) {
        if (cell.hasInstance()) {
            try {
                cell.instance().postStop();
            } catch (Throwable thrown) {
                cell.system().reportedAsFatal(thrown, cell.ref());
                cell.system().failureLog().error("postStop failed, the stop goes on", cell.ref(), thrown);
            }
            letGo(cell);
        }
        ended(cell);
    }

    private static void ended(ActorCell cell) {
        cell.dropInstance();
        cell.set(TERMINATED);
        cell.closeMailbox();
        tellOfEnd(cell);
        cell.system().longMailboxes().forget(cell.ref());
        cell.dispatcher().detach();
    }

    /**
     * The dispatcher refuses a live actor (a thread cannot be started, an executor is full): it ends here, without its hooks, since there is no
     * thread to run them on. In the thread of whoever has sent it something.
     */
    static void abandon(ActorCell cell, RejectedExecutionException cause) {
        cell.system().failureLog().error("actor ends, its dispatcher refuses to run it", cell.ref(), cause);
        cell.set(STOPPING);
        letGo(cell);
        stopChildren(cell);
        ended(cell);
    }

    /** The name is free before anybody hears of the end (W05). */
    private static void tellOfEnd(ActorCell cell) {
        LocalRef ref = cell.ref();
        ActorCell parent = ref.parent() instanceof LocalRef ? ((LocalRef) ref.parent()).laCell() : null;
        boolean awaited = parent == null || parent.extras().children(parent).remove(cell);
        ref.release(cell.number());
        if (awaited) {
            ref.parent().sendSystem(new CellMessage.ChildGone(cell));
        }
        CellExtras extras = cell.extrasOrNull();
        DeathWatch watch = extras == null ? null : extras.deathWatchOrNull();
        if (watch != null) {
            watch.notifyWatchers(ref);
        }
    }
}
