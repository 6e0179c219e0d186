package io.garrick.dispatch;

import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;

/** Runs what it is given when told to, in the calling thread, first in first out; counts what came by which way. */
final class ManualDispatcher implements Dispatcher {

    final ArrayDeque<Runnable> queued = new ArrayDeque<>();
    final ManualClock clock = new ManualClock();
    int throughput = 64;
    long deadlineNanos;
    int executed;
    int yielded;
    boolean shutdown;

    static final class ManualClock implements Clock {
        long nanos;

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public long currentTimeMillis() {
            return nanos / 1_000_000;
        }
    }

    /** Runs one task; {@code false} when there is none. */
    boolean runOne() {
        Runnable task = queued.poll();
        if (task == null) {
            return false;
        }
        task.run();
        return true;
    }

    void runAll() {
        while (runOne()) {
            assert executed < 1_000_000 : "runs for ever";
        }
    }

    @Override
    public void execute(Runnable task) {
        executed++;
        add(task);
    }

    @Override
    public void yield(Mailbox mailbox) {
        yielded++;
        add(mailbox);
    }

    private void add(Runnable task) {
        if (shutdown) {
            throw new RejectedExecutionException("shut down");
        }
        queued.add(task);
    }

    @Override
    public String id() {
        return "manual";
    }

    @Override
    public int throughput() {
        return throughput;
    }

    @Override
    public long throughputDeadlineNanos() {
        return deadlineNanos;
    }

    @Override
    public Clock clock() {
        return clock;
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
    public void shutdown() {
        shutdown = true;
    }

    @Override
    public boolean awaitTermination(long timeoutNanos) {
        return true;
    }
}
