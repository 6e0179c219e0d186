package io.garrick.remoting;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Address;
import io.garrick.actor.Props;
import io.garrick.actor.Terminated;
import io.garrick.actor.spi.RemoteRefProvider.Watch;
import io.garrick.actor.spi.RemoteServices;
import io.garrick.actor.spi.Transport;
import java.io.DataInputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Nodes that are not let in are told why. */
class RefusedNodesTest {

    private static byte[] frame(int type, Consumer<WireOutput> content) {
        WireOutput output = new WireOutput(64);
        output.begin(type);
        content.accept(output);
        output.end();
        return Knock.bytes(output);
    }

    @Test
    @DisplayName("N10: a peer of another protocol version, and one that meant another node, is refused and told why")
    void otherVersionOrNode_isRefusedWithAReason() throws Exception {
        try (ActorSystem b = ActorSystem.create("b", ConfigFactory.parseString("garrick.remote.port = 0"))) {
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

    @Test
    @DisplayName("N03: a welcome or a refusal of a life that is over ends nothing of the one that came after it")
    void lateWordOfAnOldLife_endsNothing() {
        try (ActorSystem b = ActorSystem.create("b", ConfigFactory.parseString("garrick.remote.port = 0"))) {
            Association association = Remoting.get(b).node().associations().get(Knock.STRANGER);
            Connection connection = new InboundConnection(association.node());
            association.identify(1, 1, connection, true);
            Peer now = association.identify(2, 1, connection, false);
            ActorRef watcher = b.actorOf(Props.create(Deaf.class), "watcher");
            ActorRef subject =
                    RemoteServices.of(b).resolve(ActorPath.fromString(Knock.STRANGER + "/user/subject#1000"));
            association.signal(new Watch(subject, watcher));
            assertTrue(association.hasTies());

            assertNull(association.identify(1, 1, connection, false));
            association.refused(new Refusal(Refusal.Reason.QUARANTINED, 1, "gone"));

            assertTrue(association.hasTies());
            assertSame(now, association.identify(2, 1, connection, false));
        }
    }

    @Test
    @DisplayName("W02: who gives a node up waits for the message that a connection is handing on; then none follows")
    void verdict_waitsForWhatIsBeingHandedOn() {
        try (ActorSystem b = ActorSystem.create("b", ConfigFactory.parseString("garrick.remote.port = 0"))) {
            Association association = Remoting.get(b).node().associations().get(Knock.STRANGER);
            InboundConnection connection = new InboundConnection(association.node());
            Peer peer = association.identify(1, 1, connection, true);
            InboundLane lane = peer.lane(0);
            assertTrue(lane.takeOver(connection, 1, 1));
            BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
            ActorRef watcher = b.actorOf(Props.create(Listener.class, () -> new Listener(heard)));
            ActorRef subject = RemoteServices.of(b).resolve(ActorPath.fromString(Knock.STRANGER + "/user/subject#2"));
            watcher.tell(subject, ActorRef.noSender());
            await().until(association::hasTies);

            Thread judge = new Thread(() -> association.giveUp("test"));
            assertTrue(lane.ifOwner(connection, () -> {
                judge.start();
                await().until(() -> judge.getState() == Thread.State.BLOCKED || !heard.isEmpty());
                assertEquals(0, heard.size());
                assertTrue(connection.isUnwanted());
            }));

            assertEquals(new Terminated(subject, false, true), await().until(heard::poll, Objects::nonNull));
            assertFalse(lane.ifOwner(connection, () -> {}));
            assertFalse(lane.takeOver(connection, 2, 1));
        }
    }

    /** Watches whom it is told, and keeps the rest. */
    static final class Listener extends AbstractActor {
        private final BlockingQueue<Object> heard;

        Listener(BlockingQueue<Object> heard) {
            this.heard = heard;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(ActorRef.class, getContext()::watch)
                    .matchAny(heard::add)
                    .build();
        }
    }

    /** Nothing is for it. */
    static final class Deaf extends AbstractActor {
        @Override
        public Receive createReceive() {
            return emptyBehavior();
        }
    }

    @Test
    @DisplayName("N06: a greeting of an epoch that is over is told so, and not that its node was given up")
    void greetingOfAnOldEpoch_isStale() throws Exception {
        try (ActorSystem b = ActorSystem.create("b", ConfigFactory.parseString("garrick.remote.port = 0"))) {
            Address node = Remoting.get(b).address();
            Association association = Remoting.get(b).node().associations().get(Knock.STRANGER);

            association.identify(Knock.INCARNATION, 2, new InboundConnection(association.node()), true);

            Refusal refusal = refusal(Knock.closes(node, Knock.greeted(node, LaneKind.USER, output -> {})));
            assertEquals(Refusal.Reason.STALE, refusal.reason());
            association.giveUp("test");
            refusal = refusal(Knock.closes(node, Knock.greeted(node, LaneKind.USER, output -> {})));
            assertEquals(Refusal.Reason.QUARANTINED, refusal.reason());
        }
    }

    @Test
    @DisplayName(
            "N03: who says that it is a node that lives, in another life, is refused, and that node is talked to as before")
    void anotherLifeThatIsNotAtItsAddress_isRefused() throws Exception {
        try (ActorSystem a = ActorSystem.create("a", ConfigFactory.parseString("garrick.remote.port = 0"));
                ActorSystem b = ActorSystem.create("b", ConfigFactory.parseString("garrick.remote.port = 0"))) {
            Address victim = Remoting.get(a).address();
            Address node = Remoting.get(b).address();
            long alive = Remoting.get(a).incarnation();
            Association association = Remoting.get(b).node().associations().get(victim);
            Peer before = association.identify(alive, 1, new InboundConnection(association.node()), true);

            for (LaneKind kind : new LaneKind[] {LaneKind.USER, LaneKind.CONTROL}) {
                WireOutput output = new WireOutput(64);
                int lanes = kind.carriesMessages() ? 1 : 0;
                new Hello(victim, alive + 1, 1, node, kind, 0, lanes, 1, lanes).write(output);
                Refusal refusal = refusal(Knock.closes(node, Knock.bytes(output)));
                assertEquals(Refusal.Reason.OTHER, refusal.reason());
            }
            assertSame(before, association.identify(alive, 1, new InboundConnection(association.node()), true));
        }
    }

    @Test
    @DisplayName(
            "N03: who says that it is a node in another life is let in when nobody is at that address, once no connection of the former life is left")
    void anotherLifeOfWhoIsNotReached_isLetIn_whenNothingIsLeftOfTheOld() throws Exception {
        try (ActorSystem b = ActorSystem.create("b", ConfigFactory.parseString("garrick.remote.port = 0"))) {
            Address node = Remoting.get(b).address();
            Association association = Remoting.get(b).node().associations().get(Knock.STRANGER); // nobody listens there
            InboundConnection last = new InboundConnection(association.node());
            Peer before = association.identify(Knock.INCARNATION + 1, 1, last, true);
            byte[] greeting = Knock.greeted(node, LaneKind.CONTROL, output -> {});

            assertEquals(
                    Refusal.Reason.OTHER, refusal(Knock.closes(node, greeting)).reason());
            association.gone(Objects.requireNonNull(before), last);
            try (Socket socket = new Socket("127.0.0.1", node.port().orElseThrow())) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream().write(greeting);
                DataInputStream input = new DataInputStream(socket.getInputStream());
                assertTrue(input.readInt() > 0);
                assertEquals(Frames.WELCOME, input.readByte());
            }
        }
    }

    /** Does nothing until it is told to. */
    private static final class SlowLink implements Transport.Link {
        final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

        @Override
        public void send(ByteBuffer bytes) {}

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void close() {}

        @Override
        public String peer() {
            return "slow";
        }

        @Override
        public Optional<Set<String>> peerNames() {
            return Optional.empty();
        }

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }
    }

    @Test
    @DisplayName("N03: who says that it is a node in another life, and has hung up when that is known, changes nothing")
    void anotherLifeThatHasHungUp_isNotMet() throws Exception {
        try (ActorSystem b = ActorSystem.create("b", ConfigFactory.parseString("garrick.remote.port = 0"))) {
            Association association = Remoting.get(b).node().associations().get(Knock.STRANGER); // nobody listens there
            InboundConnection last = new InboundConnection(association.node());
            Peer before = Objects.requireNonNull(association.identify(Knock.INCARNATION + 1, 1, last, true));
            association.gone(before, last);

            SlowLink link = new SlowLink();
            InboundConnection newcomer = new InboundConnection(association.node());
            newcomer.opened(link);
            newcomer.received(
                    ByteBuffer.wrap(Knock.greeted(Remoting.get(b).address(), LaneKind.CONTROL, output -> {})));
            Runnable judged = Objects.requireNonNull(link.tasks.poll(10, TimeUnit.SECONDS));
            newcomer.closed(Transport.End.RESET, null);
            judged.run();

            assertSame(before, association.identify(Knock.INCARNATION + 1, 1, last, true));
        }
    }
}
