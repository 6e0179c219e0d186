package io.garrick.actor.internal;

import io.garrick.actor.ActorContext;
import java.util.function.Consumer;

/** What {@link io.garrick.actor.Stash} does to a cell: the way from the API to {@link Stash}. Runner only; throws elsewhere. */
public final class Stashing {

    private Stashing() {}

    /** Puts the message that is being handled aside. */
    public static void stash(ActorContext context) {
        ActorCell cell = running(context, "stash()");
        Object current = cell.currentElement();
        if (current == null || !cell.hasInstance()) {
            throw new IllegalStateException("there is no message to stash: actor=" + cell.ref());
        }
        CellExtras extras = cell.extras();
        if (current == extras.failedElement) {
            extras.failedElement = null; // put aside by preRestart: it comes again that way
        }
        cell.current(extras.stash(cell.system().stashCapacity(cell)).add(current, cell.ref()));
    }

    /** Puts the oldest stashed message in front of the mailbox. */
    public static void unstash(ActorContext context) {
        putBack(context, "unstash()", Stash::unstash);
    }

    /** Puts all stashed messages in front of the mailbox, oldest first. */
    public static void unstashAll(ActorContext context) {
        putBack(context, "unstashAll()", Stash::unstashAll);
    }

    /** Forgets all stashed messages; they become dead letters. */
    public static void clearStash(ActorContext context) {
        ActorCell cell = running(context, "clearStash()");
        Stash stash = cell.stashOrNull();
        if (stash != null) {
            stash.takeAside(cell::onClosed);
        }
    }

    /** In an activation only: what goes before the queue is handled when it ends. */
    private static void putBack(ActorContext context, String call, Consumer<Stash> move) {
        ActorCell cell = (ActorCell) context;
        if (!cell.isRunningHere()) {
            throw cell.notRunning(call, ActorCell.REMEDY);
        }
        Stash stash = cell.stashOrNull();
        if (stash != null) {
            move.accept(stash);
            cell.frontWaits(stash.hasFront());
        }
    }

    private static ActorCell running(ActorContext context, String call) {
        ActorCell cell = (ActorCell) context;
        cell.ensureRunning(call);
        return cell;
    }
}
