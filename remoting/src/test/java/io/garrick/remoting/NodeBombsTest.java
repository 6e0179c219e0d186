package io.garrick.remoting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node with 64 MB, and those who announce more than that to it; a neighbour is answered all the time. */
class NodeBombsTest {

    private static final int HUGE = 0x7fff_fff0;
    private static final String NODE =
            "garrick.remote { port = 0, handshake-timeout = 3 s, large = [\"/user/large\"], max-large-frame = 8 MiB, max-connections = 2100 }";

    @TempDir
    Path folder;

    private ForeignNode node;
    private Neighbour neighbour;
    private final List<Attacker> open = new ArrayList<>();

    @BeforeEach
    void startBoth() throws Exception {
        node = new ForeignNode(folder, NODE, "-Xmx64m", "-XX:+ExitOnOutOfMemoryError");
        neighbour = new Neighbour(node.address());
        neighbour.isAnswered("start");
    }

    @AfterEach
    void endBoth() throws Exception {
        for (Attacker each : open) {
            each.close();
        }
        neighbour.isAnswered("end");
        neighbour.close();
        int status = node.end();
        node.close();
        assertEquals(0, status, node.said());
        assertFalse(node.said().contains("OutOfMemory"), node.said());
    }

    private interface Bomb {
        void on(Attacker attacker) throws IOException;
    }

    private static Bomb bytes(byte[] bytes) {
        return to -> to.send(bytes);
    }

    private static byte[] length(int length) {
        return ByteBuffer.allocate(4).putInt(length).array();
    }

    /** In a greeting, behind its version. */
    private static Bomb greeting(Consumer<WireOutput> rest) {
        return to -> to.frame(
                Frames.HELLO, o -> rest.accept(o.putNumber(Frames.MAGIC).putNumber(Frames.VERSION)));
    }

    /** In a greeting that is right up to its addresses. */
    private static Bomb greeted(Consumer<WireOutput> rest) {
        return to -> to.frame(
                Frames.HELLO,
                o -> rest.accept(o.putNumber(Frames.MAGIC)
                        .putNumber(Frames.VERSION)
                        .putText("garrick://evil@127.0.0.1:1")
                        .putLong(1)
                        .putNumber(1)
                        .putText(to.target().toString())));
    }

    /** Behind a greeting. */
    private static Bomb frame(LaneKind kind, int type, Consumer<WireOutput> content) {
        return to -> {
            to.greet(kind.ordinal());
            to.frame(type, content);
        };
    }

    private static WireOutput head(WireOutput output, int flags) {
        return output.putByte(flags | MessageWriter.SELECTS)
                .putNumber(MessageWriter.TEXT_OUT_OF_TABLE)
                .putText("/user/here");
    }

    private Map<String, Bomb> bombs() {
        Map<String, Bomb> all = new LinkedHashMap<>();
        all.put("first frame", bytes(length(HUGE)));
        all.put("first frame, slightly", bytes(length(Frames.HANDSHAKE_LIMIT + 1)));
        all.put("greeting: own address", greeting(o -> o.putNumber(HUGE).putLong(0)));
        all.put("greeting: own address, 64 bits", greeting(o -> o.putNumber(Long.MIN_VALUE)));
        all.put(
                "greeting: other address",
                greeting(o -> o.putText("garrick://evil@127.0.0.1:1")
                        .putLong(1)
                        .putNumber(1)
                        .putNumber(HUGE)));
        all.put("greeting: lanes", greeted(o -> o.putByte(2).putNumber(0).putNumber(HUGE)));
        all.put("greeting: lane", greeted(o -> o.putByte(2).putNumber(HUGE).putNumber(HUGE)));
        all.put(
                "greeting: connection",
                greeted(o -> o.putByte(2).putNumber(0).putNumber(1).putNumber(-1)));
        all.put("greeting: fields", greeted(o -> toFirst(o).putNumber(HUGE)));
        all.put(
                "greeting: field",
                greeted(o -> toFirst(o).putNumber(1).putNumber(1).putNumber(HUGE)));
        for (LaneKind kind : LaneKind.values()) {
            all.put("frame: " + kind, to -> {
                to.greet(kind.ordinal());
                to.send(length(HUGE));
            });
        }
        all.put(
                "message: table",
                frame(LaneKind.USER, Frames.MESSAGE, o -> o.putByte(0).putNumber(HUGE)));
        all.put(
                "message: recipient",
                frame(
                        LaneKind.USER,
                        Frames.MESSAGE,
                        o -> o.putByte(0).putNumber(0).putNumber(HUGE)));
        all.put(
                "message: sender",
                frame(
                        LaneKind.USER,
                        Frames.MESSAGE,
                        o -> head(o, MessageWriter.HAS_SENDER).putNumber(1).putNumber(HUGE)));
        all.put(
                "message: serializer",
                frame(LaneKind.USER, Frames.MESSAGE, o -> head(o, 0).putNumber(1L << 40)));
        all.put(
                "message: manifest",
                frame(
                        LaneKind.USER,
                        Frames.MESSAGE,
                        o -> head(o, 0).putNumber(1).putNumber(1).putNumber(HUGE)));
        all.put(
                "message: fields",
                frame(LaneKind.USER, Frames.MESSAGE, o -> fields(o).putNumber(HUGE)));
        all.put(
                "message: field",
                frame(
                        LaneKind.USER,
                        Frames.MESSAGE,
                        o -> fields(o).putNumber(1).putNumber(1).putNumber(HUGE)));
        all.put("table of texts", to -> {
            to.greet(LaneKind.USER.ordinal());
            for (int i = 0; i <= TextNumbers.MOST; i++) {
                int number = i;
                to.frame(
                        Frames.MESSAGE,
                        o -> o.putByte(MessageWriter.SELECTS)
                                .putNumber(0)
                                .putText("/user/" + "x".repeat(1000) + number)
                                .putNumber(1)
                                .putNumber(1)
                                .putText(""));
            }
        });
        all.put("large message", frame(LaneKind.LARGE, Frames.MESSAGE, o -> large(o, 1, HUGE)));
        all.put("large message, slightly", frame(LaneKind.LARGE, Frames.MESSAGE, o -> large(o, 1, (8 << 20) + 1)));
        all.put("gap", frame(LaneKind.USER, Frames.GAP, o -> o.putNumber(-1)));
        all.put(
                "signal: subject",
                frame(
                        LaneKind.CONTROL,
                        Frames.SIGNAL,
                        o -> o.putNumber(1).putByte(Signals.WATCH).putNumber(HUGE)));
        for (long marks : new long[] {HUGE, -1, Frames.MOST_LANES + 1, Frames.MOST_LANES}) {
            all.put("signal: marks " + marks, to -> {
                to.greet(LaneKind.CONTROL.ordinal());
                to.frame(
                        Frames.SIGNAL,
                        o -> o.putNumber(1)
                                .putByte(Signals.ENDED)
                                .putText(to.target() + "/user/here#1")
                                .putText("garrick://evil@127.0.0.1:1/user/x#1")
                                .putByte(0)
                                .putNumber(marks));
            });
        }
        all.put(
                "signal: lane",
                frame(
                        LaneKind.CONTROL,
                        Frames.SIGNAL,
                        o -> o.putNumber(1).putByte(Signals.LANE_ENDED).putNumber(HUGE)));
        all.put(
                "signal: fields",
                frame(
                        LaneKind.CONTROL,
                        Frames.SIGNAL,
                        o -> o.putNumber(1)
                                .putByte(Signals.LANE_ENDED)
                                .putNumber(0)
                                .putNumber(0)
                                .putNumber(0)
                                .putNumber(HUGE)));
        return all;
    }

    private static WireOutput toFirst(WireOutput output) {
        return output.putByte(2).putNumber(0).putNumber(1).putNumber(1).putNumber(1);
    }

    private static WireOutput fields(WireOutput output) {
        return head(output, MessageWriter.HAS_FIELDS).putNumber(1).putNumber(1).putText("");
    }

    private static WireOutput large(WireOutput output, int number, int length) {
        return head(output.putNumber(number), MessageWriter.IN_CHUNKS)
                .putNumber(1)
                .putNumber(1)
                .putText("")
                .putNumber(length);
    }

    @Test
    @DisplayName(
            "N11: in 64 MB, whatever length or count is announced and not there is refused as malformed, also 10 times")
    void announcedLengths_areRefused() throws Exception {
        long expected = 0;
        for (int round = 0; round < 10; round++) {
            for (Map.Entry<String, Bomb> each : bombs().entrySet()) {
                if (round > 2 && each.getKey().equals("table of texts")) {
                    continue; // it takes its time
                }
                try (Attacker attacker = new Attacker(node.address())) {
                    each.getValue().on(attacker);
                    attacker.awaitEnd();
                }
                assertEquals(++expected, node.malformed(), each.getKey());
            }
            neighbour.isAnswered("round " + round);
        }
        assertTrue(node.said().length() < 100_000, "few lines");
    }

    @Test
    @DisplayName(
            "N11: in 64 MB, 2,000 connections that begin a greeting and no more end in time, and a neighbour is answered")
    void halfOpen_endInTime() throws Exception {
        for (int i = 0; i < 2000; i++) {
            Attacker attacker = attacker();
            if (i % 2 == 0) {
                attacker.send(
                        ByteBuffer.allocate(1000).putInt(Frames.HANDSHAKE_LIMIT).array());
            }
            if (i % 100 == 0) {
                neighbour.isAnswered("connection " + i);
            }
        }
        for (Attacker each : open) {
            each.awaitEnd();
        }
        assertEquals(2000, node.malformed());
    }

    @Test
    @DisplayName("N11: in 64 MB, 5,120 large messages of 8 MB that are announced and do not come take no room")
    void largeMessagesThatDoNotCome_takeNoRoom() throws Exception {
        for (int peer = 1; peer <= 20; peer++) {
            for (int lane = 0; lane < Frames.MOST_LANES; lane++) {
                Attacker attacker = attacker();
                attacker.hello("garrick://evil@127.0.0.1:" + peer, LaneKind.LARGE.ordinal(), lane, Frames.MOST_LANES);
                attacker.awaitWelcome();
                for (int number = 1; number <= Turns.MOST_OPEN; number++) {
                    int next = number;
                    attacker.frame(Frames.MESSAGE, o -> large(o, next, 8 << 20));
                }
            }
            neighbour.isAnswered("peer " + peer);
        }
        assertEquals(0, node.malformed());
    }

    private Attacker attacker() throws IOException {
        Attacker attacker = new Attacker(node.address());
        open.add(attacker);
        return attacker;
    }
}
