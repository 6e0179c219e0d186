package io.garrick.samples.primes;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;

/** By which addresses this machine is known to others. */
final class Networks {

    private Networks() {}

    /** An address of this machine that others may reach; empty when it has none but loopback. */
    static Optional<String> ownAddress() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(Networks::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address
                            && !address.isLoopbackAddress()
                            && !address.isLinkLocalAddress())
                    .map(InetAddress::getHostAddress)
                    .findFirst();
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (SocketException e) {
            return false;
        }
    }

    /**
     * The address of this machine on the way to another; nothing is sent.
     *
     * @throws IOException when there is no such host, or no way to it
     */
    static String addressTowards(Place place) throws IOException {
        InetAddress target = InetAddress.getByName(place.host());
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(target, place.port()));
            String found = socket.getLocalAddress().getHostAddress();
            int zone = found.indexOf('%');
            return zone < 0 ? found : found.substring(0, zone);
        }
    }
}
