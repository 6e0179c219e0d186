package io.garrick.remoting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Address;
import io.garrick.actor.Props;
import io.garrick.actor.spi.RemoteRefProvider.Ended;
import io.garrick.actor.spi.RemoteRefProvider.Unwatch;
import io.garrick.actor.spi.RemoteRefProvider.Watch;
import io.garrick.actor.spi.Transport.Link;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Frames as version 1 has them, byte by byte: every later version must read them. See docs/wire-protocol.md. */
class GoldenFramesTest {

    private static final Address B = new Address(Address.PROTOCOL, "b", "127.0.0.1", 2553);
    private static final String RECIPIENT = B + "/user/r#5";
    private static final String OTHER = "garrick://c@127.0.0.1:2554/user/s#7";
    private static final byte[] PAYLOAD = new byte[50_000];

    /** At an address that does not change, though it listens at a port that is free. */
    private static ActorSystem start(String name, int port) {
        return ActorSystem.create(
                name,
                ConfigFactory.parseString("garrick.remote { host = \"127.0.0.1\", port = " + port
                        + ", bind-port = 0, large = [\"/user/r\"] }"));
    }

    private static Node node(ActorSystem system) {
        return Remoting.get(system).node();
    }

    private static ActorRef ref(Node node, String path) {
        return node.remote().resolve(ActorPath.fromString(path));
    }

    private static Map<String, String> golden() throws Exception {
        Map<String, String> frames = new LinkedHashMap<>();
        try (InputStream file =
                Objects.requireNonNull(GoldenFramesTest.class.getResourceAsStream("/wire/version-1.txt"))) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .forEach(line -> frames.put(line.split(" ")[0], line.split(" ")[1]));
        }
        return frames;
    }

    private static void put(Map<String, String> frames, String name, Consumer<WireOutput> writer) {
        WireOutput output = new WireOutput(0);
        writer.accept(output);
        frames.put(name, hex(output.content()));
    }

    private static String hex(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static Map<String, String> written(Node node) {
        Map<String, String> frames = new LinkedHashMap<>();
        put(frames, "hello", HandshakeFramesTest.HELLO::write);
        put(frames, "welcome", new Welcome(0x1122334455667788L, 300)::write);
        put(frames, "refused", new Refusal(Refusal.Reason.QUARANTINED, 9, "no")::write);
        numbered(frames, node);
        ActorRef recipient = ref(node, RECIPIENT);
        ActorRef other = ref(node, OTHER);
        put(frames, "watch", o -> new Signals.OfRuntime(1, new Watch(recipient, other), new long[0]).write(o, node));
        put(
                frames,
                "unwatch",
                o -> new Signals.OfRuntime(2, new Unwatch(recipient, other), new long[0]).write(o, node));
        put(
                frames,
                "ended",
                o -> new Signals.OfRuntime(3, new Ended(other, recipient, true, false), new long[] {1, 200})
                        .write(o, node));
        put(frames, "lane-ended", o -> new Signals.LaneEnded(4, 1, 2, 300).write(o, node));
        messages(frames, node);
        return frames;
    }

    private static void numbered(Map<String, String> frames, Node node) {
        Ends link = new Ends();
        InboundConnection connection = new InboundConnection(node);
        connection.opened(link);
        Map<String, Integer> types = new LinkedHashMap<>();
        types.put("bye", Frames.BYE);
        types.put("bye-ack", Frames.BYE_ACK);
        types.put("gap", Frames.GAP);
        types.put("ack", Frames.ACK);
        types.put("ping", Frames.PING);
        types.put("pong", Frames.PONG);
        types.forEach((name, type) -> {
            connection.send(type, 300);
            frames.put(name, link.sent.remove(0));
        });
        connection.handshakeDone();
    }

    private static void messages(Map<String, String> frames, Node node) {
        Association with = node.associations().get(B);
        WireOutput output = new WireOutput(0);
        MessageWriter writer = new MessageWriter(with, output, LaneKind.LARGE);
        Outgoing small = new Outgoing(ref(node, RECIPIENT), null, "hi", ref(node, OTHER));
        writer.write(small);
        keep(frames, "message-new-texts", output);
        writer.write(small);
        keep(frames, "message-known-texts", output);
        writer.write(new Outgoing(null, ActorPath.fromString(B + "/user/*"), "hi", null));
        keep(frames, "message-selects", output);
        writer.write(new Outgoing(ref(node, RECIPIENT), null, PAYLOAD, null));
        keep(frames, "message-in-chunks", output);
        while (writer.writeRest()) {
            if (output.size() < 1 << 14) {
                keep(frames, "chunk-last", output);
            }
            output.clear();
        }
    }

    private static void keep(Map<String, String> frames, String name, WireOutput output) {
        frames.put(name, hex(output.content()));
        output.clear();
    }

    @Test
    void writers_ofToday_writeThese() throws Exception {
        try (ActorSystem a = start("a", 2552)) {
            StringBuilder lines = new StringBuilder();
            Map<String, String> written = written(node(a));
            written.forEach(
                    (name, hex) -> lines.append(name).append(' ').append(hex).append('\n'));
            assertEquals(golden(), written, () -> "written=\n" + lines);
        }
    }

    @Test
    void readers_ofToday_readTheHandshakeAndSignals() throws Exception {
        Map<String, String> golden = golden();
        try (ActorSystem b = start("b", 2553)) {
            Node node = node(b);
            WireInput hello = body(golden, "hello");
            assertEquals(Frames.MAGIC, hello.takeNumber());
            assertEquals(1, hello.takeNumber());
            assertEquals(HandshakeFramesTest.HELLO, Hello.read(hello));
            assertEquals(new Welcome(0x1122334455667788L, 300), Welcome.read(body(golden, "welcome")));
            assertEquals(new Refusal(Refusal.Reason.QUARANTINED, 9, "no"), Refusal.read(body(golden, "refused")));
            for (String name : List.of("bye", "bye-ack", "gap", "ack", "ping", "pong")) {
                assertEquals(300, body(golden, name).takeNumber(), name);
            }
            Watch watch = assertInstanceOf(Watch.class, signal(golden, "watch", 1, Signals.WATCH, node));
            assertEquals(OTHER, watch.other().path().toSerializationFormat());
            assertInstanceOf(Unwatch.class, signal(golden, "unwatch", 2, Signals.UNWATCH, node));
            Ended ended = assertInstanceOf(Ended.class, signal(golden, "ended", 3, Signals.ENDED, node));
            assertEquals(List.of(true, false), List.of(ended.existenceConfirmed(), ended.addressTerminated()));
        }
    }

    private static Object signal(Map<String, String> golden, String name, int number, int kind, Node node) {
        WireInput input = body(golden, name);
        assertEquals(number, input.takeNumber());
        assertEquals(kind, input.takeByte());
        Object signal = Signals.readSignal(kind, input, node);
        if (signal instanceof Ended) {
            assertArrayEquals(new long[] {1, 200}, Signals.readMarks(input));
        }
        Fields.skip(input);
        input.ensureEmpty();
        return signal;
    }

    private static WireInput body(Map<String, String> golden, String name) {
        byte[] bytes = HexFormat.of().parseHex(golden.get(name));
        assertEquals(bytes.length - 4, ByteBuffer.wrap(bytes).getInt(), name);
        WireInput input = new WireInput();
        input.wrap(bytes, 5, bytes.length - 5);
        return input;
    }

    @Test
    void readers_ofToday_readMessages() throws Exception {
        Map<String, String> golden = golden();
        try (ActorSystem b = start("b", 2553)) {
            BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
            b.actorOf(Props.create(TwoNodesTest.Arrivals.class, () -> new TwoNodesTest.Arrivals(arrived)), "r");
            Ends link = new Ends();
            InboundConnection connection = new InboundConnection(node(b));
            connection.opened(link);
            // the uid of an actor is not known beforehand, so that only the selection finds this one
            for (String name :
                    List.of("hello", "message-new-texts", "message-known-texts", "message-selects", "gap", "bye")) {
                connection.received(ByteBuffer.wrap(HexFormat.of().parseHex(golden.get(name))));
            }
            assertEquals("hi", arrived.poll(5, TimeUnit.SECONDS));
            assertEquals(golden.get("bye-ack"), link.sent.get(1));
            assertEquals(0, node(b).wireLog().malformed());
        }
    }

    /** A link that keeps what is sent. */
    private static final class Ends implements Link {
        final List<String> sent = new ArrayList<>();

        @Override
        public void send(ByteBuffer bytes) {
            sent.add(hex(bytes.duplicate()));
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void close() {}

        @Override
        public String peer() {
            return "test";
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }
    }
}
