package io.garrick.remoting;

import io.garrick.actor.Address;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who speaks to a node's port byte by byte. */
final class Knock {

    static final Address STRANGER = new Address("garrick", "stranger", "127.0.0.1", 1);
    static final long INCARNATION = 7;

    private static final AtomicInteger CONNECTIONS = new AtomicInteger();

    private Knock() {}

    /** Sends bytes; the frames that came back until the node closed, each with its type first. Fails when it does not close in ten seconds. */
    static List<byte[]> closes(Address node, byte[] bytes) throws IOException {
        try (Socket socket = new Socket(node.host().orElseThrow(), node.port().orElseThrow())) {
            socket.setSoTimeout(10_000);
            try {
                socket.getOutputStream().write(bytes);
            } catch (IOException closedAlready) {
                return List.of();
            }
            return frames(socket);
        }
    }

    private static List<byte[]> frames(Socket socket) throws IOException {
        List<byte[]> frames = new ArrayList<>();
        try {
            DataInputStream input = new DataInputStream(socket.getInputStream());
            while (true) {
                byte[] frame = new byte[input.readInt()];
                input.readFully(frame);
                frames.add(frame);
            }
        } catch (java.net.SocketTimeoutException open) {
            throw open;
        } catch (IOException ended) {
            return frames;
        }
    }

    static byte[] bytes(WireOutput output) {
        byte[] bytes = new byte[output.size()];
        output.content().get(bytes);
        return bytes;
    }

    static Hello hello(Address to, LaneKind kind) {
        int connection = CONNECTIONS.incrementAndGet();
        int lanes = kind.carriesMessages() ? 1 : 0;
        return new Hello(
                new Address("garrick", "stranger", "127.0.0.1", 1), 7, 1, to, kind, 0, lanes, connection, lanes);
    }

    /** A greeting, and frames behind it. */
    static byte[] greeted(Address to, LaneKind kind, java.util.function.Consumer<WireOutput> behind) {
        WireOutput output = new WireOutput(64);
        hello(to, kind).write(output);
        behind.accept(output);
        return bytes(output);
    }
}
