package io.garrick.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.spi.Transport.End;
import io.garrick.actor.spi.Transport.Handler;
import io.garrick.actor.spi.Transport.Link;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A small protocol between actors of two nodes: numbers there, and their squares back. What looks for bugs in it looks for those of the network, too. */
class NetworkExploredTest {

    private static final int PORT = 2552;

    /** Numbers of four bytes each, wherever the stream is cut. */
    private static final class Numbers implements Handler {
        private final IntConsumer heard;
        private final Consumer<Link> whenOpened;
        private final Consumer<End> whenClosed;

        /** What has come of a number. */
        private final ByteBuffer begun = ByteBuffer.allocate(Integer.BYTES);

        Numbers(IntConsumer heard, Consumer<Link> whenOpened, Consumer<End> whenClosed) {
            this.heard = heard;
            this.whenOpened = whenOpened;
            this.whenClosed = whenClosed;
        }

        @Override
        public void opened(Link link) {
            whenOpened.accept(link);
        }

        @Override
        public void received(ByteBuffer bytes) {
            while (bytes.hasRemaining()) {
                begun.put(bytes.get());
                if (!begun.hasRemaining()) {
                    heard.accept(begun.getInt(0));
                    begun.clear();
                }
            }
        }

        @Override
        public void writable() {}

        @Override
        public void closed(End end, @Nullable Throwable cause) {
            whenClosed.accept(end);
        }
    }

    private static void send(Link link, int number) {
        link.execute(() -> link.send(ByteBuffer.allocate(Integer.BYTES).putInt(0, number)));
    }

    /** Sends each number on, in a turn of its own, and squares come back. */
    private static final class PingPong {
        private static final int COUNT = 10;

        final Rehearsal rehearsal;
        final Node pinging;
        final List<Integer> answers = new ArrayList<>();
        final List<Integer> unanswered = new ArrayList<>();

        @Nullable
        private ActorRef pinger;

        PingPong(Rehearsal rehearsal) {
            this.rehearsal = rehearsal;
            this.pinging = Node.of(rehearsal, "pinging");
        }

        Node ponging() {
            return Node.of(rehearsal, "ponging", PORT, PingPong::squares);
        }

        private static Handler squares() {
            Link[] own = new Link[1];
            return new Numbers(number -> send(own[0], number * number), link -> own[0] = link, end -> {});
        }

        void begin() {
            pinger = Doing.actor(pinging.system(), "pinger", (self, message) -> told(message));
            unanswered.addAll(IntStream.range(0, COUNT).boxed().toList());
            connect();
        }

        private void connect() {
            pinging.connect(PORT, new Numbers(this::tell, this::tell, this::tell));
        }

        private void tell(Object heard) {
            Doing.tell(Objects.requireNonNull(pinger), heard);
        }

        private void told(Object message) {
            if (message instanceof Link opened) {
                unanswered.forEach(number -> send(opened, number));
            } else if (message instanceof End) {
                if (!unanswered.isEmpty()) {
                    pinging.system()
                            .scheduler()
                            .scheduleOnce(
                                    Duration.ofMillis(100),
                                    this::connect,
                                    pinging.system().dispatcher());
                }
            } else {
                int square = (Integer) message;
                answers.add(square);
                unanswered.remove((Integer) (int) Math.round(Math.sqrt(square)));
            }
        }

        List<Integer> squared() {
            return IntStream.range(0, COUNT)
                    .map(number -> number * number)
                    .boxed()
                    .toList();
        }
    }

    private static void quiet(Rehearsal rehearsal) {
        PingPong game = new PingPong(rehearsal);
        Node ponging = game.ponging();
        game.begin();
        rehearsal.run();
        assertEquals(game.squared(), game.answers, ponging::toString);
    }

    /** Whatever breaks, all is answered in the end; perhaps twice, since nobody knows what has arrived. */
    private static void rough(Rehearsal rehearsal) {
        PingPong game = new PingPong(rehearsal);
        NetworkFaults faults = rehearsal.faults().network();
        faults.breakAtRandom(0.1);
        Node first = game.ponging();
        game.begin();
        rehearsal.runFor(Duration.ofMillis(10));
        faults.partition(game.pinging.system(), first.system());
        rehearsal.runFor(Duration.ofMillis(10));
        faults.healAll();
        faults.pause(game.pinging.system(), Duration.ofMillis(50));
        rehearsal.runFor(Duration.ofMillis(2));
        faults.kill(first.system());
        rehearsal.runFor(Duration.ofSeconds(1));
        Node second = game.ponging();
        rehearsal.eventually("all is answered", () -> game.unanswered.isEmpty(), Duration.ofMinutes(1));
        rehearsal.runUntil(() -> game.unanswered.isEmpty());
        assertTrue(game.answers.containsAll(game.squared()), second::toString);
    }

    @Test
    void pingPong_nothingGoesWrong_eachIsAnsweredOnceAndInOrder() {
        Explored seen = Rehearsal.explore(200, NetworkExploredTest::quiet);
        assertEquals(200, seen.seeds());
        assertEquals(seen, Rehearsal.explore(200, NetworkExploredTest::quiet));
        Rehearsal.explore(50, Exploration.pct(3), NetworkExploredTest::quiet);
    }

    @Test
    void pingPong_muchGoesWrong_allIsAnsweredInTheEnd() {
        Rehearsal.explore(200, NetworkExploredTest::rough);
        Rehearsal.explore(50, Exploration.pct(3), NetworkExploredTest::rough);
        for (long seed = 0; seed < 30; seed++) {
            Rehearsal.ensureDeterministic(seed, NetworkExploredTest::rough);
        }
    }

    /** It believes that a number comes in one piece. */
    private static void careless(Rehearsal rehearsal) {
        List<Integer> heard = new ArrayList<>();
        Talker server = new Talker(rehearsal).whenReceived((link, come) -> {
            if (come.length % Integer.BYTES != 0) {
                throw new AssertionError("cut: length=" + come.length);
            }
            heard.add(ByteBuffer.wrap(come).getInt());
        });
        Node.of(rehearsal, "server", PORT, () -> server);
        Node client = Node.of(rehearsal, "client");
        for (int i = 0; i < 3; i++) {
            Doing.tell(Doing.actor(client.system(), "noise-" + i, (self, any) -> {}), 1, 2, 3);
        }
        Talker talker = new Talker(rehearsal);
        client.connect(PORT, talker.whenOpened(link -> send(link, 7)));
        rehearsal.run();
        assertEquals(List.of(7), heard);
    }

    @Test
    void explore_carelessDecoder_foundAndShrunk() {
        AssertionError failure =
                assertThrows(AssertionError.class, () -> Rehearsal.explore(200, NetworkExploredTest::careless));
        String text = failure.getMessage();
        assertTrue(text.contains("network localhost:2552 -> client (bytes)"), text);
        assertTrue(text.matches("(?s).*shrunk: events=\\d+ preemptions=0 .*"), text);
        long seed = Long.parseLong(text.replaceAll("(?s).*?seed=(\\d+).*", "$1"));
        AssertionError again =
                assertThrows(AssertionError.class, () -> Rehearsal.replay(seed, NetworkExploredTest::careless));
        assertEquals(text, again.getMessage());
    }
}
