package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Props;
import io.garrick.actor.spi.SystemServices;
import io.garrick.dispatch.SharedQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

/** Several actors that take from one queue. */
class SharedQueueSpec {

    private static List<ActorRef> team(Stage stage, Journal journal, SharedQueue queue, int size) {
        List<ActorRef> team = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            team.add(stage.actorOf(props(journal, i).withMailbox(queue), "m" + i));
        }
        stage.settle();
        return team;
    }

    private static Props props(Journal journal, int number) {
        return Puppet.of(journal, "m" + number);
    }

    private static List<String> messages(Journal journal) {
        return journal.lines().stream()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .sorted()
                .toList();
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName("Q02 Q06 While one of the team is busy for long, the others handle what was sent to it")
    void team_oneBusy_othersHandle(Stage stage) {
        Journal journal = new Journal();
        stage.settings(settings ->
                settings.withDefaultDispatcher(settings.defaultDispatcher().withParallelism(4)));
        List<ActorRef> team = new ArrayList<>();
        SharedQueue queue = new SharedQueue();
        for (int i = 0; i < 3; i++) {
            team.add(stage.actorOf(props(journal, i).withMailbox(queue).withDispatcher("pinned")));
        }
        stage.settle();
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        tell(team.get(0), self -> {
            busy.countDown();
            gate.await();
        });
        stage.await(() -> busy.getCount() == 0);
        IntStream.range(0, 100).forEach(i -> team.get(0).tell(i, ActorRef.noSender()));
        stage.await(() -> journal.size() == 100);
        gate.countDown();
    }

    @Staged
    @DisplayName(
            "S03 Q02 A team whose members fail, restart and stop handles every message once, while one of them is left")
    void team_membersFailAndStop_nothingLost(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        SharedQueue queue = new SharedQueue();
        List<ActorRef> team = team(stage, journal, queue, 3);
        for (int i = 0; i < 30; i++) {
            team.get(i % 3).tell(100 + i, ActorRef.noSender());
            if (i % 10 == 5) {
                Puppet.crash(team.get(i % 3)); // whoever takes it
            }
            if (i == 12) {
                stage.system().stop(team.get(1));
            }
            if (i == 20) {
                team.get(2).tell(PoisonPill.getInstance(), ActorRef.noSender());
            }
        }
        stage.await(() -> journal.size() + letters(stage).size() == 30);
        stage.settle();
        TreeSet<String> all = new TreeSet<>(messages(journal));
        letters(stage).forEach(letter -> all.add(letter.message().toString()));
        assertEquals(30, all.size());
        letters(stage)
                .forEach(
                        letter -> { // told to one that had ended already
                            assertEquals(DeadLetter.Reason.STOPPED, letter.reason());
                            assertTrue(List.of(team.get(1), team.get(2)).contains(letter.recipient()));
                        });
    }

    private static boolean isAlive(Stage stage, ActorRef actor) {
        return SystemServices.of(stage.system()).mailbox(actor).isPresent();
    }

    private static List<DeadLetter> letters(Stage stage) {
        return stage.deadLetters().stream()
                .filter(letter -> letter.message() instanceof Integer)
                .toList();
    }

    @Staged
    @DisplayName("Q02 W01 What is one member's own does not go to another: ticks, notices of death, PoisonPill")
    void team_ownMessages_stay(Stage stage) {
        Journal journal = new Journal();
        List<ActorRef> team = team(stage, journal, new SharedQueue(), 3);
        ActorRef mortal = stage.actorOf(Puppet.of(journal, "mortal"));
        CountDownLatch asked = new CountDownLatch(3);
        for (int i = 0; i < 3; i++) {
            tell(team.get(i), self -> {
                self.getContext().watchWith(mortal, "notice of " + self.role.name);
                self.getTimers().startSingleTimer("key", "tick of " + self.role.name, Duration.ofMillis(1));
                asked.countDown();
            });
            int done = 2 - i;
            stage.await(() -> asked.getCount() == done);
        }
        mortal.tell(PoisonPill.getInstance(), ActorRef.noSender());
        stage.settle();
        stage.finish();
        for (String line : journal.lines()) {
            assertTrue(line.endsWith(" of " + line.substring(0, 2)), journal::toString);
        }
        assertTrue(journal.size() >= 2);
        team.get(1).tell(PoisonPill.getInstance(), ActorRef.noSender());
        stage.settle();
        assertEquals(
                List.of(true, false, true),
                team.stream().map(member -> isAlive(stage, member)).toList());
    }

    @Staged
    @DisplayName("Q03 When the last of a team ends, what it leaves is in the dead letters")
    void team_lastEnds_restIsDead(Stage stage) {
        Journal journal = new Journal();
        List<ActorRef> team = team(stage, journal, new SharedQueue(), 2);
        tell(team.get(0), self -> {
            stage.system().stop(team.get(1));
            self.getContext().stop(self.self());
            IntStream.range(0, 3).forEach(i -> self.self().tell(i, ActorRef.noSender()));
        });
        stage.await(() -> journal.size() + stage.deadLetters().size() == 3);
        stage.settle();
        assertEquals(3, journal.size() + stage.deadLetters().size());
    }
}
