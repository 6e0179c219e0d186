package io.garrick.samples.primes;

import io.garrick.actor.Address;

/**
 * Where a node is reached.
 *
 * @param host name or address, without brackets
 * @param port 0 to 65535
 */
record Place(String host, int port) {

    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads a place.
     *
     * @param text as {@code host:port}, {@code [IPv6 address]:port}
     * @throws IllegalArgumentException if it is none
     */
    static Place parse(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        String host = text.substring(0, Math.max(0, colon)).replaceAll("^\\[(.*)]$", "$1");
        if (host.isBlank() || host.contains("/") || host.contains("@") || !isPort(port)) {
            throw new IllegalArgumentException("place is none: place=" + text);
        }
        return new Place(host, Integer.parseInt(port));
    }

    private static boolean isPort(String text) {
        return text.matches("[0-9]{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= HIGHEST_PORT;
    }

    static Place of(Address address) {
        return new Place(address.host().orElseThrow(), address.port().orElseThrow());
    }

    /** Whether it is reached from its own machine only, as far as can be told without asking anybody. */
    boolean isLoopback() {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
