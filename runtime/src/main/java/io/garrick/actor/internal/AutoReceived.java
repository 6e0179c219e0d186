package io.garrick.actor.internal;

import io.garrick.actor.ActorIdentity;
import io.garrick.actor.AutoReceivedMessage;
import io.garrick.actor.Identify;
import io.garrick.actor.Kill;
import io.garrick.actor.PoisonPill;
import io.garrick.supervision.ActorKilledException;
import java.util.Optional;

/** The few kinds of messages that a cell acts on itself (M07). Runner only. */
final class AutoReceived {

    private AutoReceived() {}

    static void receive(ActorCell cell, AutoReceivedMessage message) throws Exception {
        Object element = cell.currentElement();
        if (message instanceof PoisonPill) {
            Lifecycle.endByItself(cell);
        } else if (message instanceof Kill) {
            throw new ActorKilledException("actor was told to fail by Kill: actor=" + cell.ref());
        } else if (message instanceof Identify) {
            Object id = ((Identify) message).messageId();
            cell.system().tell(cell.getSenderUnguarded(), new ActorIdentity(id, Optional.of(cell.ref())), cell.ref());
        } else if (element instanceof Stash.Replay || element instanceof Signal) {
            cell.handle(message);
        } else {
            cell.system()
                    .logger()
                    .debug("notice ignored, it was sent by a user and not by death watch: actor={}", cell.ref());
        }
    }
}
