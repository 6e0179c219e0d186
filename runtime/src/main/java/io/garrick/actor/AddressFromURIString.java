package io.garrick.actor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@link Address#toString()} writes. */
public final class AddressFromURIString {

    static final String SYNTAX = "(?<protocol>[A-Za-z][A-Za-z0-9.+-]*)://(?<system>[A-Za-z0-9._-]+)"
            + "(?:@(?:\\[(?<ipv6>[0-9A-Fa-f:.%]+)]|(?<host>[^\\s/:@#\\[\\]]+)):(?<port>[0-9]{1,5}))?";

    private static final Pattern ADDRESS = Pattern.compile(SYNTAX + "/?");

    private AddressFromURIString() {}

    /**
     * Reads an address.
     *
     * @param address {@code protocol://system} or {@code protocol://system@host:port}; the protocols of Akka and Pekko are read as ours
     * @return the address
     * @throws IllegalArgumentException when it is malformed
     */
    public static Address parse(String address) {
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "address is malformed: address=" + address + " expected=garrick://system[@host:port]");
        }
        return address(matcher);
    }

    /** From a match of {@link #SYNTAX}. */
    static Address address(Matcher matcher) {
        String protocol = matcher.group("protocol");
        String system = matcher.group("system");
        String host = matcher.group("host") == null ? matcher.group("ipv6") : matcher.group("host");
        if (host == null) {
            return new Address(protocol, system);
        }
        return new Address(protocol, system, host, Integer.parseInt(matcher.group("port")));
    }
}
