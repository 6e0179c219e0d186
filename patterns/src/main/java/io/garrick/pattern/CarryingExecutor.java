package io.garrick.pattern;

import io.garrick.actor.ContextPropagation;
import io.garrick.actor.spi.SystemServices;
import io.garrick.dispatch.Dispatcher;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs what it is given on another executor, in the context of who made it. */
final class CarryingExecutor implements Executor {

    private final Executor executor;
    private final ContextPropagation propagation;
    private final Object captured;

    private CarryingExecutor(Executor executor, ContextPropagation propagation, Object captured) {
        this.executor = executor;
        this.propagation = propagation;
        this.captured = captured;
    }

    /** The executor itself where no context travels or there is none. */
    static Executor of(SystemServices services, Executor executor) {
        ContextPropagation propagation = services.contextPropagation().orElse(null);
        Object captured = propagation == null ? null : propagation.capture();
        return propagation == null || captured == null
                ? executor
                : new CarryingExecutor(executor, propagation, captured);
    }

    /** The dispatcher that an executor of these futures leads to; null when it is none. */
    static @Nullable Dispatcher dispatcher(Executor executor) {
        Executor last = executor instanceof CarryingExecutor ? ((CarryingExecutor) executor).executor : executor;
        return last instanceof Dispatcher ? (Dispatcher) last : null;
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(() -> {
            ContextPropagation.Scope scope = propagation.restore(captured);
            try {
                task.run();
            } finally {
                scope.close();
            }
        });
    }
}
