package io.garrick.actor;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an actor system is: its name and, seen from elsewhere, host and port. Immutable.
 *
 * <p>{@code toString} is {@code garrick://system} or {@code garrick://system@host:port}. The protocols of those that programs come from ({@code
 * akka}, {@code akka.tcp}, {@code pekko}, …) are read as {@code garrick}, so that addresses written for them are equal to ours.
 */
public final class Address implements Comparable<Address> {

    /** What every address of ours begins with. */
    public static final String PROTOCOL = "garrick";

    private static final Set<String> ALIASES =
            Set.of("akka", "akka.tcp", "akka.ssl.tcp", "pekko", "pekko.tcp", "pekko.ssl.tcp", "garrick.tcp");

    private final String protocol;
    private final String system;

    @Nullable
    private final String host;

    private final int port;

    /**
     * The address of a system that is not reached over a network.
     *
     * @param protocol usually {@link #PROTOCOL}
     * @param system the system's name
     */
    public Address(String protocol, String system) {
        this.protocol = ours(protocol);
        this.system = Objects.requireNonNull(system, "system");
        this.host = null;
        this.port = -1;
    }

    /**
     * The address of a system on a network.
     *
     * @param protocol usually {@link #PROTOCOL}
     * @param system the system's name
     * @param host a host name or IP address, the latter without brackets
     * @param port 0 to 65,535
     * @throws IllegalArgumentException when the port is not in range
     */
    public Address(String protocol, String system, String host, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port is out of range: port=" + port + " from=0 to=65535");
        }
        this.protocol = ours(protocol);
        this.system = Objects.requireNonNull(system, "system");
        this.host = Objects.requireNonNull(host, "host");
        this.port = port;
    }

    private static String ours(String protocol) {
        return ALIASES.contains(protocol) ? PROTOCOL : protocol;
    }

    /**
     * How it is spoken to.
     *
     * @return the protocol
     */
    public String protocol() {
        return protocol;
    }

    /**
     * The system's name.
     *
     * @return the name
     */
    public String system() {
        return system;
    }

    /**
     * The host.
     *
     * @return empty for an address without a network
     */
    public Optional<String> host() {
        return Optional.ofNullable(host);
    }

    /**
     * The host.
     *
     * @return as {@link #host()}
     */
    public Optional<String> getHost() {
        return host();
    }

    /**
     * The port.
     *
     * @return empty for an address without a network
     */
    public Optional<Integer> port() {
        return host == null ? Optional.empty() : Optional.of(port);
    }

    /**
     * The port.
     *
     * @return as {@link #port()}
     */
    public Optional<Integer> getPort() {
        return port();
    }

    /**
     * Whether the address means something only in the process that it names.
     *
     * @return whether it has no host
     */
    public boolean hasLocalScope() {
        return host == null;
    }

    /**
     * Whether the address can be used from elsewhere.
     *
     * @return whether it has a host
     */
    public boolean hasGlobalScope() {
        return host != null;
    }

    /**
     * The address without the protocol.
     *
     * @return {@code system} or {@code system@host:port}
     */
    public String hostPort() {
        if (host == null) {
            return system;
        }
        return system + "@" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    /**
     * Orders by protocol, system, host, port; those without a host first.
     *
     * @param other another address
     * @return negative, zero, positive as usual
     */
    @Override
    public int compareTo(Address other) {
        int order = protocol.compareTo(other.protocol);
        if (order == 0) {
            order = system.compareTo(other.system);
        }
        if (order == 0) {
            order = Objects.requireNonNullElse(host, "").compareTo(Objects.requireNonNullElse(other.host, ""));
        }
        return order != 0 ? order : Integer.compare(port, other.port);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof Address && compareTo((Address) other) == 0;
    }

    @Override
    public int hashCode() {
        return ((protocol.hashCode() * 31 + system.hashCode()) * 31 + Objects.hashCode(host)) * 31 + port;
    }

    @Override
    public String toString() {
        return protocol + "://" + hostPort();
    }
}
