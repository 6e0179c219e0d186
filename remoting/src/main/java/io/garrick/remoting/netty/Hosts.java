package io.garrick.remoting.netty;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;

/** Names and addresses of machines. */
final class Hosts {

    private Hosts() {}

    /** Without the brackets that an IPv6 address may have. */
    static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** Whether there is nothing to look up. */
    static boolean isLiteral(String host) {
        return NetUtil.createByteArrayFromIpAddressString(bare(host)) != null;
    }

    /** Blocks for a name, not for a literal. */
    static InetAddress lookUp(String host) throws UnknownHostException {
        return InetAddress.getByName(bare(host));
    }

    /** As people write it: {@code host:port}, an IPv6 address in brackets. */
    static String text(String host, int port) {
        String bare = bare(host);
        return (bare.indexOf(':') < 0 ? bare : "[" + bare + "]") + ":" + port;
    }

    /** The address, not the name. */
    static String text(SocketAddress address) {
        return address instanceof InetSocketAddress place && !place.isUnresolved()
                ? text(NetUtil.toAddressString(place.getAddress()), place.getPort())
                : String.valueOf(address);
    }
}
