package io.garrick.actor.internal;

import io.garrick.actor.Cancellable;
import io.garrick.dispatch.Dispatcher;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A phase of a shutdown under way: all its tasks at the same time, until they are done or the time-out ends, whichever is first. Any thread.
 */
final class ShutdownPhase {

    private final LocalShutdown shutdown;
    private final LocalSystem system;
    private final int index;
    private final String name;
    private final boolean recover;
    private final List<ShutdownTask> tasks;

    @Nullable
    private Cancellable timer;

    /** Guarded by itself, as the two below; never held over code of a user. */
    private final Set<ShutdownTask> unfinished;

    @Nullable
    private Throwable failure;

    private boolean over;

    ShutdownPhase(LocalShutdown shutdown, LocalSystem system, int index, List<ShutdownTask> tasks) {
        this.shutdown = shutdown;
        this.system = system;
        this.index = index;
        this.name = shutdown.graph().name(index);
        this.recover = shutdown.graph().phase(index).recover();
        this.tasks = tasks;
        this.unfinished = new LinkedHashSet<>(tasks);
    }

    /** What the log and the error of {@code close()} say of it. */
    String describe() {
        return "phase=" + name + " tasks=" + unfinished();
    }

    private List<String> unfinished() {
        synchronized (unfinished) {
            return unfinished.stream().map(ShutdownTask::name).toList();
        }
    }

    // ---------------------------------------------------------------- its beginning

    void limit(Duration timeout) {
        try {
            timer = system.scheduler().scheduleOnce(timeout, () -> timedOut(timeout), system.internalDispatcher());
        } catch (IllegalStateException systemHasEnded) {
            timer = null; // its tasks will be refused
        }
    }

    void begin() {
        tasks.forEach(this::begin);
    }

    private void begin(ShutdownTask task) {
        if (shutdown.isOwn(task)) {
            run(task);
            return;
        }
        try {
            Dispatcher thread = shutdown.dispatcher().attach();
            try {
                thread.execute(() -> run(task));
            } finally {
                thread.detach();
            }
        } catch (RejectedExecutionException | IllegalStateException refused) {
            ended(task, refused);
        }
    }

    private void run(ShutdownTask task) {
        try {
            task.begin().whenComplete((done, thrown) -> ended(task, thrown));
        } catch (Throwable thrown) {
            ended(task, thrown);
        }
    }

    // ---------------------------------------------------------------- its end

    private void ended(ShutdownTask task, @Nullable Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause != null) {
            report(task, cause);
        }
        synchronized (unfinished) {
            unfinished.remove(task);
            failure = failure == null ? cause : failure;
            if (over || !unfinished.isEmpty()) {
                return;
            }
            over = true;
        }
        if (timer != null) {
            timer.cancel();
        }
        conclude();
    }

    private void report(ShutdownTask task, Throwable cause) {
        String subject = "phase=" + name + " task=" + task.name() + " recover=" + (recover ? "on" : "off");
        system.failureLog().error("shutdown task failed", subject, cause);
        system.reportedAsFatal(cause, system.rootGuardian());
    }

    private void timedOut(Duration timeout) {
        List<String> late;
        synchronized (unfinished) {
            if (over) {
                return;
            }
            over = true;
            late = unfinished();
            if (failure == null) {
                failure = new TimeoutException("shutdown phase was not over in time: phase=" + name + " timeout="
                        + timeout + " tasks=" + late);
            }
        }
        system.logger()
                .warn(
                        "shutdown phase was not over in time: phase={} timeout={} tasks={} recover={}{}",
                        name,
                        timeout,
                        late,
                        recover ? "on" : "off",
                        shutdown.graph().isLast(index) ? " alive=" + system.alive() : "");
        conclude();
    }

    private void conclude() {
        Throwable thrown;
        synchronized (unfinished) {
            thrown = failure;
        }
        shutdown.phaseEnded(index, recover ? null : thrown);
    }
}
