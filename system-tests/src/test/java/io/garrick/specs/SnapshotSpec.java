package io.garrick.specs;

import static io.garrick.specs.Puppet.crash;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSnapshot;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.SystemSnapshot;
import io.garrick.dispatch.DispatcherSnapshot;
import io.garrick.supervision.Directive;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;

class SnapshotSpec {

    @Staged
    @DisplayName(
            "Q10 A snapshot shows the tree: path, class, state, mailbox, handled, failed, restarts and last failure of each actor")
    void snapshot_afterSomeMessagesAndACrash_showsThem(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef child = stage.child(Puppet.role(journal, "a").quiet(), Stage.always(Directive.RESTART));
        child.tell("one", ActorRef.noSender());
        crash(child);
        child.tell("two", ActorRef.noSender());
        stage.expect(journal, "a one", "a two");

        ActorSnapshot seen = find(stage.system().snapshot().root(), child);

        assertEquals(child.path(), seen.path());
        assertEquals(Puppet.class, seen.actorClass());
        assertEquals(ActorSnapshot.State.ALIVE, seen.state());
        assertEquals(0, seen.mailboxSize());
        assertEquals(3, seen.handled());
        assertEquals(1, seen.failed());
        assertEquals(1, seen.restarts());
        assertEquals(Optional.empty(), seen.running());
        assertTrue(seen.lastFailure().orElse("none").contains("Crash"), () -> "failure=" + seen.lastFailure());
        assertEquals(List.of(), seen.children());
    }

    @Staged
    @DisplayName(
            "Q10 While its supervisor has not decided an actor is suspended, and its mailbox has what has come since")
    void snapshot_whileTheDecisionIsOut_showsItSuspended(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorSnapshot[] seen = new ActorSnapshot[1];
        ActorRef[] child = new ActorRef[1];
        child[0] =
                stage.child(Puppet.role(journal, "a").quiet(), new io.garrick.supervision.OneForOneStrategy(cause -> {
                    child[0].tell("later", ActorRef.noSender());
                    seen[0] = find(stage.system().snapshot().root(), child[0]);
                    return Directive.RESUME;
                }));
        crash(child[0]);
        stage.expect(journal, "a later");

        assertEquals(ActorSnapshot.State.SUSPENDED, seen[0].state());
        assertEquals(1, seen[0].mailboxSize());
        assertEquals(1, seen[0].failed());
        assertEquals(0, seen[0].restarts());
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName("Q10 A handler that is running is shown by the class of its message, from any thread")
    void snapshot_whileAHandlerRuns_namesItsMessage(Stage stage) {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        ActorRef actor = stage.actorOf(Puppet.of(new Journal(), "a"));
        Puppet.Do busy = self -> {
            entered.countDown();
            leave.await();
        };
        actor.tell(busy, ActorRef.noSender());
        actor.tell("waits", ActorRef.noSender());
        stage.await(() -> entered.getCount() == 0);

        ActorSnapshot seen = find(stage.system().snapshot().root(), actor);
        leave.countDown();

        assertEquals(Optional.of(busy.getClass()), seen.running());
        assertEquals(1, seen.mailboxSize());
    }

    @Staged
    @DisplayName("Q10 Dead letters are counted by reason, and messages that no behaviour had a case for")
    void snapshot_afterLostMessages_countsThem(Stage stage) {
        ActorRef gone = stage.actorOf(Puppet.of(new Journal(), "gone"));
        stage.system().stop(gone);
        stage.settle();
        gone.tell("lost", ActorRef.noSender());
        gone.tell("lost too", ActorRef.noSender());
        ActorRef deaf = stage.actorOf(io.garrick.actor.Props.empty());
        deaf.tell("what?", ActorRef.noSender());
        stage.settle();
        assertEquals(2, stage.deadLetters().size());

        SystemSnapshot seen = stage.system().snapshot();

        assertEquals(2, seen.deadLetters().get(DeadLetter.Reason.STOPPED));
        assertEquals(0, seen.deadLetters().get(DeadLetter.Reason.OVERFLOW));
        assertEquals(DeadLetter.Reason.values().length, seen.deadLetters().size());
        assertEquals(1, seen.unhandled());
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName(
            "Q10 Dispatchers tell their threads, who of them is parked, what is queued, and how much they have run")
    void snapshot_ofDispatchers_countsThreadsAndRuns(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        actor.tell("m", ActorRef.noSender());
        stage.expect(journal, "a m");

        List<DispatcherSnapshot> seen = stage.system().snapshot().dispatchers();
        DispatcherSnapshot standard = seen.stream()
                .filter(dispatcher ->
                        dispatcher.id().equals(stage.system().dispatcher().id()))
                .findFirst()
                .orElseThrow();

        assertEquals("internal", seen.get(0).id());
        assertTrue(standard.threads() >= 1, standard::toString);
        assertTrue(standard.parked() >= 0 && standard.parked() <= standard.threads(), standard::toString);
        assertTrue(standard.runs() >= 1, standard::toString);
        assertTrue(standard.steals() >= 0, standard::toString);
        stage.await(() -> stage.system().snapshot().dispatchers().stream().allMatch(d -> d.queued() == 0));
    }

    @Staged
    @DisplayName(
            "Q10 A mailbox that passes the mark is reported once for each doubling, with path, depth and message class")
    void mailbox_passingTheMark_isReportedOncePerDoubling(Stage stage) {
        stage.settings(settings -> settings.withMailboxMark(2_000));
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        ActorRef actor = stage.actorOf(Puppet.of(new Journal(), "a").withDispatcher("pinned"), "flooded");
        if (!stage.isRehearsal()) { // where nothing runs before it is told to
            actor.tell(
                    (Puppet.Do) self -> {
                        entered.countDown();
                        leave.await();
                    },
                    ActorRef.noSender());
            stage.await(() -> entered.getCount() == 0);
        }
        for (int i = 0; i < 9_000; i++) {
            actor.tell(i, ActorRef.noSender());
        }
        stage.await(() -> grows(stage).size() == 3);
        leave.countDown();
        stage.settle();

        assertEquals(3, grows(stage).size(), () -> "warnings=" + grows(stage));
        for (String line : grows(stage)) {
            assertTrue(line.contains("/user/flooded#") && line.contains("next=java.lang.Integer"), line);
        }
    }

    private static List<String> grows(Stage stage) {
        return stage.warnings().stream()
                .filter(line -> line.startsWith("mailbox grows"))
                .toList();
    }

    private static ActorSnapshot find(ActorSnapshot below, ActorRef actor) {
        if (below.path().equals(actor.path())) {
            return below;
        }
        return below.children().stream()
                .filter(child -> actor.path().toString().startsWith(child.path().toString()))
                .map(child -> find(child, actor))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not in the snapshot: " + actor));
    }
}
