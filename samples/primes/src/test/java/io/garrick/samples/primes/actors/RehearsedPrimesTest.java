package io.garrick.samples.primes.actors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Address;
import io.garrick.actor.SystemSettings;
import io.garrick.pattern.Reaper;
import io.garrick.samples.primes.actors.Messages.Counted;
import io.garrick.samples.primes.actors.Recruiter.News;
import io.garrick.samples.primes.domain.Range;
import io.garrick.samples.primes.domain.Sieve;
import io.garrick.testkit.Rehearsal;
import io.garrick.testkit.junit.Rehearsed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

/** A master and two nodes of workers, on a simulated network. */
class RehearsedPrimesTest {

    private static final int TO = 400;
    private static final List<Range> RANGES = Range.cut(TO, 20);

    /** What the master and the recruiters have said. */
    private static final class Account implements Progress, News {
        private final List<Integer> counted = new ArrayList<>();
        private final List<Integer> takenBack = new ArrayList<>();
        private final List<String> nodes = new ArrayList<>();
        private final List<String> lost = new ArrayList<>();
        private final List<End> ends = new ArrayList<>();
        private long primes = -1;

        @Override
        public void joined(String node, Address address, int workers) {
            nodes.add(node);
        }

        @Override
        public void left(String node, boolean given) {
            lost.add(node);
        }

        @Override
        public void begins() {
            assertTrue(counted.isEmpty());
        }

        @Override
        public void counted(Range range, long found, String worker) {
            counted.add(range.id());
        }

        @Override
        public void takenBack(Range range, String worker) {
            takenBack.add(range.id());
        }

        @Override
        public void deserted() {
            nodes.add("nobody");
        }

        @Override
        public void complete(long sum) {
            primes = sum;
        }

        @Override
        public void interrupted(int done, int all) {
            primes = -2;
        }

        @Override
        public void enlisted(String node) {
            nodes.add(node);
        }

        @Override
        public void counted(Counted range) {
            assertTrue(range.primes() >= 0);
        }

        @Override
        public void ended(End end) {
            ends.add(end);
        }

        void ensureEachOnce() {
            assertEquals(
                    IntStream.rangeClosed(1, RANGES.size()).boxed().toList(),
                    counted.stream().sorted().toList());
            assertEquals(Sieve.primesTo(TO), primes);
        }
    }

    private static final class Scene {
        private final Rehearsal rehearsal;
        private final Account account = new Account();
        private final Account one = new Account();
        private final Account other = new Account();
        private final ActorSystem master;
        private final ActorSystem first;
        private final ActorSystem second;

        Scene(Rehearsal rehearsal, int workersOfMaster) {
            this.rehearsal = rehearsal;
            this.master = node("primes", 1);
            this.first = node("worker", 2);
            this.second = node("worker", 3);
            ActorRef reaper = master.actorOf(Reaper.props(), Worker.REAPER);
            ActorRef ref = master.actorOf(Master.props(new Plan(RANGES, workersOfMaster, 2), account), Master.NAME);
            reaper.tell(new Reaper.WatchMe(ref), ActorRef.noSender());
            recruit(first, one);
            recruit(second, other);
        }

        private ActorSystem node(String name, int port) {
            return rehearsal.create(
                    name,
                    SystemSettings.from(ConfigFactory.parseString(
                                    "garrick.serialization.allow = [\"io.garrick.samples.primes.*\"]\n"
                                            + "garrick.dispatchers.counting.parallelism = 2\n"
                                            + "garrick.remote { host = host, port = " + port
                                            + ", deployment.allow = [\"io.garrick.samples.primes.actors.Worker\"] }"))
                            .withDeadLettersLogged(0));
        }

        private void recruit(ActorSystem system, News news) {
            ActorRef reaper = system.actorOf(Reaper.props(), Worker.REAPER);
            ActorRef recruiter = system.actorOf(
                    Recruiter.props("garrick://primes@host:1/user/master", 2, Duration.ofSeconds(8), news),
                    Recruiter.NAME);
            reaper.tell(new Reaper.WatchMe(recruiter), ActorRef.noSender());
        }

        void untilCounted(int ranges) {
            rehearsal.runUntil(() -> account.counted.size() >= ranges);
        }

        void untilEnded(ActorSystem system) {
            rehearsal.runUntil(
                    () -> system.whenTerminated().toCompletableFuture().isDone());
        }
    }

    @Rehearsed(seeds = 50)
    @DisplayName("primes: nodes join, all is counted once, and the reapers end all systems")
    void nodes_allLive_countAndEnd(Rehearsal rehearsal) {
        Scene scene = new Scene(rehearsal, 1);
        scene.untilEnded(scene.master);
        scene.untilEnded(scene.first);
        scene.untilEnded(scene.second);
        scene.account.ensureEachOnce();
        assertEquals(List.of(News.End.DONE), scene.one.ends);
        assertEquals(List.of(News.End.DONE), scene.other.ends);
    }

    @Rehearsed(seeds = 100)
    @DisplayName(
            "primes: a node of workers is killed: its ranges are counted by others, each range once, and the sum is right")
    void node_killed_sumIsRight(Rehearsal rehearsal) {
        Scene scene = new Scene(rehearsal, 0);
        scene.untilCounted(1 + (int) (rehearsal.seed() % 10));
        rehearsal.faults().network().kill(scene.first);
        scene.untilEnded(scene.master);
        scene.untilEnded(scene.second);
        scene.account.ensureEachOnce();
        assertEquals(2, scene.account.takenBack.size(), "each of its two workers had a range");
        assertEquals(List.of(News.End.DONE), scene.other.ends);
    }

    @Rehearsed(seeds = 50)
    @DisplayName("primes: connections break, what was lost is told again, and the sum is right")
    void connections_break_sumIsRight(Rehearsal rehearsal) {
        Scene scene = new Scene(rehearsal, 0);
        for (int ranges = 1; ranges <= 13; ranges += 3) {
            scene.untilCounted(ranges);
            rehearsal.faults().network().breakConnections(scene.master, scene.first);
            rehearsal.faults().network().breakConnections(scene.master, scene.second);
        }
        scene.untilEnded(scene.master);
        scene.account.ensureEachOnce();
    }

    @Rehearsed(seeds = 50)
    @DisplayName("primes: the master's node is killed: its workers are stopped elsewhere, and the nodes end")
    void master_killed_nodesEnd(Rehearsal rehearsal) {
        Scene scene = new Scene(rehearsal, 0);
        scene.untilCounted(3);
        rehearsal.runUntil(() -> !scene.one.nodes.isEmpty() && !scene.other.nodes.isEmpty());
        rehearsal.faults().network().kill(scene.master);
        scene.untilEnded(scene.first);
        scene.untilEnded(scene.second);
        assertEquals(List.of(News.End.MASTER_LOST), scene.one.ends);
        assertEquals(List.of(News.End.MASTER_LOST), scene.other.ends);
    }
}
