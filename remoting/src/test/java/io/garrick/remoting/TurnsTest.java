package io.garrick.remoting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.spi.RemoteServices;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** In which order a large lane writes: one line for each frame, such as "begin 1", "piece 1", "whole 2" and "gap 3". */
class TurnsTest {

    private static final String CONFIG = "garrick.serialization.max-size = 64 MB\n garrick.remote { port = 0 }";

    private static ActorSystem system;
    private static Association association;

    private final Queue<Outgoing> queue = new ArrayDeque<>();
    private final Turns turns = new Turns(queue::poll);
    private final WireOutput output = new WireOutput(1024);

    @BeforeAll
    static void start() {
        system = ActorSystem.create("a", ConfigFactory.parseString(CONFIG));
        association = Remoting.get(system).node().associations().get(Knock.STRANGER);
    }

    @AfterAll
    static void end() {
        system.close();
    }

    /** Some bytes for an actor of that name. */
    private void tell(String name, int bytes) {
        ActorRef recipient =
                RemoteServices.of(system).resolve(ActorPath.fromString(Knock.STRANGER + "/user/" + name + "#1"));
        queue.add(new Outgoing(recipient, null, new byte[bytes], null, null));
    }

    private void connect() {
        output.clear();
        turns.begin(new MessageWriter(association, output, LaneKind.LARGE));
    }

    private List<String> write() {
        turns.write();
        return frames();
    }

    private List<String> writeAll() {
        while (turns.write()) {
            // into the output
        }
        return frames();
    }

    private List<String> frames() {
        FrameDecoder decoder = new FrameDecoder(1 << 20);
        decoder.add(ByteBuffer.wrap(Knock.bytes(output)));
        output.clear();
        List<String> frames = new ArrayList<>();
        while (decoder.next()) {
            WireInput input = decoder.frame();
            int type = input.takeByte();
            long number = input.takeNumber();
            frames.add(switch (type) {
                        case Frames.CHUNK -> "piece ";
                        case Frames.GAP -> "gap ";
                        default -> (input.takeByte() & MessageWriter.IN_CHUNKS) == 0 ? "whole " : "begin ";
                    }
                    + number);
        }
        return frames;
    }

    private static int pieces(int bytes) {
        return (bytes + MessageWriter.CHUNK_BYTES) / MessageWriter.CHUNK_BYTES; // the bytes have a header
    }

    @Test
    @DisplayName("N09: a message of 50 MB to one recipient delays a small one to another by two pieces at most")
    void smallMessage_goesBetweenThePieces() {
        connect();
        tell("blobs", 50_000_000);
        tell("other", 10);
        assertEquals(List.of("begin 1", "piece 1"), write());
        assertEquals(List.of("whole 2", "piece 1"), write());
        for (long i = 3; i < 800; i++) {
            tell("other", 10);
            assertEquals(List.of("whole " + i, "piece 1"), write());
        }
        assertFalse(writeAll().contains("begin 1"));
        assertEquals(799, turns.taken());
    }

    @Test
    @DisplayName("N09: messages in pieces take turns, four at a time, and small ones to others pass those that wait")
    void messagesInPieces_takeTurns() {
        connect();
        for (int i = 1; i <= 6; i++) {
            tell("blobs" + i, 100_000);
        }
        tell("other", 10);
        tell("blobs6", 10);

        assertEquals(
                List.of(
                        "begin 1", "piece 1", "begin 2", "piece 1", "begin 3", "piece 2", "begin 4", "piece 1",
                        "begin 5", "piece 3", "piece 2", "whole 7", "piece 4", "piece 5", "piece 3", "piece 2",
                        "begin 6", "piece 4", "piece 5", "piece 3", "piece 6", "piece 4", "piece 5", "piece 6",
                        "piece 6", "whole 8"),
                writeAll());
        assertEquals(3, pieces(100_000));
    }

    @Test
    @DisplayName("N02: what is told to a recipient waits for all that was told to it before, by ref and by selection")
    void messagesToOneRecipient_keepTheirOrder() {
        connect();
        tell("blobs", 100_000);
        tell("blobs", 1);
        queue.add(new Outgoing(null, ActorPath.fromString(Knock.STRANGER + "/user/blobs"), new byte[2], null, null));
        tell("blobs", 100_000);
        tell("blobs", 3);
        tell("other", 4);

        assertEquals(
                List.of(
                        "begin 1", "piece 1", "whole 6", "piece 1", "piece 1", "whole 2", "whole 3", "begin 4",
                        "piece 4", "piece 4", "piece 4", "whole 5"),
                writeAll());
    }

    @Test
    @DisplayName("N09: a bounded number is taken out of the queue while they wait for one in pieces")
    void manyMessages_waitInTheQueue() {
        connect();
        tell("blobs", 50_000_000);
        IntStream.range(0, 2_000).forEach(i -> tell("blobs", i % 3 * 30_000));

        for (int i = 0; i < 1_000; i++) {
            write();
        }
        assertEquals(2_000 - Turns.MOST_ASIDE, queue.size());
        assertEquals(1, turns.taken());

        List<Long> written = new ArrayList<>();
        writeAll().stream()
                .filter(frame -> !frame.startsWith("piece"))
                .forEach(frame -> written.add(Long.valueOf(frame.split(" ")[1])));
        assertEquals(LongStream.rangeClosed(2, 2_001).boxed().toList(), written);
    }

    @Test
    @DisplayName(
            "N05: when a connection ends in the middle of several, those not begun go by the next one, and the others are named")
    void connectionLost_notBegunIsKept() {
        connect();
        tell("a", 200_000);
        tell("a", 1);
        tell("b", 200_000);
        tell("c", 1);
        tell("a", 2);
        tell("b", 3);
        for (int i = 0; i < 7; i++) {
            write();
        }
        turns.end();
        assertEquals(1, turns.taken());

        connect();
        assertEquals(List.of("gap 3", "whole 2", "whole 5", "whole 6"), writeAll());
        assertEquals(6, turns.taken());
        tell("a", 1);
        turns.end();
        connect();
        assertEquals(List.of("whole 7"), writeAll());
    }

    @Test
    @DisplayName("N09: pieces in turns are put together, whatever the turns")
    void pieces_arePutTogether() {
        Assembly assembly = new Assembly(5, 1_000);
        MessageReader.Incoming head = new MessageReader.Incoming(null, null, null, 1, "", null);
        Map<Long, byte[]> whole = new HashMap<>();
        for (long number = 5; number < 9; number++) {
            assertEquals(number, assembly.takeNew(input(o -> {}, number)));
            assembly.begin(number, head, input(o -> {}, 10));
        }
        assertEquals(4, assembly.upTo());
        for (int piece = 0; piece < 5; piece++) {
            for (long number = 8; number >= 5; number--) {
                byte[] bytes = {(byte) number, (byte) piece};
                Assembly.Whole done = assembly.piece(input(o -> o.putBytes(bytes, 0, 2), number));
                assertEquals(piece == 4, done != null);
                if (done != null) {
                    whole.put(number, done.payload());
                    assertEquals(number == 5 ? 8 : 4, assembly.upTo());
                }
            }
        }
        for (long number = 5; number < 9; number++) {
            byte n = (byte) number;
            assertEquals(
                    ByteBuffer.wrap(new byte[] {n, 0, n, 1, n, 2, n, 3, n, 4}), ByteBuffer.wrap(whole.get(number)));
        }
    }

    private static WireInput input(java.util.function.Consumer<WireOutput> behind, long number) {
        WireOutput output = new WireOutput(16);
        output.putNumber(number);
        behind.accept(output);
        return WireInput.of(Knock.bytes(output));
    }
}
