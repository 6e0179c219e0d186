package io.garrick.remoting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Address;
import io.garrick.actor.spi.RemoteRefProvider.Ended;
import io.garrick.actor.spi.RemoteRefProvider.Signal;
import io.garrick.actor.spi.RemoteRefProvider.Unwatch;
import io.garrick.actor.spi.RemoteRefProvider.Watch;
import io.garrick.actor.spi.RemoteServices;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The frames of version 1, byte by byte: what every later version must read, and what this one writes. */
class GoldenFramesTest {

    private static final Address HERE = new Address("garrick", "here", "127.0.0.1", 2552);
    private static final Address THERE = new Address("garrick", "there", "10.0.0.8", 2553);
    private static final Hello HELLO = new Hello(HERE, 0x0102030405060708L, 2, THERE, LaneKind.USER, 1, 3, 4, 300);
    private static final Welcome WELCOME = new Welcome(-1, 1);
    private static final Refusal REFUSAL = new Refusal(Refusal.Reason.QUARANTINED, 7, "incarnation was given up");

    private static ActorSystem system;
    private static Node node;
    private static ActorRef ofHere;
    private static ActorRef ofThere;

    @BeforeAll
    static void start() {
        system = ActorSystem.create(
                "two",
                ConfigFactory.parseString(
                        "garrick.remote { host = 10.0.0.2, port = 2, bind-host = 127.0.0.1, bind-port = 0 }"));
        node = Remoting.get(system).node();
        ofHere = ref("garrick://one@10.0.0.1:1/user/a#18446744073709551615");
        ofThere = ref("garrick://two@10.0.0.2:2/user/b/c#5");
    }

    @AfterAll
    static void end() {
        system.close();
    }

    private static ActorRef ref(String path) {
        return RemoteServices.of(system).resolve(ActorPath.fromString(path));
    }

    private static Map<String, byte[]> written() {
        Map<String, byte[]> frames = new LinkedHashMap<>();
        frames.put("greeting", bytes(HELLO::write));
        frames.put("welcome", bytes(WELCOME::write));
        frames.put("refusal", bytes(REFUSAL::write));
        frames.put(
                "farewell",
                bytes(output -> output.begin(Frames.BYE).putNumber(300).end()));
        frames.put(
                "farewell-answer",
                bytes(output -> output.begin(Frames.BYE_ACK).putNumber(300).end()));
        frames.put("gap", bytes(output -> output.begin(Frames.GAP).putNumber(1).end()));
        frames.put("watch", signal(new Watch(ofThere, ofHere)));
        frames.put("unwatch", signal(new Unwatch(ofThere, ofHere)));
        frames.put("ended", signal(new Ended(ofHere, ofThere, true, false), 0, 128, 1L << 40));
        frames.put("lane-ended", bytes(output -> new Signals.LaneEnded(9, 2, 3, 1_000_000).write(output, node)));
        frames.put(
                "acknowledgement",
                bytes(output -> output.begin(Frames.ACK).putNumber(127).end()));
        frames.put(
                "question",
                bytes(output -> output.begin(Frames.PING).putNumber(16_384).end()));
        frames.put(
                "answer",
                bytes(output -> output.begin(Frames.PONG).putNumber(16_384).end()));
        return frames;
    }

    private static byte[] signal(Signal signal, long... marks) {
        return bytes(output -> new Signals.OfRuntime(3, signal, Signals.rest(signal, marks, node)).write(output, node));
    }

    private static byte[] bytes(Consumer<WireOutput> write) {
        WireOutput output = new WireOutput(8);
        write.accept(output);
        return Knock.bytes(output);
    }

    private static Map<String, String> golden() throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        try (var stream = GoldenFramesTest.class.getResourceAsStream("/frames-of-version-1.txt")) {
            for (String line : new String(stream.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList()) {
                String[] parts = line.split(" ");
                lines.put(parts[0], parts[1]);
            }
        }
        return lines;
    }

    @Test
    @DisplayName("wire: today's writers write the frames of version 1, byte by byte")
    void writers_writeVersion1() throws IOException {
        Map<String, String> hex = new LinkedHashMap<>();
        written().forEach((name, bytes) -> hex.put(name, HexFormat.of().formatHex(bytes)));

        assertEquals(golden(), hex);
    }

    @Test
    @DisplayName("wire: today's readers read the frames of version 1, also with fields behind that they do not know")
    void readers_readVersion1() throws IOException {
        assertEquals(HELLO, Hello.read(greeting(golden().get("greeting"))));
        assertEquals(WELCOME, Welcome.read(content("welcome")));
        assertEquals(REFUSAL, Refusal.read(content("refusal")));
        assertEquals(new Watch(ofThere, ofHere), readSignal("watch", Signals.WATCH));
        assertEquals(new Unwatch(ofThere, ofHere), readSignal("unwatch", Signals.UNWATCH));
        assertEquals(new Ended(ofHere, ofThere, true, false), readSignal("ended", Signals.ENDED));

        String withFields = golden().get("greeting");
        byte[] longer =
                HexFormat.of().parseHex(withFields.substring(0, withFields.length() - 2) + "02070301020309" + "00");
        longer[3] += 7;
        assertEquals(HELLO, Hello.read(greeting(HexFormat.of().formatHex(longer))));
    }

    private static Signal readSignal(String name, int kind) throws IOException {
        WireInput input = content(name);
        assertEquals(3, input.takeNumber());
        assertEquals(kind, input.takeByte());
        Signal signal = Signals.readSignal(
                kind, input, node.associations().get(ofHere.path().address()));
        if (kind == Signals.ENDED) {
            assertArrayEquals(new long[] {0, 128, 1L << 40}, Signals.readMarks(input));
        }
        Fields.skip(input);
        input.ensureEmpty();
        return signal;
    }

    private static WireInput greeting(String hex) {
        WireInput input = frame(hex);
        assertEquals(Frames.MAGIC, input.takeNumber());
        assertEquals(Frames.VERSION, input.takeNumber());
        return input;
    }

    private static WireInput content(String name) throws IOException {
        return frame(golden().get(name));
    }

    /** What is behind the type; however the bytes are cut on their way. */
    private static WireInput frame(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        List<WireInput> found = new ArrayList<>();
        for (int cut = 0; cut <= bytes.length; cut++) {
            FrameDecoder decoder = new FrameDecoder(4096);
            decoder.add(ByteBuffer.wrap(bytes, 0, cut));
            boolean whole = decoder.next();
            assertEquals(cut == bytes.length, whole);
            decoder.add(ByteBuffer.wrap(bytes, cut, bytes.length - cut));
            if (!whole) {
                assertTrue(decoder.next());
            }
            found.add(decoder.frame());
        }
        WireInput last = found.get(found.size() - 1);
        last.takeByte();
        return last;
    }
}
