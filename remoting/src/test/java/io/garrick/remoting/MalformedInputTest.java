package io.garrick.remoting;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSelection;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Address;
import io.garrick.actor.Props;
import io.garrick.actor.spi.SystemServices;
import io.garrick.event.LogEvent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.LeakPresenceDetector;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** A node and those who send it garbage over TCP, while a neighbour goes on talking to it. */
class MalformedInputTest {

    private static final Random RANDOM = new Random(42);

    /** What comes by a connection of its own, behind a greeting or without one. */
    private interface Attack {
        void on(Attacker attacker, int round) throws IOException;
    }

    private static final List<Attack> MALFORMED = List.of(
            (to, i) -> {
                byte[] bytes = new byte[64];
                RANDOM.nextBytes(bytes);
                bytes[0] |= 1; // a length that is none
                to.send(bytes);
            },
            (to, i) -> to.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
            (to, i) -> to.send(new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xFC, 3, 3}),
            (to, i) -> to.frame(Frames.HELLO, o -> o.putNumber(0x47524B32).putNumber(Frames.VERSION)),
            (to, i) -> to.send(ByteBuffer.allocate(4)
                    .putInt(new int[] {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 4097}[i % 5])
                    .array()),
            (to, i) -> to.frame(
                    Frames.HELLO,
                    o -> o.putNumber(Frames.MAGIC).putNumber(Frames.VERSION).putByte(9)),
            (to, i) -> {
                switch (i % 3) {
                    case 0 -> to.hello(2, 3, 2);
                    case 1 -> to.hello(2, 65, 66);
                    default -> to.hello(9, 0, 1);
                }
            },
            (to, i) -> {
                to.greet(i % 3);
                to.frame(77, o -> {});
            },
            (to, i) -> {
                to.greet(2);
                to.frame(Frames.MESSAGE, o -> {
                    o.putByte(0);
                    switch (i % 3) {
                        case 0 -> o.putNumber(7);
                        case 1 -> o.putNumber(0).putText("no path");
                        default -> o.putNumber(0).putNumber(2049);
                    }
                });
            },
            (to, i) -> {
                to.greet(i % 5 == 0 ? 2 : 3);
                switch (i % 5) {
                    case 0 -> to.frame(Frames.CHUNK, o -> o.putByte(1));
                    case 1 -> to.frame(Frames.CHUNK, o -> o.putByte(1).putByte(1));
                    case 2 -> {
                        inPieces(to, 1, 2);
                        to.frame(Frames.CHUNK, o -> o.putNumber(1).putBytes(new byte[3], 0, 3));
                    }
                    case 3 -> inPieces(to, 1, Integer.MAX_VALUE);
                    default -> {
                        for (int number = 1; number <= 1 + Turns.MOST_OPEN; number++) {
                            inPieces(to, number, 2);
                        }
                    }
                }
            },
            (to, i) -> {
                to.greet(0);
                to.frame(
                        Frames.SIGNAL,
                        o -> o.putNumber(1)
                                .putByte(i % 2 == 0 ? 99 : Signals.WATCH)
                                .putText("nobody"));
            },
            (to, i) -> {
                to.greet(0);
                to.frame(Frames.SIGNAL, o -> {
                    o.putNumber(1).putByte(Signals.CREATE + i % 4);
                    o.putText(to.target()
                            + (i % 4 == 3 ? "/user/here#1" : "/remote/garrick/evil@127.0.0.1:1/user/a/b#1"));
                    o.putText("garrick://evil@127.0.0.1:1/user/a#2");
                    switch (i % 4) {
                        case 0 ->
                            o.putText("java.lang.String")
                                    .putByte(0)
                                    .putNumber(1)
                                    .putText("")
                                    .putNumber(1 << 20);
                        case 1 -> o.putNumber(1 << 20);
                        case 2 -> o.putByte(99).putByte(0).putNumber(0).putNumber(0);
                        default ->
                            o.putByte(2)
                                    .putByte(0)
                                    .putNumber(0)
                                    .putText("no cause")
                                    .putNumber(0);
                    }
                });
            },
            (to, i) -> {
                to.greet(i % 3);
                to.frame(Frames.ACK, o -> o.putNumber(1_000_000));
            });

    private static final long MOST_GROWN = 5_000_000;

    private static ActorSystem start(String name, String more) {
        return ActorSystem.create(
                name, ConfigFactory.parseString("garrick.remote { host = \"127.0.0.1\", port = 0\n" + more + " }"));
    }

    @Test
    @DisplayName("N11: malformed input of any kind closes its connection, is counted, and disturbs nobody else")
    void malformedInput_closesItsConnection_isCounted_disturbsNobody() throws Exception {
        attack(300);
    }

    @Test
    @Tag("nightly")
    @DisplayName("N11: as much of it as a night allows")
    void malformedInput_tenThousandOfEachKind() throws Exception {
        attack(10_000);
    }

    private static void attack(int rounds) throws Exception {
        List<LogEvent> lines = new CopyOnWriteArrayList<>();
        BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
        try (ActorSystem a = start("a", "");
                ActorSystem b = start("b", "large = [\"/user/large\"]\n handshake-timeout = 2 s")) {
            SystemServices.of(b).addLogListener(Level.WARN, lines::add);
            b.actorOf(Props.create(TwoNodesTest.Arrivals.class, () -> new TwoNodesTest.Arrivals(arrived)), "here");
            Address target = Remoting.get(b).address();
            ActorSelection here = a.actorSelection(target + "/user/here");
            WireLog wire = Remoting.get(b).node().wireLog();
            long began = System.nanoTime();
            int told = 0;
            int warmUp = Math.min(100, rounds / 2);
            long before = 0;
            for (int i = 0; i < rounds; i++) {
                if (i == warmUp) {
                    before = heap();
                }
                for (int kind = 0; kind < MALFORMED.size(); kind++) {
                    here.tell(told, ActorRef.noSender());
                    long counted = wire.malformed();
                    try (Attacker attacker = new Attacker(target)) {
                        MALFORMED.get(kind).on(attacker, i);
                        attacker.awaitEnd();
                    }
                    assertEquals(counted + 1, wire.malformed(), "kind=" + kind + " round=" + i);
                    assertEquals(told++, arrived.poll(5, TimeUnit.SECONDS), "kind=" + kind + " round=" + i);
                }
            }
            long base = before;
            long atOnce = heap() - base;
            // a cancelled deadline may be kept by the timers until its time, and its connection with it
            long grown = await().alias("grown=" + atOnce)
                    .atMost(Duration.ofSeconds(15))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> heap() - base, now -> now < MOST_GROWN);
            System.out.println("malformed input: rounds=" + rounds + " grownAtOnce=" + atOnce + " grown=" + grown
                    + " limit=" + MOST_GROWN + " millis=" + (System.nanoTime() - began) / 1_000_000);
            long windows = (System.nanoTime() - began) / 10_000_000_000L + 1;
            assertTrue(lines.size() <= windows * 6, () -> "lines=" + lines.size() + " " + lines.subList(0, 10));
        }
        LeakPresenceDetector.check();
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Or the tests of this module would find no leak in anything. */
    @Test
    @DisplayName("N11: a buffer that nobody gives back is found")
    void leakedBuffer_isFound() {
        LeakPresenceDetector.check();
        ByteBuf leaked = UnpooledByteBufAllocator.DEFAULT.directBuffer(1);
        assertThrows(IllegalStateException.class, LeakPresenceDetector::check);
        assertEquals(1, leaked.refCnt()); // given back now, it would count as one less than none
        LeakPresenceDetector.check(); // once it has been told of, it no longer counts
    }

    @Test
    @DisplayName("N11: handshakes that are never finished end in time and are few lines in the log")
    void handshakes_neverFinished_endInTime() throws Exception {
        List<LogEvent> lines = new CopyOnWriteArrayList<>();
        try (ActorSystem b = start("b", "handshake-timeout = 300 ms")) {
            SystemServices.of(b).addLogListener(Level.WARN, lines::add);
            Address target = Remoting.get(b).address();
            List<Attacker> all = new CopyOnWriteArrayList<>();
            for (int i = 0; i < 100; i++) {
                Attacker attacker = new Attacker(target);
                attacker.send(new byte[] {0, 0, 0, 70, 1});
                all.add(attacker);
            }
            for (Attacker attacker : all) {
                attacker.awaitEnd();
                attacker.close();
            }
            assertEquals(100, Remoting.get(b).node().wireLog().malformed());
            assertTrue(lines.size() <= 6, () -> "lines=" + lines.size());
        }
    }

    @Test
    @DisplayName("N11: another version is refused, many of them are few lines in the log")
    void otherVersions_areRefused() throws Exception {
        List<LogEvent> lines = new CopyOnWriteArrayList<>();
        try (ActorSystem b = start("b", "")) {
            SystemServices.of(b).addLogListener(Level.WARN, lines::add);
            for (int i = 0; i < 100; i++) {
                try (Attacker attacker = new Attacker(Remoting.get(b).address())) {
                    attacker.frame(Frames.HELLO, o -> o.putNumber(Frames.MAGIC).putNumber(2));
                    DataInputStream in = attacker.input();
                    in.readInt();
                    assertEquals(Frames.REFUSED, in.read());
                    attacker.awaitEnd();
                }
            }
            assertTrue(lines.size() <= 6, () -> "lines=" + lines.size());
        }
    }

    @Test
    @DisplayName("N07: messages that cannot be read are lost, the next one by the same connection arrives")
    void unreadableMessage_isLost_theNextArrives() throws Exception {
        BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
        try (ActorSystem b = start("b", "")) {
            b.actorOf(Props.create(TwoNodesTest.Arrivals.class, () -> new TwoNodesTest.Arrivals(arrived)), "here");
            Address target = Remoting.get(b).address();
            Node node = Remoting.get(b).node();
            var serializer = node.serialization().findSerializerFor("hi");
            byte[] hi = serializer.toBinary("hi");
            byte[] bad = new byte[20];
            try (Attacker attacker = new Attacker(target)) {
                attacker.greet(2);
                for (int i = 0; i < 300; i++) {
                    RANDOM.nextBytes(bad);
                    bad[0] = (byte) 0xFE; // more classes than there is room for
                    message(attacker, serializer.identifier(), "", bad);
                    message(attacker, 123_456, "java.lang.Runtime", hi);
                }
                message(attacker, serializer.identifier(), serializer.manifest("hi"), hi);
                assertEquals("hi", arrived.poll(5, TimeUnit.SECONDS));
            }
            assertEquals(0, node.wireLog().malformed());
        }
    }

    @Test
    @DisplayName("N11: a signal whose end is malformed is not taken at all")
    void signal_malformedAtItsEnd_isNotTaken() throws Exception {
        try (ActorSystem b = start("b", "")) {
            Address target = Remoting.get(b).address();
            try (Attacker alive = new Attacker(target);
                    Attacker first = new Attacker(target);
                    Attacker second = new Attacker(target)) {
                alive.greet(1); // so that the node knows the other one all the time
                first.greet(0);
                first.frame(Frames.SIGNAL, o -> laneEnded(o, 1).putNumber(65));
                first.awaitEnd();
                second.greet(0);
                second.frame(Frames.SIGNAL, o -> laneEnded(o, 2).putNumber(0));
                DataInputStream in = second.input();
                assertEquals(2, in.readInt());
                assertEquals(Frames.ACK, in.read());
                assertEquals(0, in.read(), "the second is taken without the first");
            }
        }
    }

    private static void inPieces(Attacker attacker, int number, int length) throws IOException {
        attacker.frame(
                Frames.MESSAGE,
                o -> o.putNumber(number)
                        .putByte(MessageWriter.IN_CHUNKS)
                        .putNumber(1)
                        .putText("/user/here")
                        .putNumber(1)
                        .putNumber(1)
                        .putText("")
                        .putNumber(length));
    }

    private static WireOutput laneEnded(WireOutput output, int number) {
        return output.putNumber(number)
                .putByte(Signals.LANE_ENDED)
                .putNumber(0)
                .putNumber(0)
                .putNumber(0);
    }

    private static void message(Attacker attacker, int serializer, String manifest, byte[] payload) throws IOException {
        attacker.frame(
                Frames.MESSAGE,
                o -> o.putByte(MessageWriter.SELECTS)
                        .putNumber(MessageWriter.TEXT_OUT_OF_TABLE)
                        .putText("/user/here")
                        .putNumber(serializer)
                        .putNumber(MessageWriter.TEXT_OUT_OF_TABLE)
                        .putText(manifest)
                        .putBytes(payload, 0, payload.length));
    }
}
