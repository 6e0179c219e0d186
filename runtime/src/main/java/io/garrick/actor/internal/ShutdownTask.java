package io.garrick.actor.internal;

import io.garrick.actor.Cancellable;
import io.garrick.actor.Done;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A task of a shutdown. Whether it has been cancelled is guarded by the lock of the {@link LocalShutdown}. */
final class ShutdownTask implements Cancellable {

    private final LocalShutdown shutdown;
    private final int phase;
    private final String name;
    private final Supplier<CompletionStage<Done>> body;

    private boolean cancelled;

    ShutdownTask(LocalShutdown shutdown, int phase, String name, Supplier<CompletionStage<Done>> body) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("shutdown task must have a name, the log calls it so: name=");
        }
        this.shutdown = shutdown;
        this.phase = phase;
        this.name = name;
        this.body = Objects.requireNonNull(body, "task");
    }

    int phase() {
        return phase;
    }

    String name() {
        return name;
    }

    /** Begins it, here. Runs code of a user. */
    CompletionStage<Done> begin() {
        return Objects.requireNonNull(body.get(), "a shutdown task must not give null");
    }

    /** It is no longer wanted. Under the lock. */
    void spCancelled() {
        cancelled = true;
    }

    /** Under the lock. */
    boolean lpCancelled() {
        return cancelled;
    }

    @Override
    public boolean cancel() {
        return shutdown.cancel(this);
    }

    @Override
    public boolean isCancelled() {
        return shutdown.isCancelled(this);
    }
}
