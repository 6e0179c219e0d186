package io.garrick.remoting;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.actor.spi.SystemServices;
import io.garrick.event.LogEvent;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** A node that has room for a few connections, and those who make many. */
class ManyConnectionsTest {

    private static final int MOST = 8;

    private final List<LogEvent> lines = new CopyOnWriteArrayList<>();
    private final List<Attacker> open = new ArrayList<>();
    private ActorSystem system;
    private Node node;

    @BeforeEach
    void start() {
        system = ActorSystem.create(
                "b",
                ConfigFactory.parseString("garrick.remote { port = 0, handshake-timeout = 30 s, max-connections = "
                        + MOST + " }\ngarrick.serialization.allow = [\"io.garrick.remoting.*\"]"));
        SystemServices.of(system).addLogListener(Level.WARN, lines::add);
        system.actorOf(Props.create(ForeignNode.Mirror.class, ForeignNode.Mirror::new), "here");
        node = Remoting.get(system).node();
    }

    @AfterEach
    void end() throws IOException {
        for (Attacker each : open) {
            each.close();
        }
        system.close();
    }

    private Attacker attacker() throws IOException {
        Attacker attacker = new Attacker(node.address());
        open.add(attacker);
        return attacker;
    }

    /** The type of the frame that comes; -1 for the end. */
    private static int answer(Attacker attacker) throws IOException {
        try {
            DataInputStream in = attacker.input();
            byte[] frame = new byte[in.readInt()];
            in.readFully(frame);
            return frame[0];
        } catch (EOFException | SocketException ended) {
            return -1;
        }
    }

    private void isAnswered(Attacker attacker) throws IOException {
        attacker.frame(Frames.PING, o -> o.putNumber(5));
        assertEquals(Frames.PONG, answer(attacker));
    }

    @Test
    @DisplayName(
            "N11: connections beyond the limit are refused or closed, counted, few lines in the log, and disturb nobody; when others have ended there is room again")
    void connectionsBeyondTheLimit_areRefused_disturbNobody() throws Exception {
        Attacker friend = attacker();
        friend.greet(LaneKind.HEARTBEAT.ordinal());
        for (int i = 1; i < MOST; i++) {
            attacker(); // says nothing
        }
        await().until(() -> node.guests().count() == MOST);
        int refused = 0;
        for (int i = 0; i < 100; i++) {
            int answer = answer(attacker());
            assertTrue(answer == Frames.REFUSED || answer == -1, "answer=" + answer);
            refused += answer == Frames.REFUSED ? 1 : 0;
            isAnswered(friend);
        }

        assertEquals(refused, node.wireLog().refusals());
        assertTrue(refused >= MOST && refused < 100, "the rest is closed when it is accepted: refused=" + refused);
        assertEquals(MOST, node.guests().count());
        assertTrue(lines.size() <= 7, () -> "lines=" + lines.size());
        for (Attacker each : open.subList(1, open.size())) {
            each.close();
        }
        await().until(() -> node.guests().count() == 1);
        isAnswered(friend);
        await().until(() -> {
            Attacker next = attacker();
            next.hello(LaneKind.HEARTBEAT.ordinal(), 0, 1);
            return answer(next) == Frames.WELCOME;
        });
    }

    @Test
    @DisplayName("N11: a node has few connections of a kind here: the oldest has to go, and the node is still answered")
    void oneNode_hasFewConnections() throws Exception {
        for (int i = 0; i < MOST - 1; i++) {
            attacker().greet(LaneKind.HEARTBEAT.ordinal());
        }
        await().until(() -> node.guests().count() == Peer.MOST_OF_A_KIND);

        for (int i = 0; i < 3; i++) {
            assertEquals(-1, answer(open.get(i)));
        }
        for (Attacker each : open.subList(3, open.size())) {
            isAnswered(each);
        }
    }
}
