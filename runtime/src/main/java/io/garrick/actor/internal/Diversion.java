package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import io.garrick.actor.AutoReceivedMessage;
import io.garrick.actor.DeadLetter;
import io.garrick.supervision.WhileStopped;

/**
 * What becomes of messages that come to an actor while it waits for its next instance, where the strategy does not let them queue (S13). What is queued
 * before is kept, behind what waits in front of the queue already; and so is what the runtime sends. Runner only.
 */
final class Diversion {

    private Diversion() {}

    /** The old instance is gone. */
    static void begin(ActorCell cell, WhileStopped choice) {
        if (!(choice instanceof WhileStopped.Queue)) {
            cell.extras().whileStopped = choice;
            cell.divertMailbox(element -> keep(cell, element));
        }
    }

    /** The next instance is made, or the actor ends. */
    static void end(ActorCell cell) {
        CellExtras extras = cell.extrasOrNull();
        if (extras != null && extras.whileStopped != null) {
            extras.whileStopped = null;
            cell.undivertMailbox();
        }
    }

    /** A message has come meanwhile. */
    static void arrived(ActorCell cell, Object element) {
        ActorRef sender = Envelope.sender(element);
        if (isRuntimes(element)) {
            keep(cell, element);
        } else if (cell.extras().whileStopped instanceof WhileStopped.Reply && sender != null) {
            WhileStopped.Reply choice = (WhileStopped.Reply) cell.extras().whileStopped;
            cell.system().tell(sender, choice.message(), cell.ref());
        } else {
            cell.ref().undelivered(element, DeadLetter.Reason.RESTARTED);
        }
    }

    private static boolean isRuntimes(Object element) {
        return element instanceof Signal || Envelope.message(element) instanceof AutoReceivedMessage;
    }

    private static void keep(ActorCell cell, Object element) {
        Envelope kept = element instanceof Envelope ? (Envelope) element : new Envelope(element, null);
        cell.extras().stash(cell.system().stashCapacity(cell)).addToFront(kept);
        cell.frontWaits(true);
    }
}
