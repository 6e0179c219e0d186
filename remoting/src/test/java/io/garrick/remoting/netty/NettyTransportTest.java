package io.garrick.remoting.netty;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.spi.Transport.End;
import io.garrick.actor.spi.Transport.Link;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Bytes that go there and come back. */
class NettyTransportTest {

    /** Gives back what it gets. */
    private static final class Echo extends Ear {

        @Override
        public synchronized void received(ByteBuffer part) {
            ByteBuffer back = part.duplicate();
            super.received(part);
            java.util.Objects.requireNonNull(linkOrNull()).send(back);
        }
    }

    @Test
    void bytes_comeBack_andBothKnowTheOther() throws Exception {
        try (Wire wire = new Wire()) {
            int port = wire.listen(Echo::new);
            Ear near = wire.connect(port);
            near.send("hello");

            await().until(() -> near.text().equals("hello"));

            assertEquals("127.0.0.1:" + port, near.link().peer());
            assertTrue(wire.accepted().link().peer().matches("127\\.0\\.0\\.1:\\d+"));
        }
    }

    @Test
    void largeChunks_arriveInOrder() throws Exception {
        byte[] all = new byte[64 * 1024 * 200];
        new Random(7).nextBytes(all);
        try (Wire wire = new Wire()) {
            Ear near = wire.connect(wire.listen());
            Link link = near.link();
            for (int at = 0; at < all.length; at += 64 * 1024) {
                ByteBuffer chunk = ByteBuffer.wrap(all, at, 64 * 1024);
                link.execute(() -> link.send(chunk));
            }
            Ear far = wire.accepted();

            await().until(() -> far.size() == all.length);

            assertArrayEquals(all, far.bytes());
        }
    }

    @Test
    void send_leavesTheCallersBufferAsItWas_andKeepsNoneOfIt() throws Exception {
        try (Wire wire = new Wire()) {
            Ear near = wire.connect(wire.listen());
            Link link = near.link();
            ByteBuffer bytes = ByteBuffer.allocateDirect(8);
            link.execute(() -> {
                bytes.put(0, (byte) 'a').position(0).limit(1);
                link.send(bytes);
                assertEquals(1, bytes.remaining());
                bytes.put(0, (byte) 'b');
                link.send(bytes);
            });
            Ear far = wire.accepted();

            await().until(() -> far.text().equals("ab"));
        }
    }

    @Test
    void slowReader_isNotWritable_untilItHasRead() throws Exception {
        int high = 256 * 1024;
        try (Wire wire = new Wire(new NettySettings(1, high, true, null, 2048));
                ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Ear near = wire.connect(server.getLocalPort());
            Link link = near.link();
            AtomicBoolean full = new AtomicBoolean();
            List<Integer> sent = new ArrayList<>();
            try (Socket reader = server.accept()) {
                link.execute(() -> {
                    byte[] chunk = new byte[64 * 1024];
                    while (link.isWritable() && sent.size() < 10_000) {
                        link.send(ByteBuffer.wrap(chunk));
                        sent.add(chunk.length);
                    }
                    full.set(!link.isWritable());
                });
                await().untilTrue(full);
                assertEquals(0, near.writables());

                reader.getInputStream().readNBytes(sent.size() * 64 * 1024);

                await().until(() -> near.writables() > 0);
                AtomicBoolean writable = new AtomicBoolean();
                link.execute(() -> writable.set(link.isWritable()));
                await().untilTrue(writable);
            }
        }
    }

    @Test
    void tasks_runInOrder_onTheLinksThread_alsoWhenTheConnectionHasEnded() throws Exception {
        try (Wire wire = new Wire()) {
            Ear near = wire.connect(wire.listen());
            Link link = near.link();
            List<Integer> order = new CopyOnWriteArrayList<>();
            List<Boolean> here = new CopyOnWriteArrayList<>();
            for (int i = 0; i < 1000; i++) {
                int number = i;
                link.execute(() -> {
                    order.add(number);
                    here.add(wire.transport.runsHere());
                });
            }
            link.close();
            near.end();
            link.execute(() -> order.add(1000));
            await().until(() -> order.size() == 1001);

            List<Integer> sorted = new ArrayList<>(order);
            Collections.sort(sorted);
            assertEquals(sorted, order);
            assertFalse(here.contains(false));
            assertFalse(wire.transport.runsHere());
        }
    }

    @Test
    void task_afterTheEndOfTheTransport_isDropped() throws Exception {
        AtomicBoolean ran = new AtomicBoolean();
        try (Wire wire = new Wire()) {
            Link link = wire.connect(wire.listen()).link();
            wire.closeTransport();

            link.execute(() -> ran.set(true));
            link.close();
            assertFalse(wire.transport.runsHere());
        }
        assertFalse(ran.get());
    }

    @Test
    void names_areLookedUp_onThreadsThatMayBlock() throws Exception {
        try (Wire wire = new Wire()) {
            int port = wire.transport
                    .listen("localhost", 0, () -> new Echo())
                    .toCompletableFuture()
                    .get(5, SECONDS);
            Ear near = new Ear();
            wire.transport.connect("localhost", port, SECONDS.toNanos(5), near);
            near.send("by name");

            await().until(() -> near.text().equals("by name"));
        }
    }

    @Test
    void ipv6_withOrWithoutBrackets_isUnderstood() throws Exception {
        boolean available = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .anyMatch(address -> address.getHostAddress().startsWith("0:0:0:0:0:0:0:1"));
        try (Wire wire = new Wire()) {
            if (!available) { // then at least it is no name that has to be looked up
                Ear near = new Ear();
                wire.transport.connect("[::1]", 1, SECONDS.toNanos(5), near);
                assertTrue(near.end() != End.CLOSED && !(near.cause() instanceof java.net.UnknownHostException));
                return;
            }
            int port = wire.transport
                    .listen("[::1]", 0, () -> new Echo())
                    .toCompletableFuture()
                    .get(5, SECONDS);
            for (String host : List.of("::1", "[::1]")) {
                Ear near = new Ear();
                wire.transport.connect(host, port, SECONDS.toNanos(5), near);
                near.send("six");
                await().until(() -> near.text().equals("six"));
                assertEquals("[::1]:" + port, near.link().peer());
            }
        }
    }
}
