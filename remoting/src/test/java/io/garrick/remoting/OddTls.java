package io.garrick.remoting;

import io.garrick.actor.ActorSystem;
import io.garrick.actor.spi.Transport;
import io.garrick.remoting.netty.NettySettings;
import io.garrick.remoting.netty.NettyTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** TCP, whose bytes go through somebody who speaks TLS as a node cannot be told to: without a certificate, or in an older version. */
final class OddTls implements Transport {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final NettyTransport plain = new NettyTransport(NettySettings.defaults());
    private final SSLContext context;
    private final String protocol;

    OddTls(SSLContext context, String protocol) {
        this.context = context;
        this.protocol = protocol;
    }

    @Override
    public void start(ActorSystem system) {
        plain.start(system);
    }

    @Override
    public CompletionStage<Integer> listen(String host, int port, Supplier<Handler> acceptor) {
        return plain.listen(host, 0, acceptor).thenApply(behind -> {
            try {
                SSLServerSocket server =
                        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(port, 10, HERE);
                server.setEnabledProtocols(new String[] {protocol});
                server.setNeedClientAuth(true);
                relay(server, () -> new Socket(HERE, behind));
                return server.getLocalPort();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Override
    public void connect(String host, int port, long timeoutNanos, Handler handler) {
        try {
            ServerSocket server = new ServerSocket(0, 10, HERE);
            relay(server, () -> {
                SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(host, port);
                socket.setEnabledProtocols(new String[] {protocol});
                return socket;
            });
            plain.connect("127.0.0.1", server.getLocalPort(), timeoutNanos, handler);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private interface Connecting {
        Socket connected() throws IOException;
    }

    /** One connection through it; what fails ends both its sides. */
    private static void relay(ServerSocket server, Connecting next) {
        thread(() -> {
            try (server;
                    Socket near = server.accept();
                    Socket far = next.connected()) {
                Thread back = thread(() -> copy(far, near));
                copy(near, far);
                back.join();
            } catch (IOException | InterruptedException ended) {
                // as it is to
            }
        });
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // as it is to
        }
    }

    private static Thread thread(Runnable code) {
        Thread thread = new Thread(code, "odd-tls");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public CompletionStage<?> close() {
        return plain.close();
    }

    @Override
    public boolean runsHere() {
        return plain.runsHere();
    }
}
