package io.garrick.testkit;

import io.garrick.actor.spi.Transport.Handler;
import java.net.BindException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The network of a rehearsal: who listens where, and who is connected with whom. It carries bytes as TCP does, on virtual time, and all that anybody hears of it is a turn on the agenda of the system that hears it. The
 * rehearsal's thread only.
 */
final class SimulatedNetwork {

    private static final int FIRST_FREE_PORT = 49_152;
    private static final int LAST_PORT = 65_535;

    /** Another stream of the seed than those of the rehearsal's other choices. */
    private static final long STREAM = 0x6E65_7477_6F72_6B21L;

    private final Rehearsal rehearsal;
    private final Timeline timeline;
    private final Lines lines = new Lines();
    private final Map<Place, Listener> listeners = new HashMap<>();
    private final Set<Connection> connections = new LinkedHashSet<>();
    private final Set<SimulatedTransport> transports = new LinkedHashSet<>();

    /** How many streams there have been by a name. */
    private final Map<String, Integer> streams = new HashMap<>();

    private int nextPort = FIRST_FREE_PORT;

    SimulatedNetwork(Rehearsal rehearsal, VirtualClock clock) {
        this.rehearsal = rehearsal;
        this.timeline = new Timeline(clock);
    }

    /** Where somebody can listen. */
    record Place(String host, int port) {

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /** Who does. */
    record Listener(SimulatedTransport transport, Supplier<Handler> acceptor) {}

    Timeline timeline() {
        return timeline;
    }

    Lines lines() {
        return lines;
    }

    void ensureOwner(String call) {
        rehearsal.ensureOwner(call);
    }

    /** Random numbers for something that has a name; so they are the same whatever happens elsewhere. */
    SeededRandom stream(String name) {
        int nth = streams.merge(name, 1, Integer::sum);
        long own = SeededRandom.mix(Trace.Label.of(name).hash() + nth);
        return new SeededRandom(SeededRandom.mix(rehearsal.seed() ^ STREAM) ^ own);
    }

    // ---------------------------------------------------------------- places

    int listen(SimulatedTransport transport, String host, int port, Supplier<Handler> acceptor) throws BindException {
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("port must be from 0 to " + LAST_PORT + ": port=" + port);
        }
        Place place = new Place(host, port == 0 ? freePort(host) : port);
        Listener other = listeners.get(place);
        if (other != null) {
            throw new BindException("somebody listens there already: host=" + host + " port=" + port + " system="
                    + other.transport().platform().label().text());
        }
        listeners.put(place, new Listener(transport, acceptor));
        return place.port();
    }

    private int freePort(String host) throws BindException {
        for (int tried = FIRST_FREE_PORT; tried <= LAST_PORT; tried++) {
            int port = nextPort;
            nextPort = port == LAST_PORT ? FIRST_FREE_PORT : port + 1;
            if (!listeners.containsKey(new Place(host, port))) {
                return port;
            }
        }
        throw new BindException("no port is free: host=" + host);
    }

    @Nullable
    Listener listener(Place place) {
        return listeners.get(place);
    }

    @Nullable
    RehearsalPlatform nodeAt(Place place) {
        Listener listener = listeners.get(place);
        return listener == null ? null : listener.transport().platform();
    }

    // ---------------------------------------------------------------- transports

    void started(SimulatedTransport transport) {
        transports.add(transport);
    }

    void connect(SimulatedTransport transport, String host, int port, long timeoutNanos, Handler handler) {
        Connection connection = new Connection(this, transport, new Place(host, port), handler);
        if (transport.isClosed()) {
            connection.giveUp();
        } else {
            connections.add(connection);
            connection.begin(timeoutNanos);
        }
    }

    void closed(SimulatedTransport transport) {
        transports.remove(transport);
        listeners.values().removeIf(listener -> listener.transport() == transport);
        forAll(connection -> connection.closeOf(transport));
    }

    /** Those that nobody has closed. */
    List<SimulatedTransport> open() {
        return List.copyOf(transports);
    }

    // ---------------------------------------------------------------- connections

    /** After something has happened to it. */
    void look(Connection connection) {
        if (connection.isOver()) {
            connections.remove(connection);
        }
    }

    private void forAll(Consumer<Connection> action) {
        new ArrayList<>(connections).forEach(action);
    }

    // ---------------------------------------------------------------- what goes wrong

    void breakBetween(RehearsalPlatform one, RehearsalPlatform other) {
        forAll(connection -> {
            if (connection.isBetween(one, other)) {
                connection.breakNow();
            }
        });
    }

    /** Lines have been healed. */
    void healed() {
        forAll(Connection::heal);
    }

    void killed(RehearsalPlatform node) {
        transports.removeIf(transport -> transport.platform() == node);
        listeners.values().removeIf(listener -> listener.transport().platform() == node);
        forAll(connection -> connection.killed(node));
    }
}
