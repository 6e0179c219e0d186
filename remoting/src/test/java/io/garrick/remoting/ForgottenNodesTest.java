package io.garrick.remoting;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Address;
import io.garrick.actor.spi.RemoteServices;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a node remembers of others, and what not. */
class ForgottenNodesTest {

    private ActorSystem system;
    private Node node;
    private Associations associations;

    @BeforeEach
    void start() {
        system = ActorSystem.create(
                "b",
                ConfigFactory.parseString(
                        "garrick.remote { port = 0, idle-timeout = 300 ms, handshake-timeout = 100 ms }"));
        node = Remoting.get(system).node();
        associations = node.associations();
    }

    @AfterEach
    void end() {
        system.close();
    }

    private static Address address(int number) {
        return new Address("garrick", "evil", "127.0.0.1", number);
    }

    private static boolean isCollected(WeakReference<?> one) {
        System.gc();
        return one.get() == null;
    }

    @Test
    @DisplayName("N11: refs to nodes that were never talked to are remembered only as long as somebody has them")
    void refs_thatNobodyUses_areNotRemembered() {
        RemoteServices refs = RemoteServices.of(system);
        Object kept = refs.resolve(ActorPath.fromString(address(1) + "/user/a#1"));
        Association known = associations.get(address(1));
        for (int port = 2; port < 5_000; port++) {
            refs.resolve(ActorPath.fromString(address(port) + "/user/a#1"));
        }

        await().until(() -> {
            System.gc();
            return associations.all().size() == 1;
        });
        assertSame(known, associations.get(address(1)));
        assertNotNull(kept);
        assertEquals(0, associations.count());
    }

    private void call(int port, boolean signals) throws IOException {
        try (Attacker stranger = new Attacker(node.address())) {
            stranger.hello(address(port).toString(), signals ? 0 : 1, 0, 1);
            stranger.awaitWelcome();
            if (signals) {
                assertEquals(1, acknowledged(stranger, 1));
            }
        }
    }

    private static int acknowledged(Attacker stranger, int number) throws IOException {
        stranger.frame(
                Frames.SIGNAL,
                o -> o.putNumber(number)
                        .putByte(Signals.LANE_ENDED)
                        .putNumber(0)
                        .putNumber(0)
                        .putNumber(0)
                        .putNumber(0));
        DataInputStream in = stranger.input();
        assertEquals(2, in.readInt());
        assertEquals(Frames.ACK, in.read());
        return in.read();
    }

    @Test
    @DisplayName(
            "N04, N11: a stranger is forgotten when it was gone for a while, but never how far its signals have come")
    void strangers_areForgotten_whoseSignalsHaveCome_areNot() throws IOException {
        for (int port = 1; port <= 100; port++) {
            call(port, port == 50);
        }

        await().until(() -> associations.count() == 1);
        try (Attacker again = new Attacker(node.address())) {
            again.hello(address(50).toString(), 0, 0, 1);
            again.awaitWelcome();
            assertEquals(2, acknowledged(again, 2));
        }
    }

    @Test
    @DisplayName("N03, N06: who was given up is refused when all else of it is forgotten, and may come in another life")
    void givenUp_isRemembered() {
        WeakReference<Association> before = new WeakReference<>(giveUp());
        await().until(() -> associations.count() == 0 && isCollected(before));

        Association after = associations.get(address(1));
        assertNull(after.identify(7, 1, new InboundConnection(node), true));
        assertEquals(Refusal.Reason.QUARANTINED, after.whyNot(7, 1));
        assertNotNull(after.identify(8, 1, new InboundConnection(node), true));
    }

    private Association giveUp() {
        Association association = associations.get(address(1));
        InboundConnection connection = new InboundConnection(node);
        Peer peer = Objects.requireNonNull(association.identify(7, 1, connection, true));
        assertEquals(1, associations.count());
        association.giveUp("test");
        association.gone(peer, connection);
        return association;
    }

    @Test
    @DisplayName(
            "N11: nodes that nobody here has talked to are so many at most: the next one is told so, who is known is let in, and when others go there is room")
    void strangers_tooMany_areRefused() throws Exception {
        Association friend = associations.get(address(1));
        friend.identify(7, 1, new InboundConnection(node), false);
        friend.hello(LaneKind.USER, 0, 1, 1);
        List<InboundConnection> connections = new ArrayList<>();
        List<Peer> peers = new ArrayList<>();
        for (int port = 2; port <= Associations.MOST_STRANGERS + 1; port++) {
            InboundConnection connection = new InboundConnection(node);
            connections.add(connection);
            peers.add(
                    Objects.requireNonNull(associations.greeted(address(port))).identify(7, 1, connection, true));
        }

        Refusal refusal = refusal();
        assertEquals(Refusal.Reason.FULL, refusal.reason());
        assertEquals(1, node.wireLog().refusals());
        assertSame(friend, associations.greeted(address(1)));
        assertNotNull(associations.greeted(address(2)));

        associations.get(address(2)).gone(peers.get(0), connections.get(0));
        await().until(() -> associations.greeted(Knock.STRANGER) != null);
    }

    private Refusal refusal() throws IOException {
        List<byte[]> frames = Knock.closes(node.address(), Knock.greeted(node.address(), LaneKind.USER, o -> {}));
        WireInput input = WireInput.of(frames.get(0));
        assertEquals(Frames.REFUSED, input.takeByte());
        return Refusal.read(input);
    }
}
