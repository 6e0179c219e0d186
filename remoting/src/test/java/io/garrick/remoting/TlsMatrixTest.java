package io.garrick.remoting;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSelection;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.ExtendedActorSystem;
import io.garrick.actor.Props;
import io.garrick.actor.spi.SystemServices;
import io.garrick.actor.spi.Transport;
import io.garrick.remoting.netty.NettySettings;
import io.garrick.remoting.netty.NettyTransport;
import io.garrick.remoting.netty.Papers;
import io.garrick.remoting.netty.TlsSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

/** Two systems, of which one is secured as it should be, and the other as the name says: what is told arrives only if both are. */
class TlsMatrixTest {

    /** One attempt to connect is what there is time for. */
    private static final String CONFIGURATION =
            "garrick.remote { port = 0, queue = 64, backoff-min = 1 h, backoff-max = 1 h, flush-timeout = 10 ms }";

    private static final int QUEUE = 64;

    @TempDir
    static Path folder;

    /** A system with a node, an actor called "here", and its log. */
    private static final class Side implements AutoCloseable {
        final ActorSystem system;
        final Remoting remoting;
        final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
        final BlockingQueue<Object> lost = new LinkedBlockingQueue<>();
        final List<String> lines = new CopyOnWriteArrayList<>();
        final ActorRef here;

        Side(String name, String secured) throws Exception {
            system = ActorSystem.create(name);
            SystemServices.of(system).addLogListener(Level.INFO, event -> lines.add(event.message()));
            remoting = new Remoting(
                    (ExtendedActorSystem) system,
                    SettingsOfRemote.read(ConfigFactory.parseString(CONFIGURATION)),
                    transport(secured));
            here = actor("here", arrived);
            system.eventStream().subscribe(actor("lost", lost), DeadLetter.class);
        }

        private ActorRef actor(String name, BlockingQueue<Object> keeps) {
            return system.actorOf(
                    Props.create(TwoNodesTest.Arrivals.class, () -> new TwoNodesTest.Arrivals(keeps)), name);
        }

        private static Transport transport(String secured) throws Exception {
            return switch (secured) {
                case "none" -> new OddTls(Papers.context(null), "TLSv1.3");
                case "tls-1.2" -> new OddTls(Papers.context("valid"), "TLSv1.2");
                case "valid, odd" -> new OddTls(Papers.context("valid"), "TLSv1.3");
                case "no tls" -> new NettyTransport(NettySettings.defaults());
                default ->
                    new NettyTransport(
                            NettySettings.defaults().withTls(TlsSettings.of(new Papers(folder).pem(secured))));
            };
        }

        ActorSelection to(Side other) {
            return system.actorSelection(other.remoting.address() + "/user/here");
        }

        @Override
        public void close() {
            system.close();
        }
    }

    @DisplayName("N10: a message between nodes with valid certificates arrives, and so does its answer")
    @ParameterizedTest
    @CsvSource({"valid, valid", "'valid, odd', valid", "valid, 'valid, odd'"})
    void bothValid_messagesArrive(String caller, String called) throws Exception {
        try (Side a = new Side("a", caller);
                Side b = new Side("b", called)) {
            a.to(b).tell("there", a.here);
            assertEquals("there", b.arrived.poll(10, SECONDS));
            b.to(a).tell("back", b.here);
            assertEquals("back", a.arrived.poll(10, SECONDS));
        }
    }

    @DisplayName(
            "N10: who calls with another certificate than a valid one for the host that it says, or with an older TLS, tells no actor anything")
    @ParameterizedTest
    @CsvSource({
        "none, connection from elsewhere did not come about",
        "no tls, what came is not TLS",
        "wrong-ca, connection from elsewhere did not come about",
        "expired, connection from elsewhere did not come about",
        "not-yet-valid, connection from elsewhere did not come about",
        "self-signed, connection from elsewhere did not come about",
        "tls-1.2, connection from elsewhere did not come about",
        "wrong-name, connection is refused: certificate does not name the host: host=127.0.0.1 names=[elsewhere.example]"
    })
    void badCaller_reachesNoActor(String caller, String line) throws Exception {
        try (Side a = new Side("a", caller);
                Side b = new Side("b", "valid")) {
            tellsNothing(a, b);

            assertOneLine(b, line);
            if (caller.equals("wrong-name")) {
                assertOneLine(
                        a,
                        "node does not take the connection: address=" + b.remoting.address()
                                + " reason=OTHER text=certificate does not name the host: host=127.0.0.1");
            }
            assertHeardNothing(b);
        }
    }

    @DisplayName(
            "N10: a node tells nothing to who has another certificate than a valid one for its host, or an older TLS, and says why")
    @ParameterizedTest
    @ValueSource(
            strings = {"none", "no tls", "wrong-ca", "expired", "not-yet-valid", "self-signed", "tls-1.2", "wrong-name"
            })
    void badHost_isToldNothing(String called) throws Exception {
        try (Side a = new Side("a", "valid");
                Side b = new Side("b", called)) {
            tellsNothing(a, b);

            if (called.equals("no tls")) { // which hangs up without a word
                assertOneLine(b, "frame is malformed, connection is closed");
            } else {
                assertOneLine(
                        a, "connection is not secure, it is not used: address=" + b.remoting.address() + " problem=");
            }
            assertHeardNothing(b);
        }
    }

    /** More than waits for a connection: the last one is lost at once, the others when there is none at the end. */
    private static void tellsNothing(Side a, Side b) throws InterruptedException {
        ActorSelection there = a.to(b);
        for (int i = 0; i <= QUEUE; i++) {
            there.tell("told " + i, a.here);
        }
        DeadLetter letter = (DeadLetter) a.lost.poll(10, SECONDS);
        assertEquals("told " + QUEUE, letter == null ? null : letter.message());
        assertEquals(DeadLetter.Reason.UNREACHABLE, letter == null ? null : letter.reason());
    }

    private static void assertOneLine(Side at, String part) {
        await().until(() -> at.lines.stream().anyMatch(line -> line.contains(part)));
        assertEquals(1, at.lines.stream().filter(line -> line.contains(part)).count(), at.lines::toString);
    }

    private static void assertHeardNothing(Side b) {
        assertTrue(b.arrived.isEmpty(), b.arrived::toString);
        assertEquals(List.of(), b.remoting.node().associations().all(), "who was greeted by");
    }
}
