package io.garrick.remoting;

import io.garrick.actor.ActorSystem;
import io.garrick.actor.Address;
import io.garrick.actor.ExtendedActorSystem;
import io.garrick.actor.Extension;
import io.garrick.actor.spi.RemoteRefProvider;
import io.garrick.actor.spi.RemoteServices;
import io.garrick.actor.spi.Transport;
import io.garrick.dispatch.TimerTask;
import io.garrick.remoting.netty.NettySettings;
import io.garrick.remoting.netty.NettyTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * A system's part in a net of them: refs lead to other nodes, and others' refs here. Made when the system starts, where the configuration has a section {@code garrick.remote};
 * else by {@link #get}. Any thread.
 */
public final class Remoting implements Extension {

    private final Node node;
    private final Provider provider = new Provider();

    Remoting(ExtendedActorSystem system, RemoteSettings settings) {
        this(
                system,
                settings,
                RemoteServices.of(system)
                        .transport()
                        .orElseGet(() -> new NettyTransport(NettySettings.defaults()
                                .withTls(settings.tls())
                                .withIncoming(2 * settings.maxConnections()))));
    }

    Remoting(ExtendedActorSystem system, RemoteSettings settings, Transport transport) {
        RemoteServices services = RemoteServices.of(system);
        transport.start(system);
        this.node = new Node(system, settings, transport);
        try {
            int port = listen(transport, settings);
            node.listensAt(new Address(
                    Address.PROTOCOL, system.name(), settings.host(), settings.port() == 0 ? port : settings.port()));
            services.join(provider);
        } catch (RuntimeException failure) {
            CompletionStage<?> unused = transport.close();
            throw failure;
        }
        node.log().info("node listens: address={}", node.address());
        if (settings.tls() == null && !isLoopback(settings.listenHost())) {
            node.log()
                    .warn(
                            "node listens beyond this machine without TLS: host={} hint=whoever reaches the port can tell every actor anything, see {}.tls",
                            settings.listenHost(),
                            SettingsOfRemote.ROOT);
        }
    }

    /** By its name alone: nothing is looked up. A rehearsal's hosts count as this machine. */
    private boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.startsWith("127.")
                || host.equals("::1")
                || host.equals("[::1]")
                || RemoteServices.of(node.system()).transport().isPresent();
    }

    private int listen(Transport transport, RemoteSettings settings) {
        try {
            return transport
                    .listen(settings.listenHost(), settings.listenPort(), () -> new InboundConnection(node))
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            throw new RemotingException(
                    "node cannot listen: host=" + settings.listenHost() + " port=" + settings.listenPort() + " problem="
                            + cause + " hint=another process may have the port, 0 takes any that is free",
                    cause);
        }
    }

    /**
     * The one of a system; made with the first call unless the configuration has made it.
     *
     * @param system the system
     * @return its remoting
     * @throws io.garrick.actor.ExtensionException when it cannot listen, or its settings are wrong
     */
    public static Remoting get(ActorSystem system) {
        return system.registerExtension(RemotingExtension.ID);
    }

    /**
     * Where other nodes reach this one.
     *
     * @return with host and port
     */
    public Address address() {
        return node.address();
    }

    /**
     * Which life of the node at this address this is: drawn from the system's random numbers when it starts; the uids of its actors count up from it.
     *
     * @return any number
     */
    public long incarnation() {
        return node.incarnation();
    }

    /**
     * Gives a node up as if it had died: {@link QuarantinedEvent}.
     *
     * @param address of the node
     * @param reason why, for people
     */
    public void quarantine(Address address, String reason) {
        node.associations().get(address).giveUp(reason);
    }

    /**
     * Takes back that incarnations of a node were given up. With the next connection the two begin anew: refs stay valid, but what was watched has to be watched again.
     *
     * @param address of the node
     * @return whether any was given up
     */
    public boolean liftQuarantine(Address address) {
        return node.associations().get(address).liftQuarantine();
    }

    Node node() {
        return node;
    }

    @Override
    public String toString() {
        return "Remoting[" + node.address() + "]";
    }

    /** What the runtime sees of it. */
    private final class Provider implements RemoteRefProvider {

        @Override
        public Address address() {
            return node.address();
        }

        @Override
        public Route route(Address address) {
            return node.associations().get(address);
        }

        @Override
        public CompletionStage<?> close() {
            List<CompletableFuture<?>> all = new ArrayList<>();
            node.associations().all().forEach(one -> all.add(one.finish().toCompletableFuture()));
            CompletableFuture<Object> flushed = new CompletableFuture<>();
            TimerTask deadline = new Deadline(flushed);
            node.schedule(deadline, node.settings().flushTimeout().toNanos());
            CompletionStage<?> unused = CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0]))
                    .whenComplete((done, never) -> flushed.complete(this));
            return flushed.thenCompose(done -> {
                node.cancel(deadline);
                return node.transport().close();
            });
        }

        @Override
        public boolean runsHere() {
            return node.transport().runsHere();
        }
    }

    /** Who does not answer is not waited for. */
    private static final class Deadline extends TimerTask {
        private final CompletableFuture<Object> flushed;

        Deadline(CompletableFuture<Object> flushed) {
            this.flushed = flushed;
        }

        @Override
        protected void run() {
            flushed.complete(this);
        }

        @Override
        public void abandon() {
            flushed.complete(this);
        }
    }
}
