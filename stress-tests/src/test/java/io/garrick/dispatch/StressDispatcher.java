package io.garrick.dispatch;

import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps what it is given for the arbiter, or runs it at once in the caller; what yields always waits for the arbiter. */
final class StressDispatcher implements Dispatcher {

    private final ConcurrentLinkedQueue<Runnable> queued = new ConcurrentLinkedQueue<>();
    private final boolean inline;

    StressDispatcher(boolean inline) {
        this.inline = inline;
    }

    /** Forgets one task: the caller runs it. */
    void take() {
        queued.remove();
    }

    int size() {
        return queued.size();
    }

    void runAll() {
        for (Runnable task = queued.poll(); task != null; task = queued.poll()) {
            task.run();
        }
    }

    @Override
    public void execute(Runnable task) {
        if (inline) {
            task.run();
        } else {
            queued.add(task);
        }
    }

    @Override
    public void yield(Mailbox mailbox) {
        queued.add(mailbox);
    }

    @Override
    public String id() {
        return "stress";
    }

    @Override
    public int throughput() {
        return 64;
    }

    @Override
    public long throughputDeadlineNanos() {
        return 0;
    }

    @Override
    public Clock clock() {
        return Clock.system();
    }

    @Override
    public boolean mayBlock() {
        return false;
    }

    @Override
    public boolean runsHere() {
        return false;
    }

    @Override
    public void shutdown() {}

    @Override
    public boolean awaitTermination(long timeoutNanos) {
        return true;
    }
}
