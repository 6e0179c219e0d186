package io.garrick.dispatch;

import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A mailbox whose runs happen in the threads that schedule it, in all interleavings that a model checker finds: whatever was sent is handled or disposed
 * of once, by one runner at a time.
 */
@Tag("nightly")
public class MailboxLincheckTest {

    private final StressDispatcher dispatcher = new StressDispatcher(true);
    private final StressBox box = StressBox.idle(dispatcher, false);
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger sentSystem = new AtomicInteger();

    @Operation
    public void tell() {
        sent.incrementAndGet();
        box.enqueue("message");
    }

    @Operation
    public void order() {
        sentSystem.incrementAndGet();
        box.order(StressBox.Order.NOTHING);
    }

    @Operation
    public void pause() {
        sentSystem.addAndGet(2);
        box.order(StressBox.Order.SUSPEND);
        box.order(StressBox.Order.RESUME);
    }

    @Operation(runOnce = true)
    public void close() {
        box.enqueue(StressBox.CLOSE);
    }

    @Validate
    public void everythingHasArrivedOnce() {
        dispatcher.runAll();
        if (box.handled + box.disposed != sent.get()
                || box.system + box.disposedSystem != sentSystem.get()
                || box.overlaps != 0
                || box.queuedMessages() != 0) {
            throw new AssertionError("sent=" + sent + " handled=" + box.handled + " disposed=" + box.disposed
                    + " sentSystem=" + sentSystem + " system=" + box.system + " disposedSystem=" + box.disposedSystem
                    + " overlaps=" + box.overlaps + " queued=" + box.queuedMessages());
        }
    }

    @Test
    @DisplayName("Q06 no interleaving of producers and runners loses a message, or runs a mailbox twice at once")
    void mailbox_allInterleavings_losesNothing() {
        new ModelCheckingOptions()
                .iterations(12)
                .invocationsPerIteration(400)
                .threads(3)
                .actorsPerThread(2)
                .actorsBefore(1)
                .actorsAfter(0)
                .check(MailboxLincheckTest.class);
    }
}
