package io.garrick.remoting;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import io.garrick.actor.spi.RemoteRefProvider.Watch;
import io.garrick.actor.spi.RemoteServices;
import java.util.List;
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
            Peer now = association.identify(2, 1, connection, true);
            ActorRef watcher = b.actorOf(Props.create(Deaf.class), "watcher");
            ActorRef subject =
                    RemoteServices.of(b).resolve(ActorPath.fromString(Knock.STRANGER + "/user/subject#1000"));
            association.signal(new Watch(subject, watcher));
            assertTrue(association.hasTies());

            assertNull(association.identify(1, 1, connection, false));
            association.refused(new Refusal(Refusal.Reason.QUARANTINED, 1, "gone"));

            assertTrue(association.hasTies());
            assertSame(now, association.identify(2, 1, connection, true));
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
}
