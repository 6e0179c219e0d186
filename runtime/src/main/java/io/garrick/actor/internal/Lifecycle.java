package io.garrick.actor.internal;

import io.garrick.supervision.ActorEndedException;
import io.garrick.supervision.ActorInitializationException;
import io.garrick.supervision.ChildKind;
import io.garrick.supervision.Event;
import io.garrick.supervision.WhileStopped;
import java.util.Optional;
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
 *   ALIVE, FAILED            -> DOWN                     // takeDown: as for a restart, but the next instance waits for a start
 *   DOWN                     -> REBUILDING               // start, restart
 *   ALIVE, FAILED            -> LEAVING -> FAILED        // a permanent actor ends by itself; its children are gone: postStop has run, it waits for its supervisor
 *   any of these             -> STOPPING                 // stop
 *   STOPPING                 -> TERMINATED               // every child is gone: postStop has run
 * </pre>
 *
 * <p>Beside it stands {@code PARENT_SUSPENDED}. FAILED, REBUILDING, DOWN and LEAVING suspend the actor itself, and any suspension of an actor
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

    /** Has been told to take its instance down, and not yet to start again. */
    static final int DOWN = 1 << 6;

    /** Permanent and ending by itself: waits for its children before {@code postStop}. */
    static final int LEAVING = 1 << 7;

    /** The parent is to be told when the instance is gone. */
    static final int TELL_DOWN = 1 << 8;

    /** The parent is to be told when the next instance is there. */
    static final int TELL_STARTED = 1 << 9;

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
            learnStrategy(cell);
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
        if (cell.has(TELL_STARTED)) {
            cell.clear(TELL_STARTED);
            tellParent(cell, new Event.Started<>(cell.ref(), cell.extras().generation));
        }
    }

    private static void tellParent(ActorCell cell, Event<LocalRef> event) {
        cell.parentRef().sendSystem(new CellMessage.Progress(event));
    }

    /** What the strategy says of children that do not fail is asked when there is a child, and not when that is needed. */
    static void learnStrategy(ActorCell cell) {
        Children children = cell.childrenOrNull();
        if (children != null && !children.learned && cell.hasInstance()) {
            children.learned = true;
            ChildSupervision.learn(cell, children);
        }
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
            failure.tooLate(cell.system());
            return;
        }
        if (cell.has(SUSPENDED)) {
            cell.extras().defer(failure);
            return;
        }
        ActorCell child = failure.child.laCell();
        if (child == null || !cell.extras().children(cell).supervise(child)) {
            failure.tooLate(cell.system());
            return;
        }
        try {
            decide(cell, failure);
        } catch (ChildSupervision.Escalation escalation) {
            failed(cell, escalation.failure(), failure.child);
        } catch (Throwable thrown) {
            cell.system().reportedAsFatal(thrown, cell.ref());
            failed(cell, thrown, failure.child);
        }
    }

    /** With the child as sender (S16). */
    private static void decide(ActorCell cell, CellMessage.Failed failure) throws Exception {
        cell.during(
                new Envelope(failure.cause, failure.child, failure.captured),
                () -> cell.extras().supervision().failed(cell, failure));
    }

    /** Something that the supervision of the children waits for; needs no decision, so that it goes on while this actor is suspended. */
    static void childProgressed(ActorCell cell, Event<LocalRef> event) {
        ChildSupervision supervision = cell.extras().supervisionOrNull();
        if (supervision != null && !cell.has(ENDING)) {
            supervision.goOn(cell, event);
        }
    }

    /** Nothing is left to decide, but nothing disappears in silence. */
    static void failedTooLate(LocalSystem system, LocalRef failed, Throwable cause) {
        system.failureLog().error("actor failed while it was stopping", failed, cause);
    }

    /** The supervisor lets this actor go on after its failure; without an instance that means to make one. */
    static void resumeFailed(ActorCell cell) {
        if (!cell.has(SELF_SUSPENDED) || cell.has(ENDING | REBUILDING | DOWN | LEAVING)) {
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

    static void restart(ActorCell cell, Throwable cause, int redeliveries, boolean awaited) {
        if (!cell.has(ENDING)) {
            leaveInstance(cell, cause, redeliveries);
            rise(cell, awaited);
        }
    }

    /** The first half of a restart; the second comes with {@link #start}. */
    static void takeDown(
            ActorCell cell, Throwable cause, int redeliveries, @Nullable WhileStopped choice, boolean awaited) {
        if (!cell.has(ENDING)) {
            leaveInstance(cell, cause, redeliveries);
            if (choice != null) {
                Diversion.begin(cell, choice);
            }
            cell.clear(TELL_STARTED);
            cell.set(awaited ? DOWN | TELL_DOWN : DOWN);
            rebuild(cell);
        }
    }

    static void start(ActorCell cell, boolean awaited) {
        if (cell.has(DOWN) && !cell.has(ENDING)) {
            rise(cell, awaited);
        }
    }

    private static void rise(ActorCell cell, boolean awaited) {
        cell.clear(DOWN | TELL_DOWN | TELL_STARTED);
        Diversion.end(cell);
        cell.set(awaited ? TELL_STARTED : 0);
        rebuild(cell);
    }

    private static void leaveInstance(ActorCell cell, Throwable cause, int redeliveries) {
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
            cell.clear(LEAVING);
            dropInstance(cell, cause, failed);
            Redelivery.afterTakeDown(cell, redeliveries);
            cell.set(REPLACING);
        }
        if (cell.has(REPLACING)) {
            extras.restartCause = cause;
        }
    }

    private static void dropInstance(ActorCell cell, Throwable cause, boolean failed) {
        try {
            cell.preRestart(cause, failed ? cell.extras().failedElement : null);
        } catch (Throwable thrown) {
            cell.system().reportedAsFatal(thrown, cell.ref());
            cell.system().failureLog().error("preRestart failed, the restart goes on", cell.ref(), thrown);
        }
        Stashing.unstashAll(cell);
        settleChildren(cell);
        cell.dropInstance();
    }

    /** Whatever this actor's supervision had under way goes with the instance. */
    private static void settleChildren(ActorCell cell) {
        ChildSupervision supervision = cell.extras().supervisionOrNull();
        if (supervision != null) {
            supervision.parentRestarting(cell);
        }
    }

    /** Goes on once no child is left that has been told to stop: makes the next instance, or says that the old one is gone. */
    private static void rebuild(ActorCell cell) {
        Children children = cell.childrenOrNull();
        if (children != null && children.dying() > 0) {
            cell.set(REBUILDING);
            return;
        }
        cell.clear(REBUILDING);
        if (!cell.has(DOWN)) {
            begin(cell, cell.has(REPLACING) ? cell.extras().restartCause : null);
        } else if (cell.has(TELL_DOWN)) {
            cell.clear(TELL_DOWN);
            tellParent(cell, new Event.TakenDown<>(cell.ref(), cell.extras().generation));
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
                child.ref().sendSystem(new CellMessage.Restart(cause, 0, false));
            });
        }
    }

    private static void markBoundary(ActorCell cell) {
        if (cell.has(REPLACING)) {
            cell.extras().childrenBoundary = cell.system().nextUid();
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
        Diversion.end(cell);
        letGo(cell);
        Redelivery.stopped(cell);
        stopChildren(cell);
        endIfChildless(cell);
    }

    /** The actor has told itself to end; one that is permanent is started again if its supervisor's budget allows. */
    static void endByItself(ActorCell cell) {
        if (!isPermanent(cell)) {
            stop(cell);
        } else if (cell.hasInstance() && !cell.has(ENDING | LEAVING)) {
            if (!cell.has(SELF_SUSPENDED)) {
                suspend(cell, SELF_SUSPENDED);
            }
            cell.set(LEAVING);
            stopAll(cell);
            leaveIfChildless(cell);
        }
    }

    private static boolean isPermanent(ActorCell cell) {
        Optional<ChildKind> own = cell.props().kind();
        if (own.isPresent()) {
            return own.get() == ChildKind.PERMANENT;
        }
        return Children.rulesFor(cell).permanent();
    }

    private static void leaveIfChildless(ActorCell cell) {
        Children children = cell.childrenOrNull();
        if (children != null && children.dying() > 0) {
            return;
        }
        cell.clear(LEAVING);
        postStop(cell);
        Stashing.unstashAll(cell);
        stopAll(cell);
        settleChildren(cell);
        Redelivery.givenUp(cell);
        cell.extras().cancelReceiveTimer();
        cell.dropInstance();
        Throwable cause = new ActorEndedException("permanent actor ended by itself: actor=" + cell.ref());
        cell.parentRef().sendSystem(new CellMessage.EndedByItself(cell.ref(), cause, cell.extras().generation));
    }

    private static void postStop(ActorCell cell) {
        try {
            cell.instance().postStop();
        } catch (Throwable thrown) {
            cell.system().reportedAsFatal(thrown, cell.ref());
            cell.system().failureLog().error("postStop failed, the stop goes on", cell.ref(), thrown);
        }
    }

    private static void letGo(ActorCell cell) {
        CellExtras extras = cell.extrasOrNull();
        if (extras != null) {
            extras.letGo(cell);
            extras.takeDeferred(failure -> childFailed(cell, failure));
        }
    }

    /** Returns false if the child has been told, or has ended, already. */
    static boolean stopChild(ActorCell cell, LocalRef child) {
        ActorCell living = child.laCell();
        Children children = cell.childrenOrNull();
        boolean told = living != null && children != null && children.markDying(living);
        if (told) {
            child.sendSystem(new CellMessage.Stop());
        }
        return told;
    }

    private static void stopChildren(ActorCell cell) {
        Children children = cell.childrenOrNull();
        if (children != null) {
            children.close();
            ChildSupervision supervision = cell.extras().supervisionOrNull();
            if (supervision == null || !supervision.stopInOrder(cell)) {
                stopAll(cell);
            }
        }
    }

    private static void stopAll(ActorCell cell) {
        Children children = cell.childrenOrNull();
        if (children != null) {
            children.forEach(child -> stopChild(cell, child.ref()));
        }
    }

    /** One of the children that are stopped in order has not ended in time. */
    static void childIsLate(ActorCell cell, LocalRef child) {
        ChildSupervision supervision = cell.extras().supervisionOrNull();
        if (supervision != null) {
            supervision.late(cell, child);
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
        } else if (cell.has(LEAVING)) {
            leaveIfChildless(cell);
        } else if (cell.has(REBUILDING)) {
            rebuild(cell);
        }
    }

    private static void end(ActorCell cell) {
        if (cell.hasInstance()) {
            postStop(cell);
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
