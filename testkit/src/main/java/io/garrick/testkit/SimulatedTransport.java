package io.garrick.testkit;

import io.garrick.actor.ActorSystem;
import io.garrick.actor.spi.Transport;
import java.net.BindException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A system's part of the rehearsal's network. Its "threads" are turns on the rehearsal's agenda. */
final class SimulatedTransport implements Transport {

    private final SimulatedNetwork network;
    private final RehearsalPlatform platform;
    private final RehearsalDispatcher dispatcher;

    /** Where it was first told to listen. */
    @Nullable
    private String place;

    @Nullable
    private ActorSystem system;

    private boolean closed;

    SimulatedTransport(SimulatedNetwork network, RehearsalPlatform platform) {
        this.network = network;
        this.platform = platform;
        this.dispatcher = new RehearsalDispatcher(platform, "network", false);
    }

    RehearsalPlatform platform() {
        return platform;
    }

    /** Where it listens, or the system's name; for people to read. */
    String placeName() {
        return place == null ? platform.label().text() : place;
    }

    boolean isClosed() {
        return closed;
    }

    void ensureOwner(String call) {
        network.ensureOwner(call);
    }

    /** Returns whether it will have its turn. */
    boolean put(LinkEnd end) {
        return platform.putForNetwork(dispatcher, end);
    }

    @Override
    public void start(ActorSystem started) {
        ensureOwner("start");
        if (system != null) {
            throw new IllegalStateException("transport has been started already: system=" + started.name());
        }
        system = started;
        network.started(this);
    }

    @Override
    public CompletionStage<Integer> listen(String host, int port, Supplier<Handler> acceptor) {
        ensureStarted("listen");
        if (closed) {
            return CompletableFuture.failedFuture(new IllegalStateException(
                    "transport has been closed: system=" + platform.label().text()));
        }
        try {
            int actual = network.listen(this, host, port, acceptor);
            if (place == null) {
                place = host + ":" + actual;
            }
            return CompletableFuture.completedFuture(actual);
        } catch (BindException | IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void connect(String host, int port, long timeoutNanos, Handler handler) {
        ensureStarted("connect");
        network.connect(this, host, port, timeoutNanos, handler);
    }

    /** Returns when all have been told; they hear it at their turns, before the system has ended. */
    @Override
    public CompletionStage<?> close() {
        ensureOwner("close");
        if (!closed) {
            closed = true;
            network.closed(this);
        }
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public boolean runsHere() {
        return platform.isRunning(dispatcher);
    }

    private void ensureStarted(String call) {
        ensureOwner(call);
        if (system == null) {
            throw new IllegalStateException("transport was not started: call=" + call + " system="
                    + platform.label().text());
        }
    }

    @Override
    public String toString() {
        return "SimulatedTransport[" + placeName() + "]";
    }
}
