package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import io.garrick.actor.Kill;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Terminated;
import io.garrick.dispatch.QueueOwner;
import java.util.function.BooleanSupplier;

/** What the queue of a cell may know and report. Any thread. */
final class CellQueueOwner implements QueueOwner {

    private final LocalSystem system;
    private final LocalRef ref;

    CellQueueOwner(LocalSystem system, LocalRef ref) {
        this.system = system;
        this.ref = ref;
    }

    /** A message as a user's comparator sees it. */
    private record View(Object message, ActorRef sender) implements io.garrick.dispatch.Envelope {}

    /** What a bound does not count (Q02): what the runtime sends itself, and what ends or fails an actor. */
    @Override
    public boolean isExempt(Object element) {
        Object message = Envelope.message(element);
        return element instanceof Signal
                || message instanceof PoisonPill
                || message instanceof Kill
                || message instanceof Terminated;
    }

    @Override
    public Object message(Object element) {
        return Envelope.message(element);
    }

    @Override
    public io.garrick.dispatch.Envelope envelope(Object element) {
        ActorRef sender = Envelope.sender(element);
        return new View(Envelope.message(element), sender == null ? system.deadLetters() : sender);
    }

    @Override
    public boolean waitsFor(BooleanSupplier condition, long nanos) {
        return system.dispatcher().waitsFor(condition, nanos);
    }

    @Override
    public void senderCannotWait() {
        system.logger()
                .warn(
                        "sender cannot wait for room in a full mailbox on this thread, its message was dropped; said once: actor={} thread={}",
                        ref,
                        Thread.currentThread().getName());
    }

    @Override
    public void rankingFailed(Throwable thrown) {
        ActorCell cell = ref.laCell();
        if (cell == null || !system.reportedAsFatal(thrown, cell.ref())) {
            system.failureLog()
                    .error(
                            "mailbox could not order its messages, they are handled all the same; said once",
                            ref,
                            thrown);
        }
    }
}
