package io.garrick.remoting.netty;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.spi.Transport.End;
import io.garrick.actor.spi.Transport.Link;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How connections end, or do not come about. */
class NettyEndTest {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @Test
    void nobodyListening_isRefused() throws Exception {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, HERE)) {
            port = server.getLocalPort();
        }
        try (Wire wire = new Wire()) {
            Ear near = wire.connect(port);

            assertEquals(End.REFUSED, near.end());
            assertInstanceOf(java.net.ConnectException.class, near.cause());
            assertNull(near.linkOrNull());
        }
    }

    @Test
    void noAnswerInTime_isUnreachable() throws Exception {
        List<SocketChannel> crowd = new ArrayList<>();
        try (Wire wire = new Wire();
                ServerSocket full = new ServerSocket(0, 1, HERE)) {
            for (int i = 0; i < 10; i++) { // nobody accepts them: after two the machine does not answer any more
                SocketChannel one = SocketChannel.open();
                one.configureBlocking(false);
                one.connect(new InetSocketAddress(HERE, full.getLocalPort()));
                crowd.add(one);
            }
            Ear near = new Ear();
            wire.transport.connect("127.0.0.1", full.getLocalPort(), MILLISECONDS.toNanos(300), near);

            assertEquals(End.UNREACHABLE, near.end());
            assertEquals(
                    "no answer in time: peer=127.0.0.1:" + full.getLocalPort() + " timeout=300ms",
                    String.valueOf(near.cause()).replaceFirst("^[^:]+: ", ""));
        } finally {
            for (SocketChannel one : crowd) {
                one.close();
            }
        }
    }

    @Test
    void unknownName_isUnreachable() throws Exception {
        try (Wire wire = new Wire()) {
            Ear near = new Ear();
            wire.transport.connect("no-such-host.invalid", 4711, SECONDS.toNanos(30), near);

            assertEquals(End.UNREACHABLE, near.end());
            assertInstanceOf(UnknownHostException.class, near.cause());
        }
    }

    @Test
    void peerThatBreaksOff_isReset() throws Exception {
        try (Wire wire = new Wire();
                ServerSocket server = new ServerSocket(0, 5, HERE)) {
            Ear near = wire.connect(server.getLocalPort());
            near.link();
            try (Socket peer = server.accept()) {
                peer.setSoLinger(true, 0);
            }

            assertEquals(End.RESET, near.end());
            assertInstanceOf(IOException.class, near.cause());
            assertEquals(List.of(), wire.warnings);
        }
    }

    @Test
    void peerThatHasGone_breaksTheWrites() throws Exception {
        try (Wire wire = new Wire();
                ServerSocket server = new ServerSocket(0, 5, HERE)) {
            Ear near = wire.connect(server.getLocalPort());
            Link link = near.link();
            try (Socket peer = server.accept()) {
                link.execute(() -> {
                    for (int i = 0; i < 200; i++) {
                        link.send(ByteBuffer.allocate(64 * 1024));
                    }
                });
                assertTrue(peer.getInputStream().read() >= 0);
                peer.setSoLinger(true, 0);
            }

            assertEquals(End.RESET, near.end());
        }
    }

    /** Both at once say much and close: each hears all that the other has said. */
    @Test
    void orderlyClose_deliversAll_inBothDirections() throws Exception {
        int chunks = 300;
        try (Wire wire = new Wire()) {
            Ear near = wire.connect(wire.listen());
            Ear far = wire.accepted();
            for (Ear ear : List.of(near, far)) {
                ear.sendAndTell(chunks);
            }
            await().until(() -> near.hasTold() && far.hasTold());
            near.link().close();
            far.link().close();
            near.send("too late, dropped");

            assertEquals(End.CLOSED, near.end());
            assertEquals(End.CLOSED, far.end());
            assertEquals(chunks * 64 * 1024, near.size());
            assertEquals(chunks * 64 * 1024, far.size());
            assertNull(near.cause());
        }
    }

    @Test
    void orderlyClose_ofOneSide_isHeardByBoth() throws Exception {
        try (Wire wire = new Wire()) {
            Ear near = wire.connect(wire.listen());
            Ear far = wire.accepted();
            near.send("last words");
            near.link().close();

            assertEquals(End.CLOSED, far.end());
            assertEquals(End.CLOSED, near.end());
            assertEquals("last words", far.text());
            assertEquals(List.of(), wire.warnings);
        }
    }

    /** Whoever sees no FIN in answer does not wait for ever. */
    @Test
    void orderlyClose_withoutAnAnswer_endsAnyway() throws Exception {
        try (Wire wire = new Wire();
                ServerSocket server = new ServerSocket(0, 5, HERE)) {
            Ear near = wire.connect(server.getLocalPort());
            near.link();
            try (Socket silent = server.accept()) {
                near.link().close();

                assertEquals(-1, silent.getInputStream().read());
                await().atMost(15, SECONDS).until(() -> near.endOrNull() == End.CLOSED);
            }
        }
    }

    @Test
    void takenPort_failsAndSaysWhich() throws Exception {
        try (Wire wire = new Wire();
                ServerSocket taken = new ServerSocket(0, 5, HERE)) {
            CompletableFuture<Integer> listening = wire.transport
                    .listen("127.0.0.1", taken.getLocalPort(), Ear::new)
                    .toCompletableFuture();

            Throwable cause = assertThrows(ExecutionException.class, () -> listening.get(5, SECONDS))
                    .getCause();
            assertInstanceOf(IOException.class, cause);
            assertEquals(
                    "cannot listen: host=127.0.0.1 port=" + taken.getLocalPort() + " problem=Address already in use",
                    cause.getMessage().replaceFirst("in use.*", "in use"));
        }
    }

    @Test
    void anotherMachinesName_cannotBeListenedAt() throws Exception {
        try (Wire wire = new Wire()) {
            CompletableFuture<Integer> listening =
                    wire.transport.listen("no-such-host.invalid", 7, Ear::new).toCompletableFuture();

            Throwable cause = assertThrows(ExecutionException.class, () -> listening.get(30, SECONDS))
                    .getCause();
            assertTrue(cause.getMessage().startsWith("cannot listen: host=no-such-host.invalid port=7 problem="));
        }
    }

    @Test
    void portThatWasInUse_canBeHadAgainAtOnce() throws Exception {
        int port;
        try (Wire wire = new Wire()) {
            port = wire.listen();
            assertNotEquals(0, port);
            Ear near = wire.connect(port);
            wire.accepted().link().close(); // the side that listens closes first: it is the one that has to wait
            near.end();
        }
        try (Wire wire = new Wire()) {
            int again = wire.transport
                    .listen("127.0.0.1", port, Ear::new)
                    .toCompletableFuture()
                    .get(5, SECONDS);
            assertEquals(port, again);
        }
    }

    /** A handler with a fault in one of its methods. */
    private static final class Faulty extends Ear {

        private static final RuntimeException FAULT = new IllegalStateException("fault");

        private final String where;

        Faulty(String where) {
            this.where = where;
        }

        private void at(String place) {
            if (place.equals(where)) {
                throw FAULT;
            }
        }

        @Override
        public synchronized void opened(Link link) {
            super.opened(link);
            at("opened");
        }

        @Override
        public synchronized void received(ByteBuffer part) {
            super.received(part);
            at("received");
        }

        @Override
        public synchronized void closed(End why, @Nullable Throwable reason) {
            super.closed(why, reason);
            at("closed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"opened", "received", "closed", "task"})
    void handlerThatThrows_losesItsConnection_andOneLineSaysSo(String where) throws Exception {
        try (Wire wire = new Wire()) {
            Ear near = wire.connect(wire.listen(() -> new Faulty(where)));
            near.send("secret");
            Ear far = wire.accepted();
            if (where.equals("task")) {
                far.link().execute(() -> {
                    throw Faulty.FAULT;
                });
            } else if (where.equals("closed")) {
                near.link().close();
            }

            assertEquals(End.CLOSED, far.end());
            near.end();
            if (!where.equals("closed")) {
                assertSame(Faulty.FAULT, far.cause());
            }
            await().until(() -> !wire.warnings.isEmpty());
            assertEquals(1, wire.warnings.size());
            String line = wire.warnings.get(0).message();
            assertTrue(
                    line.matches("connection ended, its handler threw: peer=127\\.0\\.0\\.1:\\d+"
                            + " problem=java\\.lang\\.IllegalStateException: fault"),
                    line);

            Ear other = wire.connect(wire.listen());
            assertFalse(other.link().peer().isEmpty()); // it was that connection's fault only
        }
    }

    @Test
    void acceptorThatThrows_losesThatConnectionOnly() throws Exception {
        try (Wire wire = new Wire()) {
            int port = wire.listenWith(() -> {
                throw Faulty.FAULT;
            });

            assertNotEquals(End.REFUSED, wire.connect(port).end());
            assertNotEquals(End.REFUSED, wire.connect(port).end());
            await().until(() -> wire.warnings.size() == 2);
        }
    }

    @Test
    void close_endsAllAtOnce_andLeavesNoThread() throws Exception {
        List<Ear> ears = new ArrayList<>();
        try (Wire wire = new Wire(new NettySettings(3, 1024, true, null, 2048));
                ServerSocket silent = new ServerSocket(0, 50, HERE)) {
            int port = wire.listen();
            for (int i = 0; i < 20; i++) {
                ears.add(wire.connect(port));
                ears.add(wire.connect(silent.getLocalPort()));
            }
            Consumer<Ear> busy = ear -> ear.send(new byte[1024 * 1024]); // more than leaves
            ears.forEach(busy);
            Ear unknown = new Ear();
            wire.transport.connect("localhost", port, SECONDS.toNanos(5), unknown);
            ears.add(unknown);

            wire.closeTransport();

            ears.addAll(wire.accepted);
            for (Ear ear : ears) {
                ear.end();
            }
            assertThrows(IOException.class, () -> new Socket(HERE, port).close());
            Ear late = wire.connect(port);
            assertEquals(End.CLOSED, late.end());
            CompletableFuture<Integer> listening =
                    wire.transport.listen("127.0.0.1", 0, Ear::new).toCompletableFuture();
            assertThrows(ExecutionException.class, () -> listening.get(5, SECONDS));
            wire.closeTransport(); // once more does no harm
        }
    }

    @Test
    void close_ofOneThatWasNeverUsed_leavesNoThread() throws Exception {
        try (Wire wire = new Wire()) {
            wire.closeTransport();
        }
    }
}
