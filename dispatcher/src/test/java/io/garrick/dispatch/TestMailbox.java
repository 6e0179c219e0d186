package io.garrick.dispatch;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** A mailbox whose handler is a lambda; its system messages are {@link Command}s. */
class TestMailbox extends Mailbox {

    final Queue<Object> closedMessages = new ConcurrentLinkedQueue<>();
    final Queue<SystemMessage> closedSystemMessages = new ConcurrentLinkedQueue<>();
    final Queue<Object> lost = new ConcurrentLinkedQueue<>();
    final java.util.ArrayDeque<Object> front = new java.util.ArrayDeque<>();

    /** By the runner. */
    int activations;

    volatile int refused;
    java.util.function.Consumer<Object> handler;

    TestMailbox(Dispatcher dispatcher) {
        this(dispatcher, null, message -> {});
    }

    TestMailbox(Dispatcher dispatcher, java.util.function.Consumer<Object> handler) {
        this(dispatcher, null, handler);
    }

    TestMailbox(Dispatcher dispatcher, @Nullable MessageQueue queue, java.util.function.Consumer<Object> handler) {
        this(dispatcher, queue, handler, new Command(self -> {}));
        start();
    }

    /** Not yet started. */
    TestMailbox(
            Dispatcher dispatcher,
            @Nullable MessageQueue queue,
            java.util.function.Consumer<Object> handler,
            Command first) {
        super(dispatcher, queue, first);
        this.handler = handler;
    }

    /** Something for the runner to do. */
    static final class Command extends SystemMessage {
        final java.util.function.Consumer<TestMailbox> action;

        Command(java.util.function.Consumer<TestMailbox> action) {
            this.action = action;
        }
    }

    void order(java.util.function.Consumer<TestMailbox> action) {
        enqueueSystem(new Command(action));
    }

    void doSuspend() {
        suspend();
    }

    void doResume() {
        resume();
    }

    void doClose() {
        close();
    }

    void putInFront(Object message) {
        front.add(message);
        front(true);
    }

    int slotsHeld() {
        return consumerBuffer.length - 1;
    }

    @Override
    protected void onMessage(Object message) {
        handler.accept(message);
    }

    @Override
    protected void onSystem(SystemMessage message) {
        ((Command) message).action.accept(this);
    }

    @Override
    protected void onClosed(Object message) {
        closedMessages.add(message);
    }

    @Override
    protected void onClosedSystem(SystemMessage message) {
        closedSystemMessages.add(message);
    }

    @Override
    @Nullable
    protected Object pollFront() {
        Object message = front.poll();
        if (front.isEmpty()) {
            front(false);
        }
        return message;
    }

    @Override
    protected void onLeave() {
        activations++;
    }

    @Override
    protected void onOverflow(Object message, boolean isRefused) {
        lost.add(message);
        if (isRefused) {
            refused++;
        }
    }

    @Override
    protected void onRejected(RejectedExecutionException cause) {
        drainHere();
    }
}
