package io.garrick.remoting;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Address;
import io.garrick.actor.Props;
import io.garrick.actor.spi.SystemServices;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** What no node sends ends the connection that it came by, and nothing else. */
class MalformedFramesTest {

    private static final int OF_EACH = Integer.getInteger("malformed.each", 40);

    /** Hands on what it gets. */
    private static final class Arrivals extends AbstractActor {
        private final BlockingQueue<Object> arrived;

        Arrivals(BlockingQueue<Object> arrived) {
            this.arrived = arrived;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder().matchAny(arrived::add).build();
        }
    }

    private static ActorSystem start(String name) {
        return ActorSystem.create(name, ConfigFactory.parseString("garrick.remote { port = 0 }"));
    }

    private static Map<String, Supplier<byte[]>> kinds(Address node, SplittableRandom random) {
        Map<String, Supplier<byte[]>> kinds = new LinkedHashMap<>();
        kinds.put("random", () -> {
            byte[] bytes = new byte[5 + random.nextInt(300)];
            random.nextBytes(bytes);
            bytes[0] = (byte) (1 + random.nextInt(255)); // as a length it is too long
            return bytes;
        });
        kinds.put("http", () -> "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        kinds.put("tls", () -> new byte[] {22, 3, 1, 2, 0, 1, 0, 1, (byte) 252, 3, 3});
        kinds.put("empty frame", () -> new byte[4]);
        kinds.put("negative length", () -> new byte[] {-1, -1, -1, -1, 1});
        kinds.put("too long a greeting", () -> new byte[] {0, 0, 0x10, 1, 1});
        kinds.put(
                "other magic",
                () -> frame(Frames.HELLO, output -> output.putNumber(7).putNumber(1)));
        kinds.put("greeting that ends early", () -> {
            byte[] whole = Knock.greeted(node, LaneKind.USER, output -> {});
            int length = 8 + random.nextInt(whole.length - 12);
            byte[] cut = java.util.Arrays.copyOf(whole, length + 4);
            cut[0] = 0;
            cut[1] = 0;
            cut[2] = (byte) (length >>> 8);
            cut[3] = (byte) length;
            return cut;
        });
        kinds.put(
                "lane out of range",
                () -> frame(
                        Frames.HELLO,
                        output -> output.putNumber(Frames.MAGIC)
                                .putNumber(1)
                                .putText("garrick://x@h:1")
                                .putLong(1)
                                .putNumber(1)
                                .putText(node.toString())
                                .putByte(2)
                                .putNumber(5)
                                .putNumber(2)
                                .putNumber(1)
                                .putNumber(1)
                                .putNumber(0)));
        kinds.put(
                "unknown type",
                () -> Knock.greeted(
                        node, LaneKind.USER, output -> output.begin(120).end()));
        kinds.put(
                "text out of the table",
                () -> Knock.greeted(
                        node,
                        LaneKind.USER,
                        output -> output.begin(Frames.MESSAGE)
                                .putByte(0)
                                .putNumber(99)
                                .end()));
        kinds.put(
                "path that is none",
                () -> Knock.greeted(
                        node,
                        LaneKind.USER,
                        output -> output.begin(Frames.MESSAGE)
                                .putByte(0)
                                .putNumber(0)
                                .putText("/a//b#x")
                                .putNumber(1)
                                .putNumber(0)
                                .putText("")
                                .end()));
        kinds.put(
                "piece of nothing",
                () -> Knock.greeted(
                        node,
                        LaneKind.LARGE,
                        output -> output.begin(Frames.CHUNK).putByte(1).end()));
        kinds.put(
                "signal of no kind",
                () -> Knock.greeted(
                        node,
                        LaneKind.CONTROL,
                        output -> output.begin(Frames.SIGNAL)
                                .putNumber(1)
                                .putByte(77)
                                .end()));
        kinds.put(
                "more lanes than there can be",
                () -> Knock.greeted(
                        node,
                        LaneKind.CONTROL,
                        output -> output.begin(Frames.SIGNAL)
                                .putNumber(1)
                                .putByte(Signals.LANE_ENDED)
                                .putNumber(Frames.MOST_LANES)
                                .putNumber(1)
                                .putNumber(1)
                                .end()));
        kinds.put(
                "no sign of life",
                () -> Knock.greeted(
                        node,
                        LaneKind.HEARTBEAT,
                        output -> output.begin(Frames.PONG).putNumber(1).end()));
        return kinds;
    }

    private static byte[] frame(int type, java.util.function.Consumer<WireOutput> content) {
        WireOutput output = new WireOutput(64);
        output.begin(type);
        content.accept(output);
        output.end();
        return Knock.bytes(output);
    }

    @Test
    @DisplayName(
            "N11: malformed input of any kind closes that connection, is counted, fills no log, and affects nothing else")
    void malformed_closesThatConnection_andAffectsNothingElse() throws Exception {
        try (ActorSystem a = start("a");
                ActorSystem b = start("b")) {
            BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
            b.actorOf(Props.create(Arrivals.class, () -> new Arrivals(arrived)), "arrivals");
            Remoting attacked = Remoting.get(b);
            ActorRef there = a.actorSelection(attacked.address() + "/user/arrivals")
                    .resolveOne(Duration.ofSeconds(5))
                    .toCompletableFuture()
                    .join();
            List<String> lines = new CopyOnWriteArrayList<>();
            SystemServices.of(b).addLogListener(Level.WARN, event -> lines.add(event.message()));
            AtomicBoolean goesOn = new AtomicBoolean(true);
            int[] sent = new int[1];
            Thread neighbour = new Thread(() -> {
                while (goesOn.get()) {
                    there.tell(sent[0]++, ActorRef.noSender());
                    await().until(() -> arrived.size() >= sent[0]);
                }
            });
            neighbour.start();

            int knocks = 0;
            try {
                for (Map.Entry<String, Supplier<byte[]>> kind :
                        kinds(attacked.address(), new SplittableRandom(11)).entrySet()) {
                    for (int i = 0; i < OF_EACH; i++) {
                        Knock.closes(attacked.address(), kind.getValue().get());
                        knocks++;
                    }
                    int expected = knocks;
                    await(kind.getKey())
                            .untilAsserted(() -> assertEquals(
                                    expected, attacked.node().wireLog().malformed()));
                }
            } finally {
                goesOn.set(false);
                neighbour.join();
            }
            List<Object> numbers = new ArrayList<>();
            for (int i = 0; i < sent[0]; i++) {
                numbers.add(i);
            }
            assertEquals(numbers, new ArrayList<>(arrived));
            assertTrue(sent[0] > 0);
            assertTrue(lines.size() <= 50, () -> "lines=" + lines.size());
        }
    }

    @Test
    @DisplayName("N10: a peer of another protocol version, and one that meant another node, is refused and told why")
    void otherVersionOrNode_isRefusedWithAReason() throws Exception {
        try (ActorSystem b = start("b")) {
            Address node = Remoting.get(b).address();
            byte[] otherVersion = frame(
                    Frames.HELLO,
                    output -> output.putNumber(Frames.MAGIC).putNumber(2).putText("whatever comes then"));
            byte[] otherNode = Knock.greeted(new Address("garrick", "c", "127.0.0.1", 3), LaneKind.USER, output -> {});

            Refusal version = refusal(Knock.closes(node, otherVersion));
            assertEquals(Refusal.Reason.VERSION, version.reason());
            assertEquals("protocol version differs: offered=2 here=1", version.text());
            Refusal meant = refusal(Knock.closes(node, otherNode));
            assertEquals(Refusal.Reason.ADDRESS, meant.reason());
            assertEquals("another node was meant: to=garrick://c@127.0.0.1:3 here=" + node, meant.text());
            assertEquals(0, Remoting.get(b).node().wireLog().malformed());
        }
    }

    private static Refusal refusal(List<byte[]> frames) {
        assertEquals(1, frames.size());
        WireInput input = WireInput.of(frames.get(0));
        assertEquals(Frames.REFUSED, input.takeByte());
        return Refusal.read(input);
    }
}
