package io.garrick.remoting;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Address;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Props;
import io.garrick.actor.spi.RemoteRefProvider.Create;
import io.garrick.actor.spi.RemoteRefProvider.Ended;
import io.garrick.actor.spi.RemoteRefProvider.Happening;
import io.garrick.actor.spi.RemoteRefProvider.Meanwhile;
import io.garrick.actor.spi.RemoteRefProvider.Order;
import io.garrick.actor.spi.RemoteRefProvider.Report;
import io.garrick.actor.spi.RemoteRefProvider.Rule;
import io.garrick.actor.spi.RemoteRefProvider.Rules;
import io.garrick.actor.spi.RemoteRefProvider.Signal;
import io.garrick.actor.spi.RemoteRefProvider.Step;
import io.garrick.actor.spi.RemoteRefProvider.Unwatch;
import io.garrick.actor.spi.RemoteRefProvider.Watch;
import io.garrick.actor.spi.RemoteServices;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
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
    private static ActorRef childThere;
    private static ActorRef childHere;

    /** What one node creates on another. */
    static final class Made extends AbstractActor {
        Made(int number) {
            getContext().setReceiveTimeout(Duration.ofSeconds(number));
        }

        @Override
        public Receive createReceive() {
            return emptyBehavior();
        }
    }

    private static Throwable failure() {
        Throwable failure = new IllegalStateException("oops");
        failure.setStackTrace(new StackTraceElement[] {new StackTraceElement("A", "b", "A.java", 7)});
        return failure;
    }

    @BeforeAll
    static void start() {
        system = ActorSystem.create(
                "two",
                ConfigFactory.parseString(
                        "garrick.remote { host = 10.0.0.2, port = 2, bind-host = 127.0.0.1, bind-port = 0, deployment.allow = [\"io.garrick.remoting.*\"] }"));
        node = Remoting.get(system).node();
        ofHere = ref("garrick://one@10.0.0.1:1/user/a#18446744073709551615");
        ofThere = ref("garrick://two@10.0.0.2:2/user/b/c#5");
        childThere = ref("garrick://two@10.0.0.2:2/remote/garrick/one@10.0.0.1:1/user/a/child#6");
        childHere = ref("garrick://one@10.0.0.1:1/remote/garrick/two@10.0.0.2:2/user/b/c/child#7");
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
        frames.put("message", message(new Outgoing(ofHere, null, "hello", ofThere, null)));
        frames.put("message-without-sender", message(new Outgoing(ofHere, null, new byte[] {1, 2}, null, null)));
        frames.put("message-by-selection", message(new Outgoing(null, ofHere.path(), List.of(1), ofThere, null)));
        frames.put("gap", bytes(output -> output.begin(Frames.GAP).putNumber(1).end()));
        frames.put("watch", signal(new Watch(ofThere, ofHere)));
        frames.put("unwatch", signal(new Unwatch(ofThere, ofHere)));
        frames.put("ended", signal(new Ended(ofHere, ofThere, true, false), 0, 128, 1L << 40));
        frames.put("lane-ended", bytes(output -> new Signals.LaneEnded(9, 2, 3, 1_000_000).write(output, node)));
        Props props = Props.create(Made.class, 3);
        frames.put("create", signal(new Create(childThere, ofHere, props, true, new Rules(false, true))));
        frames.put("rules", signal(new Rule(childThere, ofHere, new Rules(true, false))));
        frames.put("restart", signal(new Order(childThere, ofHere, Step.RESTART, failure(), 2, null, true)));
        frames.put(
                "take-down",
                signal(new Order(childThere, ofHere, Step.TAKE_DOWN, null, 0, new Meanwhile("later"), false)));
        frames.put(
                "take-down-silently",
                signal(new Order(childThere, ofHere, Step.TAKE_DOWN, null, 0, new Meanwhile(null), true)));
        frames.put("stop", signal(new Order(childThere, ofHere, Step.STOP, null, 0, null, false)));
        frames.put("failed", signal(new Report(ofThere, childHere, Happening.FAILED, 300, failure(), "")));
        frames.put("refused", signal(new Report(ofThere, childHere, Happening.REFUSED, 0, null, "not here")));
        frames.put("gone", signal(new Report(ofThere, childHere, Happening.GONE, 0, null, "")));
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

    private static byte[] message(Outgoing outgoing) {
        Association association = node.associations().get(ofHere.path().address());
        return bytes(output -> new MessageWriter(association, output, LaneKind.USER).write(outgoing));
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

    /** A recipient that is not there shows what was read: nobody but the dead letters gets it. */
    @Test
    @DisplayName("wire: today's reader reads the messages of version 1")
    void reader_readsMessagesOfVersion1() throws IOException {
        BlockingQueue<DeadLetter> letters = new LinkedBlockingQueue<>();
        ActorRef ear = system.actorOf(Props.create(Ear.class, () -> new Ear(letters)));
        system.eventStream().subscribe(ear, DeadLetter.class);
        Association association = node.associations().get(ofHere.path().address());
        Hello hello = new Hello(ofHere.path().address(), 1, 1, node.address(), LaneKind.USER, 0, 1, 1, 1);
        for (String name : List.of("message", "message-without-sender", "message-by-selection")) {
            MessageReader reader = new MessageReader(association, hello, () -> "golden", () -> false);
            InboundLane lane = new InboundLane();
            reader.read(Frames.MESSAGE, content(name), lane);
            reader.handOn(lane);
            assertEquals(1, lane.delivered());
        }

        DeadLetter told = await().until(letters::poll, Objects::nonNull);
        assertEquals("hello", told.message());
        assertEquals("/user/a", told.recipient().path().toStringWithoutAddress());
        assertEquals("/user/b/c", told.sender().path().toStringWithoutAddress());
        DeadLetter bytes = await().until(letters::poll, Objects::nonNull);
        assertArrayEquals(new byte[] {1, 2}, (byte[]) bytes.message());
        DeadLetter selected = await().until(letters::poll, Objects::nonNull);
        assertEquals(List.of(1), selected.message());
    }

    /** Keeps dead letters. */
    static final class Ear extends AbstractActor {
        private final BlockingQueue<DeadLetter> letters;

        Ear(BlockingQueue<DeadLetter> letters) {
            this.letters = letters;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder().match(DeadLetter.class, letters::add).build();
        }
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

        assertEquals(new Rule(childThere, ofHere, new Rules(true, false)), readSignal("rules", Signals.RULE));
        assertEquals(
                new Order(childThere, ofHere, Step.TAKE_DOWN, null, 0, new Meanwhile("later"), false),
                readSignal("take-down", Signals.ORDER));
        assertEquals(
                new Order(childThere, ofHere, Step.TAKE_DOWN, null, 0, new Meanwhile(null), true),
                readSignal("take-down-silently", Signals.ORDER));
        assertEquals(new Order(childThere, ofHere, Step.STOP, null, 0, null, false), readSignal("stop", Signals.ORDER));
        assertEquals(
                new Report(ofThere, childHere, Happening.REFUSED, 0, null, "not here"),
                readSignal("refused", Signals.REPORT));
        assertEquals(new Report(ofThere, childHere, Happening.GONE, 0, null, ""), readSignal("gone", Signals.REPORT));
        Order restart = (Order) readSignal("restart", Signals.ORDER);
        Throwable cause = restart.cause();
        assertEquals(new Order(childThere, ofHere, Step.RESTART, cause, 2, null, true), restart);
        assertFailure(cause);
        Report failed = (Report) readSignal("failed", Signals.REPORT);
        assertEquals(new Report(ofThere, childHere, Happening.FAILED, 300, failed.cause(), ""), failed);
        assertFailure(failed.cause());

        WireInput create = content("create");
        assertEquals(3, create.takeNumber());
        assertEquals(Signals.CREATE, create.takeByte());
        Creation creation =
                Creation.take(create, node.associations().get(ofHere.path().address()));
        Fields.skip(create);
        create.ensureEmpty();
        assertEquals(
                new Create(childThere, ofHere, Props.create(Made.class, 3), true, new Rules(false, true)),
                creation.read(node));

        String withFields = golden().get("greeting");
        byte[] longer =
                HexFormat.of().parseHex(withFields.substring(0, withFields.length() - 2) + "02070301020309" + "00");
        longer[3] += 7;
        assertEquals(HELLO, Hello.read(greeting(HexFormat.of().formatHex(longer))));
    }

    private static void assertFailure(Throwable read) {
        assertEquals(IllegalStateException.class, read.getClass());
        assertEquals("oops", read.getMessage());
        assertEquals(List.of(failure().getStackTrace()), List.of(read.getStackTrace()));
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
