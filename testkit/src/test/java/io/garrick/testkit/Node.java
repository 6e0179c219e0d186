package io.garrick.testkit;

import io.garrick.actor.ActorSystem;
import io.garrick.actor.Address;
import io.garrick.actor.spi.RemoteRefProvider;
import io.garrick.actor.spi.RemoteServices;
import io.garrick.actor.spi.Transport;
import io.garrick.actor.spi.Transport.Handler;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A system of a rehearsal that uses its network, and nothing else of what joins systems. */
record Node(ActorSystem system, Transport transport) {

    static final String HOST = "localhost";
    static final long TIMEOUT_NANOS = 1_000_000_000;

    /** Does something when the system ends. */
    record Provider(ActorSystem system, BooleanSupplier here, Supplier<CompletionStage<?>> end)
            implements RemoteRefProvider {

        @Override
        public Address address() {
            return new Address("garrick", system.name(), HOST, 1);
        }

        @Override
        public Route route(Address node) {
            throw new UnsupportedOperationException("nobody is told anything: node=" + node);
        }

        @Override
        public CompletionStage<?> close() {
            return end.get();
        }

        @Override
        public boolean runsHere() {
            return here.getAsBoolean();
        }
    }

    static Node of(Rehearsal rehearsal, String name) {
        ActorSystem system = rehearsal.create(name);
        Transport transport = RemoteServices.of(system).transport().orElseThrow();
        transport.start(system);
        RemoteServices.of(system).join(new Provider(system, transport::runsHere, transport::close));
        return new Node(system, transport);
    }

    /** One that listens. */
    static Node of(Rehearsal rehearsal, String name, int port, Supplier<Handler> acceptor) {
        Node node = of(rehearsal, name);
        int unused = node.listen(port, acceptor);
        return node;
    }

    int listen(int port, Supplier<Handler> acceptor) {
        return transport.listen(HOST, port, acceptor).toCompletableFuture().join();
    }

    void connect(int port, Handler handler) {
        transport.connect(HOST, port, TIMEOUT_NANOS, handler);
    }
}
