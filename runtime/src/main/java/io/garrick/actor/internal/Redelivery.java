package io.garrick.actor.internal;

import io.garrick.actor.AutoReceivedMessage;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.ReceiveTimeout;
import org.jspecify.annotations.Nullable;

/** Messages that crash their actor and are handed over again after its restart (S14). Runner only. */
final class Redelivery {

    private Redelivery() {}

    /** A message that is handed over again; its sender is kept. */
    static final class Redelivered extends Envelope {

        /** How often it has been handed over again, this time included. */
        final int times;

        Redelivered(Object element, int times) {
            super(message(element), sender(element), captured(element));
            this.times = times;
        }
    }

    /**
     * A failed instance has been taken down: the message goes behind what has been put back in front of the mailbox since it was taken, and before
     * what was behind it, unless it has crashed its actor too often.
     */
    static void afterTakeDown(ActorCell cell, int most) {
        Object element = take(cell);
        if (element == null || most == 0) {
            return;
        }
        int times = element instanceof Redelivered ? ((Redelivered) element).times : 0;
        if (times >= most) {
            poison(cell, element);
        } else {
            cell.extras().stash(cell.system().stashCapacity(cell)).takeBack(new Redelivered(element, times + 1));
            cell.frontWaits(true);
        }
    }

    /** The instance ends, and its failure is no longer decided on: if the supervisor's strategy hands messages over again, not this one. */
    static void givenUp(ActorCell cell) {
        Object element = take(cell);
        if (element != null) {
            if (Children.rulesFor(cell).redelivering()) {
                poison(cell, element);
            }
        }
    }

    /** The actor is stopped, by whom ever: what waits to be handed over again will not be. */
    static void stopped(ActorCell cell) {
        givenUp(cell);
        Stash stash = cell.stashOrNull();
        if (stash != null && stash.hasFront()) {
            stash.takeFront(Redelivered.class, each -> poison(cell, each));
        }
    }

    private static @Nullable Object take(ActorCell cell) {
        CellExtras extras = cell.extrasOrNull();
        Object element = extras == null ? null : extras.failedElement;
        if (extras == null || element == null) {
            return null;
        }
        extras.failedElement = null;
        return isUsers(element) ? element : null;
    }

    /** Not what the runtime sends, and not what the handler had put aside: that is not lost. */
    private static boolean isUsers(Object element) {
        Object message = Envelope.message(element);
        return !(element instanceof Signal
                || element instanceof Stash.Aside
                || message instanceof AutoReceivedMessage
                || message instanceof ReceiveTimeout);
    }

    private static void poison(ActorCell cell, Object element) {
        cell.ref().undelivered(element, DeadLetter.Reason.POISON);
    }
}
