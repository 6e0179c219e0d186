package io.garrick.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorSystem;
import io.garrick.actor.spi.RemoteServices;
import io.garrick.actor.spi.SystemServices;
import io.garrick.actor.spi.Transport;
import io.garrick.actor.spi.Transport.Link;
import io.garrick.dispatch.TimerTask;
import java.net.BindException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class SimulatedNetworkTest {

    private static final int PORT = 2552;

    /** Two nodes with a connection between them. */
    private static final class Pair {
        final Rehearsal rehearsal;
        final Talker server;
        final Talker client;
        final Node serving;
        final Node asking;

        Pair(Rehearsal rehearsal) {
            this.rehearsal = rehearsal;
            this.server = new Talker(rehearsal);
            this.client = new Talker(rehearsal);
            this.serving = Node.of(rehearsal, "server", PORT, () -> server);
            this.asking = Node.of(rehearsal, "client");
            asking.connect(PORT, client);
        }

        Pair opened() {
            rehearsal.runUntil(() -> server.heard.contains("opened") && client.heard.contains("opened"));
            return this;
        }
    }

    private static byte[] numbered(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + i / 256);
        }
        return bytes;
    }

    // ---------------------------------------------------------------- bytes

    @Test
    void bytes_cutAndJoined_comeInOrder() {
        Set<List<Integer>> cuts = new HashSet<>();
        boolean joined = false;
        for (long seed = 0; seed < 100; seed++) {
            try (Rehearsal rehearsal = Rehearsal.of(seed)) {
                Pair pair = new Pair(rehearsal);
                byte[] all = numbered(3_000);
                pair.client.whenOpened(link -> {
                    for (int at = 0; at < all.length; at += 300) {
                        link.send(ByteBuffer.wrap(all, at, 300));
                    }
                });
                rehearsal.run();
                assertArrayEquals(all, pair.server.received());
                cuts.add(pair.server.sizes);
                assertFalse(pair.server.sizes.contains(0));
                joined |= pair.server.sizes.stream().anyMatch(size -> size > 300);
            }
        }
        assertTrue(cuts.size() > 95, () -> "cuts=" + cuts.size());
        assertTrue(cuts.stream().anyMatch(sizes -> sizes.contains(1)));
        assertTrue(joined);
    }

    @Test
    void bytes_bothWays_doNotDisturbEachOther() {
        for (long seed = 0; seed < 50; seed++) {
            try (Rehearsal rehearsal = Rehearsal.of(seed)) {
                Pair pair = new Pair(rehearsal);
                pair.server.whenOpened(link -> link.send(ByteBuffer.wrap(numbered(500))));
                pair.server.whenReceived((link, come) -> link.send(ByteBuffer.wrap(come)));
                pair.client.whenOpened(link -> link.send(ByteBuffer.wrap(numbered(700))));
                rehearsal.run();
                byte[] expected = Arrays.copyOf(numbered(500), 1_200);
                System.arraycopy(numbered(700), 0, expected, 500, 700);
                assertArrayEquals(expected, pair.client.received());
            }
        }
    }

    @Test
    void send_copies_andHasThePieceForItsTurnOnly() {
        try (Rehearsal rehearsal = Rehearsal.of(1)) {
            Pair pair = new Pair(rehearsal);
            byte[] sent = {1, 2, 3};
            pair.client.whenOpened(link -> {
                ByteBuffer buffer = ByteBuffer.wrap(sent);
                link.send(buffer);
                assertFalse(buffer.hasRemaining());
                Arrays.fill(sent, (byte) 9);
            });
            rehearsal.run();
            assertArrayEquals(new byte[] {1, 2, 3}, pair.server.received());
            ByteBuffer kept = Objects.requireNonNull(pair.server.kept);
            assertTrue(kept.hasRemaining());
            assertTrue(kept.get() < 0, "whoever keeps the buffer shall see that it is not his");
        }
    }

    @Test
    void latency_bounds_hold() {
        Set<Duration> seen = new HashSet<>();
        for (long seed = 0; seed < 50; seed++) {
            try (Rehearsal rehearsal = Rehearsal.of(seed)) {
                rehearsal.faults().network().latency(Duration.ofMillis(10), Duration.ofMillis(20));
                Pair pair = new Pair(rehearsal).opened();
                rehearsal.runFor(Duration.ofSeconds(1));
                Duration before = rehearsal.elapsed();
                pair.client.send((byte) 1);
                rehearsal.run();
                Duration took = pair.server.times.get(1).minus(before);
                assertTrue(took.toMillis() >= 10 && took.compareTo(Duration.ofMillis(20)) <= 0, took::toString);
                seen.add(took);
            }
        }
        assertTrue(seen.size() > 25, () -> "seen=" + seen.size());
        assertTrue(seen.contains(Duration.ofMillis(10)));
    }

    @Test
    void slow_oneDirection_leavesTheOther() {
        try (Rehearsal rehearsal = Rehearsal.of(3)) {
            Pair pair = new Pair(rehearsal).opened();
            Duration hour = Duration.ofHours(1);
            rehearsal.faults().network().slow(pair.asking.system(), pair.serving.system(), hour, hour);
            Duration before = rehearsal.elapsed();
            pair.client.send((byte) 1);
            pair.server.send((byte) 2);
            rehearsal.run();
            assertEquals(hour, pair.server.times.get(1).minus(before));
            assertTrue(pair.client.times.get(1).minus(before).compareTo(Duration.ofMillis(5)) <= 0);
        }
    }

    /** What comes behind something slow comes behind it. */
    @Test
    void latency_lower_doesNotOvertake() {
        try (Rehearsal rehearsal = Rehearsal.of(4)) {
            Pair pair = new Pair(rehearsal).opened();
            rehearsal.faults().network().latency(Duration.ofSeconds(2), Duration.ofSeconds(2));
            pair.client.send((byte) 1);
            rehearsal.runFor(Duration.ofSeconds(1));
            rehearsal.faults().network().latency(Duration.ZERO, Duration.ZERO);
            pair.client.send((byte) 2);
            rehearsal.run();
            assertArrayEquals(new byte[] {1, 2}, pair.server.received());
        }
    }

    // ---------------------------------------------------------------- places

    @Test
    void listen_portZero_nextThatIsFree() {
        try (Rehearsal rehearsal = Rehearsal.of(5)) {
            Node one = Node.of(rehearsal, "one");
            Node other = Node.of(rehearsal, "other", 49_153, () -> new Talker(rehearsal));
            assertEquals(49_152, one.listen(0, () -> new Talker(rehearsal)));
            assertEquals(49_154, other.listen(0, () -> new Talker(rehearsal)));
        }
    }

    @Test
    void listen_taken_failsAndSaysWhere() {
        try (Rehearsal rehearsal = Rehearsal.of(6)) {
            Node one = Node.of(rehearsal, "one", PORT, () -> new Talker(rehearsal));
            Node other = Node.of(rehearsal, "other");
            CompletionException failure =
                    assertThrows(CompletionException.class, () -> other.listen(PORT, () -> new Talker(rehearsal)));
            assertInstanceOf(BindException.class, failure.getCause());
            assertTrue(failure.getMessage().contains("host=localhost port=2552 system=one"), failure.getMessage());
            assertEquals(
                    PORT,
                    other.transport()
                            .listen("elsewhere", PORT, () -> new Talker(rehearsal))
                            .toCompletableFuture()
                            .join());
            assertThrows(CompletionException.class, () -> one.listen(65_536, () -> new Talker(rehearsal)));
        }
    }

    @Test
    void connect_nobodyListens_refusedAfterATravelTime() {
        try (Rehearsal rehearsal = Rehearsal.of(7)) {
            rehearsal.faults().network().latency(Duration.ofMillis(3), Duration.ofMillis(3));
            Talker client = new Talker(rehearsal);
            Node.of(rehearsal, "client").connect(PORT, client);
            rehearsal.run();
            assertEquals(List.of("REFUSED"), client.heard);
            assertEquals(List.of(Duration.ofMillis(6)), client.times);
            assertInstanceOf(ConnectException.class, client.cause);
        }
    }

    @Test
    void connect_standsAtTheAcceptorFirst() {
        try (Rehearsal rehearsal = Rehearsal.of(8)) {
            rehearsal.faults().network().latency(Duration.ofMillis(3), Duration.ofMillis(3));
            Pair pair = new Pair(rehearsal).opened();
            assertEquals(List.of(Duration.ofMillis(3)), pair.server.times);
            assertEquals(List.of(Duration.ofMillis(6)), pair.client.times);
            assertEquals("localhost:2552", pair.client.link().peer());
            assertEquals("client", pair.server.link().peer());
        }
    }

    @Test
    void connect_tooSlow_unreachableWhenItsTimeIsOver() {
        try (Rehearsal rehearsal = Rehearsal.of(9)) {
            rehearsal.faults().network().latency(Duration.ofMillis(600), Duration.ofMillis(600));
            Pair pair = new Pair(rehearsal);
            rehearsal.run();
            assertEquals(List.of("UNREACHABLE"), pair.client.heard);
            assertEquals(List.of(Duration.ofSeconds(1)), pair.client.times);
            assertEquals(List.of("opened", "RESET"), pair.server.heard);
        }
    }

    // ---------------------------------------------------------------- the end

    @Test
    void close_whatWasSentArrivesFirst() {
        for (long seed = 0; seed < 50; seed++) {
            try (Rehearsal rehearsal = Rehearsal.of(seed)) {
                Pair pair = new Pair(rehearsal).opened();
                pair.client.link().execute(() -> {
                    pair.client.link().send(ByteBuffer.wrap(numbered(200)));
                    pair.client.link().close();
                    pair.client.link().send(ByteBuffer.wrap(new byte[] {1}));
                    assertFalse(pair.client.link().isWritable());
                });
                rehearsal.run();
                assertArrayEquals(numbered(200), pair.server.received());
                assertEquals(List.of("opened", "CLOSED"), pair.server.heard);
                assertEquals(List.of("opened", "CLOSED"), pair.client.heard);
            }
        }
    }

    @Test
    void close_both_eachHearsItOnce() {
        try (Rehearsal rehearsal = Rehearsal.of(11)) {
            Pair pair = new Pair(rehearsal).opened();
            pair.client.link().close();
            pair.server.link().close();
            pair.server.link().close();
            rehearsal.run();
            assertEquals(List.of("opened", "CLOSED"), pair.server.heard);
            assertEquals(List.of("opened", "CLOSED"), pair.client.heard);
        }
    }

    @Test
    void terminate_system_peersHearClosedAndThePlaceIsFree() {
        try (Rehearsal rehearsal = Rehearsal.of(12)) {
            Pair pair = new Pair(rehearsal).opened();
            rehearsal.await(pair.serving.system().terminate());
            rehearsal.run();
            assertEquals(List.of("opened", "CLOSED"), pair.client.heard);
            assertEquals(List.of("opened", "CLOSED"), pair.server.heard);
            pair.asking.listen(PORT, () -> new Talker(rehearsal));
        }
    }

    /** Then the last that happens to the system is no task of it. */
    @Test
    void terminate_providerEndsInATimer_systemEnds() {
        try (Rehearsal rehearsal = Rehearsal.of(17)) {
            ActorSystem system = rehearsal.create("patient");
            CompletableFuture<Object> late = new CompletableFuture<>();
            RemoteServices.of(system).join(new Node.Provider(system, late::isDone, () -> {
                SystemServices.of(system).timers().schedule(new Completing(late), 1_000_000_000);
                return late;
            }));
            rehearsal.await(system.terminate());
            assertTrue(rehearsal.elapsed().toMillis() >= 1_000);
        }
    }

    private static final class Completing extends TimerTask {
        private final CompletableFuture<Object> future;

        Completing(CompletableFuture<Object> future) {
            this.future = future;
        }

        @Override
        protected void run() {
            future.complete(this);
        }
    }

    @Test
    void transport_closed_connectHearsClosedAndListenFails() {
        try (Rehearsal rehearsal = Rehearsal.of(13)) {
            Node node = Node.of(rehearsal, "node", PORT, () -> new Talker(rehearsal));
            assertTrue(node.transport().close().toCompletableFuture().isDone());
            Talker client = new Talker(rehearsal);
            node.connect(PORT, client);
            rehearsal.run();
            assertEquals(List.of("CLOSED"), client.heard);
            assertThrows(CompletionException.class, () -> node.listen(PORT, () -> new Talker(rehearsal)));
        }
    }

    @Test
    void transport_leftOpen_failsTheRehearsal() {
        Rehearsal rehearsal = Rehearsal.of(14);
        ActorSystem system = rehearsal.create("careless");
        RemoteServices.of(system).transport().orElseThrow().start(system);
        AssertionError failure = assertThrows(AssertionError.class, rehearsal::close);
        assertTrue(failure.getMessage().contains("transports are left"), failure.getMessage());
    }

    @Test
    void handler_throws_connectionEnds() {
        try (Rehearsal rehearsal = Rehearsal.of(15)) {
            Pair pair = new Pair(rehearsal).opened();
            IllegalStateException thrown = new IllegalStateException("on purpose");
            pair.server.whenReceived((link, come) -> {
                throw thrown;
            });
            pair.client.send(numbered(300));
            rehearsal.run();
            assertEquals(List.of("opened", "RESET"), pair.server.heard);
            assertEquals(thrown, pair.server.cause);
            assertEquals(List.of("opened", "RESET"), pair.client.heard);
        }
    }

    @Test
    void handler_assertionFails_rehearsalFails() {
        Rehearsal rehearsal = Rehearsal.of(16);
        Pair pair = new Pair(rehearsal);
        pair.server.whenOpened(link -> assertEquals(1, 2));
        AssertionError failure = assertThrows(AssertionError.class, rehearsal::run);
        assertTrue(failure.getMessage().startsWith("task failed"), failure.getMessage());
        rehearsal.abandon();
    }

    // ---------------------------------------------------------------- back-pressure

    @Test
    void isWritable_muchUnderWay_falseUntilTaken() {
        try (Rehearsal rehearsal = Rehearsal.of(20)) {
            Pair pair = new Pair(rehearsal).opened();
            int[] sent = new int[1];
            byte[] piece = new byte[10_000];
            pair.client.whenWritable(link -> sent[0] += fill(link, piece));
            pair.client.link().execute(() -> sent[0] += fill(pair.client.link(), piece));
            rehearsal.runUntil(() -> sent[0] > 0);
            assertEquals(1_050_000, sent[0]);
            rehearsal.runUntil(() -> pair.server.received().length > 5_000_000);
            assertTrue(pair.client.heard.stream().filter("writable"::equals).count() >= 5);
            assertTrue(sent[0] - pair.server.received().length <= 1_050_000);
            pair.client.whenWritable(link -> {});
            rehearsal.run();
            assertEquals(sent[0], pair.server.received().length);
        }
    }

    private static int fill(Link link, byte[] piece) {
        int sent = 0;
        while (link.isWritable() && sent < 4 * Wire.ROOM) {
            link.send(ByteBuffer.wrap(piece));
            sent += piece.length;
        }
        return sent;
    }

    // ---------------------------------------------------------------- threads

    @Test
    void link_outsideOfItsThread_refused() {
        try (Rehearsal rehearsal = Rehearsal.of(21)) {
            Pair pair = new Pair(rehearsal).opened();
            Link link = pair.client.link();
            ByteBuffer one = ByteBuffer.wrap(new byte[1]);
            assertThrows(IllegalStateException.class, () -> link.send(one));
            assertThrows(IllegalStateException.class, link::isWritable);
            List<Boolean> here = new ArrayList<>(List.of(pair.asking.transport().runsHere()));
            link.execute(() -> {
                here.add(pair.asking.transport().runsHere());
                here.add(pair.serving.transport().runsHere());
                assertThrows(
                        IllegalStateException.class, () -> pair.server.link().send(one));
            });
            rehearsal.run();
            assertEquals(List.of(false, true, false), here);
        }
    }

    @Test
    void execute_inOrder_andDroppedAfterTheEndOfTheTransport() {
        try (Rehearsal rehearsal = Rehearsal.of(22)) {
            Pair pair = new Pair(rehearsal).opened();
            List<Integer> done = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                int number = i;
                pair.client.link().execute(() -> done.add(number));
            }
            rehearsal.run();
            assertEquals(List.of(0, 1, 2, 3, 4), done);
            pair.asking.transport().close();
            pair.client.link().execute(() -> done.add(5));
            rehearsal.run();
            assertEquals(List.of(0, 1, 2, 3, 4), done);
        }
    }

    @Test
    void transport_notStarted_refused() {
        try (Rehearsal rehearsal = Rehearsal.of(23)) {
            Transport transport =
                    RemoteServices.of(rehearsal.create("lazy")).transport().orElseThrow();
            assertThrows(
                    IllegalStateException.class, () -> transport.connect(Node.HOST, PORT, 1, new Talker(rehearsal)));
        }
    }

    // ---------------------------------------------------------------- the seed

    private static void chat(Rehearsal rehearsal) {
        Pair pair = new Pair(rehearsal);
        pair.server.whenReceived((link, come) -> link.send(ByteBuffer.wrap(come)));
        pair.client.whenOpened(link -> {
            link.send(ByteBuffer.wrap(numbered(100)));
            link.send(ByteBuffer.wrap(numbered(100)));
        });
        rehearsal.runFor(Duration.ofMillis(50));
    }

    @Test
    void seed_decidesTheTrace() {
        Set<Long> hashes = new HashSet<>();
        for (long seed = 0; seed < 100; seed++) {
            hashes.add(Rehearsal.ensureDeterministic(seed, SimulatedNetworkTest::chat)
                    .traceHash());
        }
        assertEquals(100, hashes.size());
        assertNotEquals(
                Rehearsal.replay(1, SimulatedNetworkTest::chat),
                Rehearsal.replay(1, Exploration.pct(3), SimulatedNetworkTest::chat));
    }

    /** So that a run with other events elsewhere has the same latencies and cuts here. */
    @Test
    void stream_dependsOnSeedAndNameOnly() {
        try (Rehearsal one = Rehearsal.of(32);
                Rehearsal other = Rehearsal.of(32);
                Rehearsal another = Rehearsal.of(33)) {
            long first = one.loop().network().stream("a -> b").nextLong();
            long elsewhere = other.loop().network().stream("b -> a").nextLong();
            assertNotEquals(first, elsewhere);
            assertEquals(first, other.loop().network().stream("a -> b").nextLong());
            assertNotEquals(first, one.loop().network().stream("a -> b").nextLong());
            assertNotEquals(first, another.loop().network().stream("a -> b").nextLong());
        }
    }

    @Test
    void trace_namesBothEnds() {
        try (Rehearsal rehearsal = Rehearsal.of(31)) {
            Pair pair = new Pair(rehearsal).opened();
            pair.client.send((byte) 1);
            rehearsal.run();
            String trace = String.join("\n", rehearsal.trace());
            assertTrue(trace.contains("network localhost:2552 -> client (connection opened)"), trace);
            assertTrue(trace.contains("network client -> localhost:2552 (connection opened)"), trace);
            assertTrue(trace.contains("network localhost:2552 -> client (bytes)"), trace);
        }
    }
}
