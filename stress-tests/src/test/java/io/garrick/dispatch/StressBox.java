package io.garrick.dispatch;

import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** A mailbox that counts in plain fields: the counts are right only if its runners exclude and see each other. */
final class StressBox extends Mailbox {

    static final String CLOSE = "close";

    int handled;
    int disposed;
    int kept;
    int system;
    int disposedSystem;
    int lastNumber;
    boolean inOrder = true;
    int overlaps;
    private boolean busy;

    /** What the runner does at a system message. */
    enum Order {
        NOTHING,
        SUSPEND,
        RESUME,
        DIVERT
    }

    /** A system message; those with a number are checked for their order. */
    static final class Message extends SystemMessage {
        final Order order;
        final int number;

        Message(Order order, int number) {
            this.order = order;
            this.number = number;
        }
    }

    StressBox(Dispatcher dispatcher) {
        this(dispatcher, null);
    }

    StressBox(Dispatcher dispatcher, @Nullable MessageQueue queue) {
        super(dispatcher, queue, new Message(Order.NOTHING, 0));
    }

    /** An idle mailbox with room for a few messages before it links another chunk, or with none. */
    static StressBox idle(StressDispatcher dispatcher, boolean roomy) {
        StressBox box = new StressBox(dispatcher);
        if (roomy) {
            box.enqueue("a");
            box.enqueue("b");
            box.enqueue("c");
        }
        box.start();
        dispatcher.runAll();
        box.handled = 0;
        box.system = 0;
        return box;
    }

    void order(Order order) {
        order(order, 0);
    }

    void order(Order order, int number) {
        enqueueSystem(new Message(order, number));
    }

    private void begins() {
        if (busy) {
            overlaps++;
        }
        busy = true;
    }

    private void ends() {
        busy = false;
    }

    @Override
    protected void onMessage(Object message) {
        begins();
        handled++;
        if (message.equals(CLOSE)) {
            handled--;
            close();
        }
        ends();
    }

    @Override
    protected void onSystem(SystemMessage message) {
        begins();
        Message ours = (Message) message;
        system++;
        if (ours.number != 0) {
            inOrder &= ours.number > lastNumber;
            lastNumber = ours.number;
        }
        if (ours.order == Order.SUSPEND) {
            suspend();
        } else if (ours.order == Order.RESUME) {
            resume();
        } else if (ours.order == Order.DIVERT) {
            suspend();
            divert(queued -> kept++);
        }
        ends();
    }

    @Override
    protected void onClosed(Object message) {
        disposed++;
    }

    @Override
    protected void onClosedSystem(SystemMessage message) {
        disposedSystem++;
    }

    @Override
    @Nullable
    protected Object pollFront() {
        return null;
    }

    @Override
    protected void onLeave() {}

    @Override
    protected void onOverflow(Object lost, boolean refused) {
        throw new IllegalStateException("an unbounded mailbox overflows");
    }

    @Override
    protected void onRejected(RejectedExecutionException cause) {
        drainHere();
    }
}
