package io.garrick.remoting;

import io.garrick.actor.ConfigurationException;
import io.garrick.remoting.netty.TlsSettings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a node takes part: what stands under {@code garrick.remote}. Checked when it is made.
 *
 * @param host by which other nodes reach this one; the default, 127.0.0.1, is reached from this machine only
 * @param port by which other nodes reach this one; 0 for the one that is bound
 * @param bindHost where it listens; empty for {@code host}
 * @param bindPort where it listens; 0 for any that is free, -1 for {@code port}
 * @param lanes connections for messages to one node, among which recipients are spread by their paths; 1 to 32
 * @param queue messages that wait for one lane at most; what comes beyond is a dead letter; a power of two from 64 on
 * @param signals what the runtimes tell each other and was not acknowledged: beyond so many the other node is given up
 * @param maxConnections that others have made at a time; one more is refused, and closed at once where as many again are being made or closed
 * @param maxFrame bytes of a message on its way at most, with its header; 1 kB to 16 MB
 * @param maxLargeFrame as {@code maxFrame}, for recipients that were declared large
 * @param large paths of recipients whose messages have a lane of their own, as in a selection: {@code /user/blobs}, {@code /user/blobs/*}
 * @param handshakeTimeout for making a connection, and again for the handshake on it
 * @param backoffMin before a connection is tried again for the first time; doubles with each failure
 * @param backoffMax the longest of these delays
 * @param idleTimeout after which a connection that carries nothing is closed; the next message opens another
 * @param flushTimeout how long the end of a system waits for what was told to other nodes
 * @param heartbeat between two signs of life that are asked of a watched node
 * @param patience silence beyond what is usual, after which a node is given up
 * @param untrusted whether other nodes may only tell actors whose refs they were given: their signals, {@code PoisonPill}, {@code Kill} and selections are dropped
 * @param trustedSelections paths that may be selected all the same
 * @param deployable classes of actors that other nodes may create here: names, and packages with {@code .*} behind them
 * @param tls how connections are secured; {@code null} for not at all
 */
record RemoteSettings(
        String host,
        int port,
        String bindHost,
        int bindPort,
        int lanes,
        int queue,
        int signals,
        int maxConnections,
        int maxFrame,
        int maxLargeFrame,
        List<String> large,
        Duration handshakeTimeout,
        Duration backoffMin,
        Duration backoffMax,
        Duration idleTimeout,
        Duration flushTimeout,
        Duration heartbeat,
        Duration patience,
        boolean untrusted,
        List<String> trustedSelections,
        List<String> deployable,
        @Nullable TlsSettings tls) {

    static final int MOST_LANES = 32;

    private static final RemoteSettings DEFAULTS = new RemoteSettings(
            "127.0.0.1",
            2552,
            "",
            -1,
            1,
            1 << 15,
            20_000,
            1024,
            256 << 10,
            64 << 20,
            List.of(),
            Duration.ofSeconds(5),
            Duration.ofMillis(100),
            Duration.ofSeconds(5),
            Duration.ofMinutes(10),
            Duration.ofSeconds(3),
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            false,
            List.of(),
            List.of(),
            null);

    RemoteSettings {
        Objects.requireNonNull(bindHost, "bindHost");
        large = List.copyOf(large);
        trustedSelections = List.copyOf(trustedSelections);
        deployable = List.copyOf(deployable);
        ensure(!host.isBlank(), "host", host, "a name or an address");
        ensureWithin("port", port, 0, 65_535);
        ensureWithin("bind-port", bindPort, -1, 65_535);
        ensureWithin("lanes", lanes, 1, MOST_LANES);
        ensureWithin("queue", queue, 64, 1 << 24);
        ensure(Integer.bitCount(queue) == 1, "queue", queue, "a power of two");
        ensureWithin("signals", signals, 16, 1 << 24);
        ensureWithin("max-connections", maxConnections, 1, 1 << 20);
        ensureWithin("max-frame", maxFrame, 1 << 10, 16 << 20);
        ensureWithin("max-large-frame", maxLargeFrame, maxFrame, 1 << 30);
        ensurePaths("large", large);
        ensurePaths("trusted-selections", trustedSelections);
        ensurePositive("handshake-timeout", handshakeTimeout);
        ensurePositive("backoff-min", backoffMin);
        ensure(backoffMax.compareTo(backoffMin) >= 0, "backoff-max", backoffMax, "not less than backoff-min");
        ensurePositive("idle-timeout", idleTimeout);
        ensurePositive("flush-timeout", flushTimeout);
        ensurePositive("heartbeat", heartbeat);
        ensurePositive("patience", patience);
    }

    private static void ensurePaths(String key, List<String> paths) {
        for (String path : paths) {
            ensure(path.startsWith("/"), key, path, "a path that begins with /");
        }
    }

    private static void ensurePositive(String key, Duration value) {
        ensure(!value.isNegative() && !value.isZero(), key, value, "more than zero");
    }

    private static void ensureWithin(String key, int value, int from, int to) {
        ensure(value >= from && value <= to, key, value, from + " to " + to);
    }

    private static void ensure(boolean holds, String key, Object value, String wanted) {
        if (!holds) {
            throw new ConfigurationException("configuration is wrong: path=" + SettingsOfRemote.ROOT + "." + key
                    + " value=" + value + " wanted=" + wanted);
        }
    }

    /** What holds where nothing was configured. */
    static RemoteSettings defaults() {
        return DEFAULTS;
    }

    /** Where it listens. */
    String listenHost() {
        return bindHost.isEmpty() ? host : bindHost;
    }

    /** Where it listens. */
    int listenPort() {
        return bindPort < 0 ? port : bindPort;
    }
}
