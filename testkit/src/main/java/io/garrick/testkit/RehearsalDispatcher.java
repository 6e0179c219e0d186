package io.garrick.testkit;

import io.garrick.dispatch.Clock;
import io.garrick.dispatch.Dispatcher;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;

/** Puts what it is given on the rehearsal's agenda. One message makes an activation, so that the seed chooses anew after each. */
final class RehearsalDispatcher implements Dispatcher {

    private final RehearsalPlatform platform;
    private final String id;
    private final boolean mayBlock;

    RehearsalDispatcher(RehearsalPlatform platform, String id, boolean mayBlock) {
        this.platform = platform;
        this.id = id;
        this.mayBlock = mayBlock;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int throughput() {
        return 1;
    }

    @Override
    public long throughputDeadlineNanos() {
        return 0;
    }

    @Override
    public Clock clock() {
        return platform.clock();
    }

    @Override
    public void execute(Runnable task) {
        if (!platform.accepts()) {
            throw new RejectedExecutionException("dispatcher has been shut down: dispatcher=" + id);
        }
        platform.put(this, task);
    }

    /** Where it does, actors have threads of their own. */
    @Override
    public boolean mayBlock() {
        return mayBlock;
    }

    @Override
    public boolean maySendersWait() {
        return platform.maySendersWait();
    }

    @Override
    public boolean waitsFor(BooleanSupplier condition, long nanos) {
        platform.waitFor(condition, nanos);
        return true;
    }

    @Override
    public boolean runsHere() {
        return platform.isRunning(this);
    }

    /** Its platform shuts down all at once. */
    @Override
    public void shutdown() {}

    @Override
    public boolean awaitTermination(long timeoutNanos) {
        return !platform.accepts();
    }

    @Override
    public String toString() {
        return "Dispatcher[" + id + "]";
    }
}
