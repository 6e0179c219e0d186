package io.garrick.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActorWithTimers;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.CoordinatedShutdown;
import io.garrick.actor.Done;
import io.garrick.actor.Props;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.spi.SystemServices;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.dispatch.TimerTask;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class NetworkFaultsTest {

    private static final int PORT = 2552;
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Two nodes with a connection between them. */
    private static final class Pair {
        final Talker server;
        final Talker client;
        final Node serving;
        final Node asking;
        final NetworkFaults faults;
        final Rehearsal rehearsal;

        Pair(Rehearsal rehearsal) {
            this.rehearsal = rehearsal;
            this.faults = rehearsal.faults().network();
            this.server = new Talker(rehearsal);
            this.client = new Talker(rehearsal);
            this.serving = Node.of(rehearsal, "server", PORT, () -> server);
            this.asking = Node.of(rehearsal, "client");
            asking.connect(PORT, client);
            rehearsal.runUntil(() -> !client.heard.isEmpty() && !server.heard.isEmpty());
        }

        ActorSystem serverSystem() {
            return serving.system();
        }

        ActorSystem clientSystem() {
            return asking.system();
        }
    }

    // ---------------------------------------------------------------- partitions

    @Test
    void partition_bothWays_bytesWaitUntilHealed() {
        for (long seed = 0; seed < 50; seed++) {
            try (Rehearsal rehearsal = Rehearsal.of(seed)) {
                rehearsal.faults().network().latency(Duration.ofMillis(1), Duration.ofMillis(5));
                Pair pair = new Pair(rehearsal);
                pair.client.send((byte) 1, (byte) 2);
                pair.server.send((byte) 3);
                pair.faults.partition(pair.clientSystem(), pair.serverSystem());
                pair.client.send((byte) 4);
                pair.server.send((byte) 5);
                rehearsal.runFor(Duration.ofHours(1));
                assertEquals(0, pair.server.received().length);
                assertEquals(0, pair.client.received().length);
                pair.faults.heal(pair.serverSystem(), pair.clientSystem());
                Duration before = rehearsal.elapsed();
                rehearsal.run();
                assertArrayEquals(new byte[] {1, 2, 4}, pair.server.received());
                assertArrayEquals(new byte[] {3, 5}, pair.client.received());
                assertTrue(rehearsal.elapsed().minus(before).compareTo(Duration.ofMillis(5)) <= 0);
                assertTrue(rehearsal.elapsed().minus(before).toMillis() >= 1);
                assertEquals(List.of("opened"), pair.server.heard);
            }
        }
    }

    /** What was sent before the cut and what after it come in order, even when only the first of it was at the cut. */
    @Test
    void heal_inTheMidst_orderStays() {
        for (long seed = 0; seed < 200; seed++) {
            try (Rehearsal rehearsal = Rehearsal.of(seed)) {
                Pair pair = new Pair(rehearsal);
                for (int i = 0; i < 30; i++) {
                    pair.client.send((byte) i);
                    if (i % 5 == 2) {
                        pair.faults.partition(pair.clientSystem(), pair.serverSystem());
                    }
                    rehearsal.runFor(Duration.ofMillis(1));
                    if (i % 5 == 4) {
                        pair.faults.healAll();
                    }
                }
                pair.faults.healAll();
                rehearsal.run();
                byte[] expected = new byte[30];
                for (int i = 0; i < 30; i++) {
                    expected[i] = (byte) i;
                }
                assertArrayEquals(expected, pair.server.received());
            }
        }
    }

    @Test
    void partitionOneWay_theOtherWayGetsThrough() {
        try (Rehearsal rehearsal = Rehearsal.of(41)) {
            Pair pair = new Pair(rehearsal);
            pair.faults.partitionOneWay(pair.clientSystem(), pair.serverSystem());
            pair.client.send((byte) 1);
            pair.server.send((byte) 2);
            rehearsal.run();
            assertEquals(0, pair.server.received().length);
            assertArrayEquals(new byte[] {2}, pair.client.received());
            pair.faults.healAll();
            rehearsal.run();
            assertArrayEquals(new byte[] {1}, pair.server.received());
        }
    }

    @Test
    void connect_partitionedEitherWay_unreachableWhenItsTimeIsOver() {
        for (boolean there : new boolean[] {true, false}) {
            try (Rehearsal rehearsal = Rehearsal.of(42)) {
                Pair pair = new Pair(rehearsal);
                ActorSystem from = there ? pair.clientSystem() : pair.serverSystem();
                ActorSystem to = there ? pair.serverSystem() : pair.clientSystem();
                pair.faults.partitionOneWay(from, to);
                Talker second = new Talker(rehearsal);
                Duration before = rehearsal.elapsed();
                pair.asking.connect(PORT, second);
                rehearsal.run();
                assertEquals(List.of("UNREACHABLE"), second.heard);
                assertEquals(SECOND, second.times.get(0).minus(before));
                assertEquals(List.of("opened"), pair.server.heard);
                pair.faults.healAll();
                rehearsal.run();
                assertEquals(List.of("UNREACHABLE"), second.heard);
            }
        }
    }

    @Test
    void connect_healedInTime_comesAbout() {
        try (Rehearsal rehearsal = Rehearsal.of(43)) {
            Pair pair = new Pair(rehearsal);
            pair.faults.partition(pair.clientSystem(), pair.serverSystem());
            Talker second = new Talker(rehearsal);
            pair.asking.connect(PORT, second);
            rehearsal.runFor(Duration.ofMillis(900));
            pair.faults.healAll();
            rehearsal.runFor(Duration.ofHours(1));
            assertEquals(List.of("opened"), second.heard);
        }
    }

    @Test
    void close_whilePartitioned_endsAllTheSame() {
        Rehearsal rehearsal = Rehearsal.of(44);
        Pair pair = new Pair(rehearsal);
        pair.faults.partition(pair.clientSystem(), pair.serverSystem());
        pair.client.send((byte) 1);
        rehearsal.run();
        rehearsal.close();
        assertEquals(List.of("opened", "CLOSED"), pair.server.heard);
    }

    // ---------------------------------------------------------------- breaks

    @Test
    void breakConnections_losesWhatIsUnderWayOnly() {
        try (Rehearsal rehearsal = Rehearsal.of(45)) {
            Pair pair = new Pair(rehearsal);
            Talker bystander = new Talker(rehearsal);
            Node.of(rehearsal, "bystander").connect(PORT, bystander);
            pair.client.send((byte) 1);
            rehearsal.run();
            pair.faults.latency(SECOND, SECOND);
            pair.client.send((byte) 2);
            rehearsal.runFor(Duration.ofMillis(500));
            pair.faults.breakConnections(pair.serverSystem(), pair.clientSystem());
            Duration before = rehearsal.elapsed();
            rehearsal.run();
            assertEquals(before, rehearsal.elapsed(), "nothing is under way any more");
            assertArrayEquals(new byte[] {1}, pair.server.received());
            assertEquals(List.of("opened", "RESET"), pair.client.heard);
            assertEquals(1, pair.server.heard.stream().filter("RESET"::equals).count());
            assertEquals(List.of("opened"), bystander.heard);
            Talker again = new Talker(rehearsal);
            pair.asking.connect(PORT, again);
            rehearsal.runFor(Duration.ofHours(1));
            assertEquals(List.of("UNREACHABLE"), again.heard, "two seconds are more than one");
            pair.faults.latency(Duration.ZERO, Duration.ZERO);
            Talker third = new Talker(rehearsal);
            pair.asking.connect(PORT, third);
            rehearsal.run();
            assertEquals(List.of("opened"), third.heard);
        }
    }

    @Test
    void breakAtRandom_asOftenAsSaid() {
        int broken = 0;
        for (long seed = 0; seed < 200; seed++) {
            try (Rehearsal rehearsal = Rehearsal.of(seed)) {
                Pair pair = new Pair(rehearsal);
                pair.faults.breakAtRandom(0.25);
                pair.client.send((byte) 1);
                rehearsal.run();
                boolean reset = pair.client.heard.contains("RESET");
                assertEquals(reset, pair.server.heard.contains("RESET"));
                assertEquals(reset ? 0 : 1, pair.server.received().length);
                broken += reset ? 1 : 0;
            }
        }
        assertEquals(50, broken, 20);
    }

    @Test
    void breakAtRandom_closing_breaksNothing() {
        for (long seed = 0; seed < 50; seed++) {
            Rehearsal rehearsal = Rehearsal.of(seed);
            Pair pair = new Pair(rehearsal);
            pair.faults.breakAtRandom(1);
            pair.client.send((byte) 1);
            rehearsal.close();
            assertEquals(List.of("opened", "CLOSED"), pair.client.heard);
        }
    }

    // ---------------------------------------------------------------- killed

    /** Ticks, and writes down when. */
    private static final class Ticking extends AbstractActorWithTimers {
        private final List<Duration> ticks;
        private final Rehearsal rehearsal;

        Ticking(List<Duration> ticks, Rehearsal rehearsal) {
            this.ticks = ticks;
            this.rehearsal = rehearsal;
        }

        static ActorRef in(Node node, List<Duration> ticks, Rehearsal rehearsal) {
            return node.system().actorOf(Props.create(Ticking.class, () -> new Ticking(ticks, rehearsal)));
        }

        @Override
        public void preStart() {
            getTimers().startTimerWithFixedDelay("tick", "tick", SECOND);
        }

        @Override
        public void postStop() {
            ticks.add(Duration.ofDays(1));
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchAny(any -> ticks.add(rehearsal.elapsed()))
                    .build();
        }
    }

    /** One of the wheel itself, that tells nobody. */
    private static void timer(Node node, List<Duration> fired, Rehearsal rehearsal) {
        TimerTask task = new TimerTask() {
            @Override
            protected void run() {
                fired.add(rehearsal.elapsed());
            }
        };
        SystemServices.of(node.system()).timers().schedule(task, SECOND.toNanos());
    }

    @Test
    void kill_nothingOfItEverRuns() {
        for (long seed = 0; seed < 50; seed++) {
            List<Duration> ticks = new ArrayList<>();
            try (Rehearsal rehearsal = Rehearsal.of(seed)) {
                Pair pair = new Pair(rehearsal);
                ActorRef dead = Ticking.in(pair.serving, ticks, rehearsal);
                ActorRef idle = Doing.actor(pair.serverSystem(), "idle", (self, any) -> ticks.add(Duration.ZERO));
                rehearsal.runFor(Duration.ofMillis(2_500));
                assertEquals(2, ticks.size());
                Doing.tell(dead, "still on the agenda");
                timer(pair.serving, ticks, rehearsal);
                CoordinatedShutdown.get(pair.serverSystem())
                        .addTask(CoordinatedShutdown.PhaseServiceStop(), "last words", () -> {
                            ticks.add(Duration.ofDays(2));
                            return CompletableFuture.completedFuture(Done.getInstance());
                        });
                pair.faults.kill(pair.serverSystem());
                pair.faults.kill(pair.serverSystem());
                Doing.tell(dead, "told too late");
                rehearsal.run(); // comes to rest, for no timer is left
                Doing.tell(idle, "told to nobody");
                assertFalse(rehearsal.step());
                rehearsal.runFor(Duration.ofMinutes(1));
                assertEquals(List.of("opened", "RESET"), pair.client.heard);
                assertEquals(List.of("opened"), pair.server.heard);
            }
            assertEquals(2, ticks.size(), "seed=" + seed);
        }
    }

    @Test
    void kill_peerHearsItATravelTimeLater_andSomeOfWhatWasSent() {
        Set<Integer> received = new HashSet<>();
        for (long seed = 0; seed < 100; seed++) {
            try (Rehearsal rehearsal = Rehearsal.of(seed)) {
                Pair pair = new Pair(rehearsal);
                pair.faults.latency(SECOND, SECOND);
                for (int i = 0; i < 3; i++) {
                    pair.server.send((byte) i);
                }
                rehearsal.runFor(Duration.ofMillis(500));
                pair.faults.kill(pair.serverSystem());
                Duration before = rehearsal.elapsed();
                rehearsal.run();
                assertEquals(List.of("opened", "RESET"), pair.client.heard);
                assertEquals(SECOND, rehearsal.elapsed().minus(before));
                byte[] come = pair.client.received();
                for (int i = 0; i < come.length; i++) {
                    assertEquals(i, come[i]);
                }
                received.add(come.length);
            }
        }
        assertEquals(Set.of(0, 1, 2, 3), received);
    }

    @Test
    void kill_paused_nobodyWaitsForItsWork() {
        try (Rehearsal rehearsal = Rehearsal.of(53)) {
            Pair pair = new Pair(rehearsal);
            ActorRef actor = Doing.actor(pair.serverSystem(), "a", (self, any) -> {});
            rehearsal.runFor(SECOND);
            pair.faults.pause(pair.serverSystem(), Duration.ofHours(1));
            Doing.tell(actor, 1);
            pair.faults.kill(pair.serverSystem());
            rehearsal.run();
            assertTrue(rehearsal.elapsed().compareTo(Duration.ofMinutes(1)) < 0);
        }
    }

    @Test
    void kill_connect_refusedUntilItIsStartedAgain() {
        try (Rehearsal rehearsal = Rehearsal.of(50)) {
            Pair pair = new Pair(rehearsal);
            pair.faults.kill(pair.serverSystem());
            Talker second = new Talker(rehearsal);
            pair.asking.connect(PORT, second);
            rehearsal.run();
            assertEquals(List.of("REFUSED"), second.heard);

            Talker reborn = new Talker(rehearsal);
            Node again = Node.of(rehearsal, "server", PORT, () -> reborn);
            Talker third = new Talker(rehearsal);
            pair.asking.connect(PORT, third);
            rehearsal.runUntil(() -> third.heard.contains("opened"));
            third.send((byte) 7);
            rehearsal.run();
            assertArrayEquals(new byte[] {7}, reborn.received());
            assertEquals(List.of("opened"), pair.server.heard);
            assertFalse(again.system().whenTerminated().toCompletableFuture().isDone());
        }
    }

    @Test
    void kill_whilePartitioned_peerHearsItWhenHealed() {
        try (Rehearsal rehearsal = Rehearsal.of(51)) {
            Pair pair = new Pair(rehearsal);
            pair.faults.partition(pair.serverSystem(), pair.clientSystem());
            pair.faults.kill(pair.serverSystem());
            rehearsal.run();
            assertEquals(List.of("opened"), pair.client.heard);
            pair.faults.healAll();
            rehearsal.run();
            assertEquals(List.of("opened", "RESET"), pair.client.heard);
        }
    }

    @Test
    void kill_connecting_neitherWaitsForTheOther() {
        for (long seed = 0; seed < 50; seed++) {
            try (Rehearsal rehearsal = Rehearsal.of(seed)) {
                Pair pair = new Pair(rehearsal);
                Talker second = new Talker(rehearsal);
                pair.asking.connect(PORT, second);
                rehearsal.runFor(Duration.ofMillis(seed % 10));
                pair.faults.kill(seed % 2 == 0 ? pair.serverSystem() : pair.clientSystem());
                rehearsal.runFor(SECOND);
                if (seed % 2 == 0) {
                    String last = second.heard.get(second.heard.size() - 1);
                    assertTrue(last.equals("RESET") || last.equals("REFUSED"), last);
                } else {
                    assertEquals("RESET", pair.server.heard.get(pair.server.heard.size() - 1));
                }
                assertTrue(rehearsal.elapsed().compareTo(Duration.ofSeconds(3)) < 0);
            }
        }
    }

    /** An actor that waits in the midst of its turn, on a thread of its own, is dead like any other. */
    @Test
    void kill_waitingInItsTurn_doesNotGoOn() {
        List<String> done = new ArrayList<>();
        try (Rehearsal rehearsal = Rehearsal.of(52)) {
            SystemSettings settings = SystemSettings.defaults()
                    .withDispatcher(DispatcherSettings.of("own").withKind(DispatcherSettings.Kind.PINNED));
            ActorSystem system = rehearsal.create("waiting", settings);
            CompletableFuture<String> answer = new CompletableFuture<>();
            ActorRef waiting = system.actorOf(
                    Props.create(Waiting.class, () -> new Waiting(rehearsal, answer, done))
                            .withDispatcher("own"),
                    "waiting");
            Doing.tell(waiting, "wait");
            rehearsal.run();
            rehearsal.faults().network().kill(system);
            answer.complete("too late");
            rehearsal.run();
            assertEquals(List.of("waits"), done);
        }
        assertEquals(List.of("waits"), done);
    }

    private static final class Waiting extends io.garrick.actor.AbstractActor {
        private final Rehearsal rehearsal;
        private final CompletableFuture<String> answer;
        private final List<String> done;

        Waiting(Rehearsal rehearsal, CompletableFuture<String> answer, List<String> done) {
            this.rehearsal = rehearsal;
            this.answer = answer;
            this.done = done;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchAny(any -> {
                        done.add("waits");
                        done.add(rehearsal.await(answer));
                    })
                    .build();
        }
    }

    // ---------------------------------------------------------------- paused

    @Test
    void pause_nothingRunsMeanwhile_andNothingIsLost() {
        for (long seed = 0; seed < 50; seed++) {
            List<Duration> ticks = new ArrayList<>();
            List<Object> told = new ArrayList<>();
            try (Rehearsal rehearsal = Rehearsal.of(seed)) {
                Pair pair = new Pair(rehearsal);
                Ticking.in(pair.serving, ticks, rehearsal);
                ActorRef actor = Doing.actor(pair.serverSystem(), "a", (self, any) -> told.add(any));
                rehearsal.runFor(Duration.ofMillis(1_500));
                Duration begin = rehearsal.elapsed();
                Doing.tell(actor, 1);
                List<Duration> fired = new ArrayList<>();
                timer(pair.serving, fired, rehearsal);
                pair.client.send((byte) 1);
                pair.faults.pause(pair.serverSystem(), Duration.ofSeconds(10));
                pair.client.send((byte) 2);
                Doing.tell(actor, 2);
                Talker second = new Talker(rehearsal);
                pair.asking.connect(PORT, second);
                rehearsal.runFor(Duration.ofMillis(9_999));
                assertEquals(List.of(), told);
                assertEquals(1, ticks.size());
                assertEquals(List.of(), fired);
                assertEquals(0, pair.server.received().length);
                assertEquals(List.of("opened"), second.heard, "the machine accepts on its behalf");
                rehearsal.runFor(Duration.ofMillis(1_400));
                assertEquals(List.of(1, 2), told);
                assertEquals(List.of(begin.plusSeconds(10)), fired);
                assertArrayEquals(new byte[] {1, 2}, pair.server.received());
                assertTrue(ticks.get(1).compareTo(begin.plusSeconds(10)) >= 0, ticks::toString);
                assertTrue(ticks.size() <= 3, ticks::toString);
            }
        }
    }

    @Test
    void pause_longer_extends_shorterDoesNot() {
        try (Rehearsal rehearsal = Rehearsal.of(60)) {
            Pair pair = new Pair(rehearsal);
            Duration begin = rehearsal.elapsed();
            pair.faults.pause(pair.serverSystem(), Duration.ofSeconds(2));
            pair.client.send((byte) 1);
            pair.faults.pause(pair.serverSystem(), SECOND);
            rehearsal.runFor(Duration.ofMillis(1_500));
            pair.faults.pause(pair.serverSystem(), SECOND);
            rehearsal.run();
            assertEquals(Duration.ofMillis(2_500), pair.server.times.get(1).minus(begin));
        }
    }

    /** Its wheel stands still meanwhile; a timer that is set then is not early for that. */
    @Test
    void pause_timerSetMeanwhile_isNotEarly() {
        try (Rehearsal rehearsal = Rehearsal.of(63)) {
            Pair pair = new Pair(rehearsal);
            rehearsal.runFor(SECOND);
            Duration begin = rehearsal.elapsed();
            pair.faults.pause(pair.serverSystem(), Duration.ofSeconds(10));
            rehearsal.runFor(Duration.ofMillis(9_500));
            List<Duration> fired = new ArrayList<>();
            timer(pair.serving, fired, rehearsal);
            rehearsal.run();
            assertEquals(1, fired.size());
            assertTrue(fired.get(0).compareTo(begin.plusMillis(10_500)) >= 0, fired::toString);
            assertTrue(fired.get(0).compareTo(begin.plusMillis(10_600)) <= 0, fired::toString);
        }
    }

    @Test
    void pause_receiver_senderIsHeldUp() {
        try (Rehearsal rehearsal = Rehearsal.of(61)) {
            Pair pair = new Pair(rehearsal);
            pair.faults.pause(pair.serverSystem(), Duration.ofSeconds(10));
            int[] sent = new int[1];
            Runnable fill = () -> {
                while (pair.client.link().isWritable() && sent[0] < 4 * Wire.ROOM) {
                    pair.client.link().send(ByteBuffer.wrap(new byte[50_000]));
                    sent[0] += 50_000;
                }
            };
            pair.client.link().execute(fill);
            pair.client.whenWritable(link -> {});
            rehearsal.runFor(Duration.ofSeconds(9));
            assertEquals(1_050_000, sent[0]);
            assertEquals(List.of("opened"), pair.client.heard);
            rehearsal.run();
            assertEquals(List.of("opened", "writable"), pair.client.heard);
            assertEquals(1_050_000, pair.server.received().length);
        }
    }

    @Test
    void pause_closing_waitsForIt() {
        Rehearsal rehearsal = Rehearsal.of(62);
        Pair pair = new Pair(rehearsal);
        pair.faults.pause(pair.serverSystem(), Duration.ofSeconds(10));
        rehearsal.close();
        assertTrue(rehearsal.elapsed().toMillis() >= 10_000);
        assertTrue(pair.serverSystem().whenTerminated().toCompletableFuture().isDone());
    }

    // ---------------------------------------------------------------- nonsense

    @Test
    void faults_nonsense_refused() {
        try (Rehearsal rehearsal = Rehearsal.of(70);
                Rehearsal another = Rehearsal.of(71)) {
            NetworkFaults faults = rehearsal.faults().network();
            assertSame(faults, rehearsal.faults().network());
            ActorSystem own = rehearsal.create("own");
            ActorSystem foreign = another.create("foreign");
            Duration minus = Duration.ofMillis(-1);
            List<Runnable> calls = List.of(
                    () -> faults.latency(minus, SECOND),
                    () -> faults.latency(SECOND, Duration.ZERO),
                    () -> faults.slow(own, foreign, SECOND, SECOND),
                    () -> faults.breakConnections(own, own),
                    () -> faults.breakAtRandom(1.5),
                    () -> faults.breakAtRandom(Double.NaN),
                    () -> faults.partition(own, foreign),
                    () -> faults.heal(foreign, own),
                    () -> faults.kill(foreign),
                    () -> faults.pause(own, minus),
                    () -> faults.pause(foreign, SECOND));
            for (Runnable call : calls) {
                assertThrows(IllegalArgumentException.class, call::run);
            }
        }
    }
}
