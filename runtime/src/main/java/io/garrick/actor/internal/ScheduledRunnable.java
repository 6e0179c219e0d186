package io.garrick.actor.internal;

import io.garrick.actor.Scheduler;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.LoggerFactory;

/** A task in the future. What it throws reaches the thread of its executor. */
final class ScheduledRunnable extends ScheduledEntry implements Runnable {

    private final Runnable runnable;
    private final Executor executor;

    ScheduledRunnable(
            WheelScheduler scheduler, long periodNanos, boolean fixedRate, Runnable runnable, Executor executor) {
        super(scheduler, periodNanos, fixedRate);
        this.runnable = Objects.requireNonNull(runnable, "runnable");
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    @Override
    void fire() {
        try {
            executor.execute(this);
        } catch (RejectedExecutionException refused) {
            end();
            LoggerFactory.getLogger(Scheduler.class)
                    .warn(
                            "scheduled task was refused by its executor: task={} executor={}",
                            runnable,
                            executor,
                            refused);
        }
    }

    @Override
    public void run() {
        if (!isPeriodic()) {
            runnable.run();
        } else if (isPending()) {
            runThenAgain();
        }
    }

    private void runThenAgain() {
        boolean completed = false;
        try {
            runnable.run();
            completed = true;
        } finally {
            if (completed) {
                again();
            } else {
                end();
            }
        }
    }
}
