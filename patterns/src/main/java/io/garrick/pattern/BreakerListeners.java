package io.garrick.pattern;

import io.garrick.supervision.SupervisorStrategy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;

/** Who wants to know what a breaker does. They run on its executor, one task each; what they throw is logged and disturbs no call. Any thread. */
final class BreakerListeners {

    final List<Runnable> open;
    final List<Runnable> close;
    final List<Runnable> halfOpen;
    final List<Runnable> callRefused;
    final List<Consumer<Long>> callSuccess;
    final List<Consumer<Long>> callFailure;
    final List<Consumer<Long>> callTimeout;

    private final Executor executor;
    private final Logger log;

    BreakerListeners(Executor executor, Logger log) {
        this.executor = executor;
        this.log = log;
        this.open = new CopyOnWriteArrayList<>();
        this.close = new CopyOnWriteArrayList<>();
        this.halfOpen = new CopyOnWriteArrayList<>();
        this.callRefused = new CopyOnWriteArrayList<>();
        this.callSuccess = new CopyOnWriteArrayList<>();
        this.callFailure = new CopyOnWriteArrayList<>();
        this.callTimeout = new CopyOnWriteArrayList<>();
    }

    private BreakerListeners(BreakerListeners others) {
        this.executor = others.executor;
        this.log = others.log;
        this.open = new CopyOnWriteArrayList<>(others.open);
        this.close = new CopyOnWriteArrayList<>(others.close);
        this.halfOpen = new CopyOnWriteArrayList<>(others.halfOpen);
        this.callRefused = new CopyOnWriteArrayList<>(others.callRefused);
        this.callSuccess = new CopyOnWriteArrayList<>(others.callSuccess);
        this.callFailure = new CopyOnWriteArrayList<>(others.callFailure);
        this.callTimeout = new CopyOnWriteArrayList<>(others.callTimeout);
    }

    /** The same, for another breaker. */
    BreakerListeners copy() {
        return new BreakerListeners(this);
    }

    void tell(List<Runnable> listeners) {
        listeners.forEach(listener -> execute(listener));
    }

    void tell(List<Consumer<Long>> listeners, long elapsedNanos) {
        listeners.forEach(listener -> execute(() -> listener.accept(elapsedNanos)));
    }

    private void execute(Runnable listener) {
        try {
            executor.execute(() -> run(listener));
        } catch (RejectedExecutionException refused) {
            log.warn("executor refuses a listener of a circuit breaker: executor={}", executor, refused);
        }
    }

    private void run(Runnable listener) {
        try {
            listener.run();
        } catch (Throwable thrown) {
            log.error("listener of a circuit breaker fails: listener={}", listener, thrown);
            if (SupervisorStrategy.isFatal(thrown)) {
                throw thrown;
            }
        }
    }
}
