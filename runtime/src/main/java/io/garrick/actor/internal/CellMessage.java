package io.garrick.actor.internal;

import io.garrick.actor.ActorException;
import io.garrick.actor.ActorRef;
import io.garrick.actor.spi.RemoteRefProvider;
import io.garrick.actor.spi.RemoteRefProvider.Happening;
import io.garrick.actor.spi.RemoteRefProvider.Meanwhile;
import io.garrick.actor.spi.RemoteRefProvider.Signal;
import io.garrick.actor.spi.RemoteRefProvider.Step;
import io.garrick.dispatch.SystemMessage;
import io.garrick.supervision.Directive;
import io.garrick.supervision.Event;
import io.garrick.supervision.WhileStopped;
import org.jspecify.annotations.Nullable;

/** What cells tell each other through the system queue. Each kind is a class that knows what to do with the receiving cell. */
abstract class CellMessage extends SystemMessage {

    /** Acts on the receiver. In the receiver's activation; may throw, which is then the receiver's failure. */
    abstract void deliver(ActorCell cell);

    /** The receiver has ended. In the thread of the sender, or of the receiver's last activation. */
    void undeliverable(InternalRef to) {}

    /** What another node is told for this; null for what never concerns one. */
    @Nullable
    Signal overWire(InternalRef to) {
        return null;
    }

    /** What the node of a child that lives elsewhere is told for this; null for what no parent tells. */
    @Nullable
    Signal order(DeployedRef child) {
        return null;
    }

    /** What the node of a parent that lives elsewhere is told for this; null for what no child tells. */
    @Nullable
    Signal report(FarParent parent) {
        return null;
    }

    private static Signal step(DeployedRef child, Step step) {
        return restart(child, step, null, 0, null, false);
    }

    /** Its own failure is not sent back: the child still has it. */
    private static Signal restart(
            DeployedRef child,
            Step step,
            @Nullable Throwable cause,
            int redeliveries,
            @Nullable WhileStopped whileStopped,
            boolean awaited) {
        Throwable others = child.hasReported(cause) ? null : cause;
        Meanwhile meanwhile = whileStopped instanceof WhileStopped.Reply
                ? new Meanwhile(((WhileStopped.Reply) whileStopped).message())
                : whileStopped instanceof WhileStopped.DeadLetters ? new Meanwhile(null) : null;
        return new RemoteRefProvider.Order(child, child.parent(), step, others, redeliveries, meanwhile, awaited);
    }

    private static Signal reported(
            FarParent parent, ActorRef child, Happening what, long generation, @Nullable Throwable cause) {
        return new RemoteRefProvider.Report(parent, child, what, generation, cause, "");
    }

    /** The cause of a restart, which may be what the actor itself has failed with. */
    private static Throwable known(@Nullable Throwable given, ActorCell cell) {
        Throwable own = cell.extras().lastFailure;
        return given != null
                ? given
                : own != null ? own : new ActorException("actor is restarted: actor=" + cell.ref());
    }

    /** The first message of every cell. */
    static final class Create extends CellMessage {
        @Override
        void deliver(ActorCell cell) {
            Lifecycle.create(cell);
        }
    }

    /** The parent is suspended, and so is its subtree. */
    static final class Suspend extends CellMessage {
        @Override
        void deliver(ActorCell cell) {
            Lifecycle.suspendedByParent(cell);
        }

        @Override
        Signal order(DeployedRef child) {
            return step(child, Step.SUSPEND);
        }
    }

    /** The parent is no longer suspended; or, with {@code failure}, has decided that the receiver goes on after its failure. */
    static final class Resume extends CellMessage {
        private final boolean failure;

        Resume(boolean failure) {
            this.failure = failure;
        }

        @Override
        void deliver(ActorCell cell) {
            if (failure) {
                Lifecycle.resumeFailed(cell);
            } else {
                Lifecycle.resumedByParent(cell);
            }
        }

        @Override
        Signal order(DeployedRef child) {
            return step(child, failure ? Step.GO_ON : Step.RESUME);
        }
    }

    /** The supervisor has decided on a fresh instance. */
    static final class Restart extends CellMessage {
        @Nullable
        private final Throwable cause;

        private final int redeliveries;
        private final boolean awaited;

        /**
         * @param cause null for what the receiver has failed with
         * @param redeliveries how often the message that has failed may be handed over again
         * @param awaited whether the parent is to be told when the instance is there
         */
        Restart(@Nullable Throwable cause, int redeliveries, boolean awaited) {
            this.cause = cause;
            this.redeliveries = redeliveries;
            this.awaited = awaited;
        }

        @Override
        void deliver(ActorCell cell) {
            Lifecycle.restart(cell, known(cause, cell), redeliveries, awaited);
        }

        @Override
        Signal order(DeployedRef child) {
            return restart(child, Step.RESTART, cause, redeliveries, null, awaited);
        }
    }

    /** The supervisor has decided on a fresh instance, but not yet: the old one is to go, and {@link Start} comes later. */
    static final class TakeDown extends CellMessage {
        @Nullable
        private final Throwable cause;

        private final int redeliveries;

        @Nullable
        private final WhileStopped whileStopped;

        private final boolean awaited;

        /**
         * @param cause null for what the receiver has failed with
         * @param redeliveries how often the message that has failed may be handed over again
         * @param whileStopped what becomes of messages that come meanwhile, if anything special
         * @param awaited whether the parent is to be told when the old instance and the children that it has stopped are gone
         */
        TakeDown(@Nullable Throwable cause, int redeliveries, @Nullable WhileStopped whileStopped, boolean awaited) {
            this.cause = cause;
            this.redeliveries = redeliveries;
            this.whileStopped = whileStopped;
            this.awaited = awaited;
        }

        @Override
        void deliver(ActorCell cell) {
            Lifecycle.takeDown(cell, known(cause, cell), redeliveries, whileStopped, awaited);
        }

        @Override
        Signal order(DeployedRef child) {
            return restart(child, Step.TAKE_DOWN, cause, redeliveries, whileStopped, awaited);
        }
    }

    /** The time for the fresh instance has come. */
    static final class Start extends CellMessage {
        private final boolean awaited;

        Start(boolean awaited) {
            this.awaited = awaited;
        }

        @Override
        void deliver(ActorCell cell) {
            Lifecycle.start(cell, awaited);
        }

        @Override
        Signal order(DeployedRef child) {
            return restart(child, Step.START, null, 0, null, awaited);
        }
    }

    /** The receiver shall end, its parent or the system wants it so. */
    static final class Stop extends CellMessage {
        @Override
        void deliver(ActorCell cell) {
            Lifecycle.stop(cell);
        }

        @Override
        Signal order(DeployedRef child) {
            return step(child, Step.STOP);
        }
    }

    /** The receiver has told itself to end. */
    static final class StopItself extends CellMessage {
        @Override
        void deliver(ActorCell cell) {
            Lifecycle.endByItself(cell);
        }
    }

    /** To a parent that ends: this child has had its time to end. */
    static final class Late extends CellMessage {
        private final LocalRef child;

        Late(LocalRef child) {
            this.child = child;
        }

        @Override
        void deliver(ActorCell cell) {
            Lifecycle.childIsLate(cell, child);
        }
    }

    /** To a parent: what its supervision waits for has happened. */
    static final class Progress extends CellMessage {
        private final Event<LocalRef> event;

        Progress(Event<LocalRef> event) {
            this.event = event;
        }

        @Override
        void deliver(ActorCell cell) {
            Lifecycle.childProgressed(cell, event);
        }

        @Override
        Signal report(FarParent parent) {
            if (event instanceof Event.TakenDown<LocalRef> down) {
                return reported(parent, down.child(), Happening.TAKEN_DOWN, down.generation(), null);
            }
            Event.Started<LocalRef> started = (Event.Started<LocalRef>) event;
            return reported(parent, started.child(), Happening.STARTED, started.generation(), null);
        }
    }

    /** To a parent: stop this child of yours. */
    static final class StopChild extends CellMessage {
        private final LocalRef child;

        StopChild(LocalRef child) {
            this.child = child;
        }

        LocalRef child() {
            return child;
        }

        @Override
        void deliver(ActorCell cell) {
            Lifecycle.stopChild(cell, child);
        }
    }

    /** To a parent: a child has failed, or is permanent and has ended by itself; it is suspended with its subtree, and waits for a decision. */
    static class Failed extends CellMessage {
        final LocalRef child;
        final Throwable cause;
        final long generation;

        /** The context of the message whose handling failed, if it had one. */
        @Nullable
        final Object captured;

        /**
         * @param generation how many restarts the child had carried out when it failed
         */
        Failed(LocalRef child, Throwable cause, long generation, @Nullable Object captured) {
            this.child = child;
            this.cause = cause;
            this.generation = generation;
            this.captured = captured;
        }

        @Override
        void deliver(ActorCell cell) {
            Lifecycle.childFailed(cell, this);
        }

        @Override
        Signal report(FarParent parent) {
            return reported(parent, child, Happening.FAILED, generation, cause);
        }

        /** Nobody decides any more. */
        void tooLate(LocalSystem system) {
            Lifecycle.failedTooLate(system, child, cause);
        }

        Event<LocalRef> event(Directive directive) {
            return new Event.Failed<>(child, generation, cause, directive);
        }

        @Override
        void undeliverable(InternalRef to) {
            tooLate(to.system());
        }
    }

    /** To a parent: a permanent child has ended by itself. */
    static final class EndedByItself extends Failed {
        EndedByItself(LocalRef child, Throwable cause, long generation) {
            super(child, cause, generation, null);
        }

        @Override
        Signal report(FarParent parent) {
            return reported(parent, child, Happening.ENDED_BY_ITSELF, generation, cause);
        }

        @Override
        void tooLate(LocalSystem system) {
            // it has ended, and that is what was to be
        }

        @Override
        Event<LocalRef> event(Directive directive) {
            return new Event.EndedByItself<>(child, generation, cause);
        }
    }

    /** To a child that lives elsewhere: what it has to know of its parent's strategy. Children here look at their parent's {@link Children#rules()}. */
    static final class Rule extends CellMessage {
        private final RemoteRefProvider.Rules rules;

        Rule(RemoteRefProvider.Rules rules) {
            this.rules = rules;
        }

        @Override
        void deliver(ActorCell cell) {
            if (cell.parentRef() instanceof FarParent parent) {
                parent.rules(rules);
            }
        }

        @Override
        Signal order(DeployedRef child) {
            return new RemoteRefProvider.Rule(child, child.parent(), rules);
        }
    }

    /** To a parent: a child has ended and has freed its name. */
    static final class ChildGone extends CellMessage {
        private final ActorCell child;

        ChildGone(ActorCell child) {
            this.child = child;
        }

        @Override
        void deliver(ActorCell cell) {
            Lifecycle.childGone(cell, child);
        }

        @Override
        Signal report(FarParent parent) {
            return reported(parent, child.ref(), Happening.GONE, 0, null);
        }
    }

    /** To a subject: tell this watcher when you have ended. */
    static final class Watch extends CellMessage {
        private final ActorRef watcher;

        Watch(ActorRef watcher) {
            this.watcher = watcher;
        }

        @Override
        void deliver(ActorCell cell) {
            cell.extras().deathWatch().addWatcher(watcher);
        }

        @Override
        void undeliverable(InternalRef to) {
            DeathWatch.notify(to.system(), watcher, to, to instanceof LocalRef, false);
        }

        @Override
        Signal overWire(InternalRef to) {
            return new RemoteRefProvider.Watch(to, watcher);
        }
    }

    /** To a subject: do not tell this watcher. */
    static final class Unwatch extends CellMessage {
        private final ActorRef watcher;

        Unwatch(ActorRef watcher) {
            this.watcher = watcher;
        }

        @Override
        void deliver(ActorCell cell) {
            cell.extras().deathWatch().removeWatcher(watcher);
        }

        @Override
        Signal overWire(InternalRef to) {
            return new RemoteRefProvider.Unwatch(to, watcher);
        }
    }

    /** To a watcher: a subject has ended. */
    static final class DeathNotice extends CellMessage {
        final ActorRef subject;
        final boolean existenceConfirmed;
        final boolean addressTerminated;

        DeathNotice(ActorRef subject, boolean existenceConfirmed, boolean addressTerminated) {
            this.subject = subject;
            this.existenceConfirmed = existenceConfirmed;
            this.addressTerminated = addressTerminated;
        }

        @Override
        void deliver(ActorCell cell) {
            CellExtras extras = cell.extrasOrNull();
            DeathWatch watch = extras == null ? null : extras.deathWatchOrNull();
            if (watch != null) {
                watch.noticed(cell, this);
            }
        }

        @Override
        Signal overWire(InternalRef to) {
            return new RemoteRefProvider.Ended(subject, to, existenceConfirmed, addressTerminated);
        }
    }
}
