package io.garrick.remoting.netty;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.garrick.actor.ActorSystem;
import io.garrick.actor.spi.SystemServices;
import io.garrick.actor.spi.Transport.Handler;
import io.garrick.event.LogEvent;
import io.netty.util.LeakPresenceDetector;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.event.Level;

/** A transport with its system, for the length of a test; at the end nothing is left of it, and every buffer was given back. */
final class Wire implements AutoCloseable {

    private static final AtomicInteger MADE = new AtomicInteger();
    private static final AtomicInteger OPEN = new AtomicInteger();

    final ActorSystem system = ActorSystem.create("wired" + MADE.incrementAndGet());
    final NettyTransport transport;
    final LinkedBlockingQueue<Ear> accepted = new LinkedBlockingQueue<>();
    final List<LogEvent> warnings = new CopyOnWriteArrayList<>();

    Wire() {
        this(NettySettings.defaults());
    }

    Wire(NettySettings settings) {
        OPEN.incrementAndGet();
        transport = new NettyTransport(settings);
        SystemServices.of(system).addLogListener(Level.WARN, warnings::add);
        transport.start(system);
    }

    int listen() throws Exception {
        return listen(Ear::new);
    }

    /** Listens with such ears, which are in {@link #accepted} afterwards. */
    int listen(Supplier<? extends Ear> ears) throws Exception {
        return listenWith(() -> {
            Ear ear = ears.get();
            accepted.add(ear);
            return ear;
        });
    }

    int listenWith(Supplier<Handler> handlers) throws Exception {
        return transport.listen("127.0.0.1", 0, handlers).toCompletableFuture().get(5, SECONDS);
    }

    Ear connect(int port) {
        return Ear.connectedTo(transport, port);
    }

    Ear accepted() throws InterruptedException {
        Ear ear = accepted.poll(5, SECONDS);
        if (ear == null) {
            throw new AssertionError("nobody was accepted");
        }
        return ear;
    }

    /** Ends the transport; by then its threads have ended. */
    void closeTransport() {
        transport.close().toCompletableFuture().orTimeout(10, SECONDS).join();
        assertEquals(Set.of(), threads());
    }

    /** Its own, and such as Netty might have started for it. */
    private Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("garrick-" + system.name() + "-network")
                        || name.contains("globalEventExecutor")
                        || name.toLowerCase(java.util.Locale.ROOT).contains("netty")
                        || name.contains("EventLoop"))
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        try {
            closeTransport();
        } finally {
            system.close();
            if (OPEN.decrementAndGet() == 0) {
                LeakPresenceDetector.check();
            }
        }
    }
}
