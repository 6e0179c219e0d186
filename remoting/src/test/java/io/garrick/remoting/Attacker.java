package io.garrick.remoting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.garrick.actor.Address;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** One connection to a node, by somebody who says what he likes. */
final class Attacker implements AutoCloseable {

    private static final AtomicInteger CONNECTIONS = new AtomicInteger();

    private final Socket socket;
    private final Address target;

    Attacker(Address target) throws IOException {
        this.target = target;
        this.socket = new Socket("127.0.0.1", target.port().orElseThrow());
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        socket.setSoLinger(true, 0); // so many ports are not to wait for their time
    }

    Address target() {
        return target;
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void frame(int type, Consumer<WireOutput> content) throws IOException {
        WireOutput output = new WireOutput(64);
        output.begin(type);
        content.accept(output);
        output.end();
        byte[] bytes = new byte[output.size()];
        output.content().get(bytes);
        send(bytes);
    }

    void hello(int kind, int lane, int lanes) throws IOException {
        hello("garrick://evil@127.0.0.1:1", kind, lane, lanes);
    }

    void hello(String from, int kind, int lane, int lanes) throws IOException {
        frame(
                Frames.HELLO,
                o -> o.putNumber(Frames.MAGIC)
                        .putNumber(Frames.VERSION)
                        .putText(from)
                        .putLong(1)
                        .putNumber(1)
                        .putText(target.toString())
                        .putByte(kind)
                        .putNumber(lane)
                        .putNumber(lanes)
                        .putNumber(CONNECTIONS.incrementAndGet())
                        .putNumber(1)
                        .putNumber(0));
    }

    /** Up to the welcome. */
    void greet(int kind) throws IOException {
        hello(kind, 0, 1);
        awaitWelcome();
    }

    void awaitWelcome() throws IOException {
        DataInputStream in = input();
        byte[] answer = new byte[in.readInt()];
        in.readFully(answer);
        assertEquals(Frames.WELCOME, answer[0]);
    }

    DataInputStream input() throws IOException {
        return new DataInputStream(socket.getInputStream());
    }

    /** Until the node has closed it. */
    void awaitEnd() throws IOException {
        try {
            while (socket.getInputStream().read() >= 0) {
                // what it still says
            }
        } catch (SocketException reset) {
            // closed, too
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
