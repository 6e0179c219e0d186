package io.garrick.specs;

import static io.garrick.specs.Puppet.crash;
import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.ReceiveTimeout;
import io.garrick.supervision.Backoff;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.RestForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

class BackoffSpec {

    private static final OneForOneStrategy RESTARTING = new OneForOneStrategy(cause -> Directive.RESTART);

    /** So long that nothing is started again unless time is let pass. */
    private static final Duration LONG = Duration.ofHours(1);

    private final Journal journal = new Journal();

    private static SupervisorStrategy backoff(Duration min) {
        return RESTARTING.withBackoff(min, min.multipliedBy(4), 0);
    }

    /** On virtual time one sees whether a timer is left: it would let all of its time pass. */
    private static void nothingIsPending(Stage stage) {
        if (stage.isRehearsal()) {
            long before = stage.nanoTime();
            stage.finish();
            assertTrue(stage.nanoTime() - before < LONG.toNanos(), "a timer was left");
        }
    }

    /** Waits until the old instance is gone and the delay has begun. */
    private void crashAndAwait(Stage stage, ActorRef actor) {
        crash(actor);
        stage.await(() -> journal.has("a postStop 1"));
        stage.settle();
    }

    @Staged(on = Staged.On.REHEARSAL)
    @DisplayName(
            "S13 preRestart runs at once; constructor and postRestart when the delay is over, neither earlier nor later; each is twice as long")
    void restart_withBackoff_waitsItsDelay(Stage stage) {
        journal.clear();
        stage.expectFailures();
        ActorRef actor = stage.child(Puppet.role(journal, "a"), backoff(Duration.ofSeconds(10)));
        crashAndAwait(stage, actor);
        actor.tell("kept", ActorRef.noSender());
        stage.pass(Duration.ofMillis(9_900));
        stage.expect(journal, "a constructor 1", "a preStart 1", "a postStop 1");
        stage.pass(Duration.ofMillis(200));
        stage.expect(
                journal,
                "a constructor 1",
                "a preStart 1",
                "a postStop 1",
                "a constructor 2",
                "a preStart 2",
                "a kept");
        journal.clear();
        crash(actor);
        stage.pass(Duration.ofMillis(19_900));
        stage.expect(journal, "a postStop 2");
        stage.pass(Duration.ofMillis(200));
        stage.expect(journal, "a postStop 2", "a constructor 3", "a preStart 3");
    }

    @Staged(on = Staged.On.REHEARSAL)
    @DisplayName("S13 The delays begin anew after a quiet period")
    void restart_afterQuietPeriod_waitsTheFirstDelay(Stage stage) {
        journal.clear();
        stage.expectFailures();
        Backoff backoff =
                new Backoff(Duration.ofSeconds(10), Duration.ofSeconds(40), 0).withQuietPeriod(Duration.ofSeconds(5));
        ActorRef actor = stage.child(Puppet.role(journal, "a"), RESTARTING.withBackoff(backoff));
        crash(actor);
        stage.pass(Duration.ofMillis(10_100));
        stage.pass(Duration.ofSeconds(5));
        journal.clear();
        crash(actor);
        stage.pass(Duration.ofMillis(10_100)); // to wait for the lines would let time pass until they come
        assertEquals(List.of("a postStop 2", "a constructor 3", "a preStart 3"), journal.lines());
    }

    @Staged
    @DisplayName(
            "S13 While it waits the mailbox is kept and system messages are handled: watchers are entered, and a stop ends the delay")
    void waiting_stoppedAndWatched_endsAtOnce(Stage stage) {
        journal.clear();
        stage.expectFailures();
        AtomicReference<ActorRef> child = new AtomicReference<>();
        ActorRef parent = stage.actorOf(new Puppet.Role(journal, "parent")
                .quiet()
                .strategy(backoff(LONG))
                .preStart(self -> child.set(
                        self.getContext().actorOf(Puppet.role(journal, "a").props())))
                .props());
        stage.await(() -> journal.has("a preStart 1"));
        crashAndAwait(stage, child.get());
        child.get().tell("kept", ActorRef.noSender());
        ActorRef watcher = stage.actorOf(Puppet.of(journal, "watcher"));
        tell(watcher, self -> {
            self.getContext().watchWith(child.get(), "heard");
            self.write("watching");
        });
        stage.await(() -> journal.has("watcher watching"));
        stage.settle();
        assertEquals(1, stage.queued(child.get()));
        tell(parent, self -> self.getContext().stop(child.get()));
        stage.await(() -> journal.has("watcher heard"));
        stage.expect(journal, "a constructor 1", "a preStart 1", "a postStop 1", "watcher watching", "watcher heard");
        assertEquals(
                List.of("kept"),
                stage.deadLetters().stream().map(letter -> letter.message()).toList());
        nothingIsPending(stage);
    }

    @Staged
    @DisplayName("S13 A parent that ends does not wait for the delays of its children, and leaves no timer behind")
    void waiting_parentEnds_nothingIsLeft(Stage stage) {
        journal.clear();
        stage.expectFailures();
        AtomicReference<ActorRef> child = new AtomicReference<>();
        ActorRef parent = stage.actorOf(new Puppet.Role(journal, "parent")
                .quiet()
                .strategy(backoff(LONG))
                .preStart(self -> child.set(
                        self.getContext().actorOf(Puppet.role(journal, "a").props())))
                .postStop(self -> self.write("gone"))
                .props());
        stage.await(() -> journal.has("a preStart 1"));
        crashAndAwait(stage, child.get());
        parent.tell(PoisonPill.getInstance(), ActorRef.noSender());
        stage.expect(journal, "a constructor 1", "a preStart 1", "a postStop 1", "parent gone");
        nothingIsPending(stage);
    }

    @Staged
    @DisplayName("S13 A restart of the parent ends the delay of a child that is kept")
    void waiting_parentRestarted_keptChildIsStarted(Stage stage) {
        journal.clear();
        stage.expectFailures();
        AtomicReference<ActorRef> child = new AtomicReference<>();
        ActorRef parent = stage.actorOf(new Puppet.Role(journal, "parent")
                .quiet()
                .strategy(backoff(LONG))
                .preStart(self -> child.set(
                        self.getContext().actorOf(Puppet.role(journal, "a").props())))
                .preRestart(self -> {})
                .postRestart(self -> {})
                .props());
        stage.await(() -> journal.has("a preStart 1"));
        crashAndAwait(stage, child.get());
        crash(parent);
        child.get().tell("as new", ActorRef.noSender());
        stage.expect(
                journal,
                "a constructor 1",
                "a preStart 1",
                "a postStop 1",
                "a constructor 2",
                "a preStart 2",
                "a as new");
        nothingIsPending(stage);
    }

    @Staged(on = Staged.On.REHEARSAL)
    @DisplayName("S13 T03 The receive timeout stands still while the actor waits for its restart")
    void waiting_receiveTimeout_standsStill(Stage stage) {
        journal.clear();
        stage.expectFailures();
        ActorRef actor = stage.child(
                Puppet.role(journal, "a")
                        .behavior(self -> AbstractActor.receiveBuilder()
                                .match(Puppet.Do.class, what -> what.on(self))
                                .match(ReceiveTimeout.class, any -> self.write("timeout"))
                                .build()),
                backoff(Duration.ofSeconds(100)));
        tell(actor, self -> self.getContext().setReceiveTimeout(Duration.ofSeconds(10)));
        stage.settle();
        stage.pass(Duration.ofSeconds(4));
        crash(actor);
        stage.pass(Duration.ofMillis(100_100));
        stage.expect(journal, "a constructor 1", "a preStart 1", "a postStop 1", "a constructor 2", "a preStart 2");
        stage.pass(Duration.ofMillis(9_500));
        assertTrue(!journal.has("a timeout"), journal::toString);
        stage.pass(Duration.ofSeconds(1));
        assertTrue(journal.has("a timeout"), journal::toString);
        tell(actor, self -> self.getContext().cancelReceiveTimeout());
        stage.settle();
    }

    @Staged(on = Staged.On.REHEARSAL)
    @DisplayName("S09 S13 The delay of a group is between its way down and its way up; the others wait for it, too")
    void group_withBackoff_waitsTogether(Stage stage) {
        journal.clear();
        stage.expectFailures();
        List<ActorRef> children = Collections.synchronizedList(new ArrayList<>());
        stage.actorOf(new Puppet.Role(journal, "parent")
                .quiet()
                .strategy(new RestForOneStrategy(cause -> Directive.RESTART)
                        .withBackoff(Duration.ofSeconds(10), Duration.ofSeconds(10), 0))
                .preStart(self -> List.of("a", "b")
                        .forEach(name -> children.add(self.getContext()
                                .actorOf(Puppet.role(journal, name).props()))))
                .props());
        stage.await(journal, 4);
        journal.clear();
        crash(children.get(0));
        stage.pass(Duration.ofMillis(9_900));
        stage.expect(journal, "b postStop 1", "a postStop 1");
        stage.pass(Duration.ofMillis(200));
        stage.expect(
                journal,
                "b postStop 1",
                "a postStop 1",
                "a constructor 2",
                "a preStart 2",
                "b constructor 2",
                "b preStart 2");
    }

    private ActorRef waiting(Stage stage, Backoff backoff) {
        journal.clear();
        stage.expectFailures();
        ActorRef actor = stage.child(Puppet.role(journal, "a"), RESTARTING.withBackoff(backoff));
        stage.await(() -> journal.has("a preStart 1"));
        tell(actor, self -> {
            actor.tell("before 1", ActorRef.noSender());
            actor.tell("before 2", ActorRef.noSender());
            throw new IllegalStateException("as told");
        });
        stage.await(() -> journal.has("a postStop 1"));
        stage.settle();
        return actor;
    }

    @Staged
    @DisplayName(
            "S13 With a reply for the delay: who asks meanwhile gets it, what was queued before and what the runtime sends is kept")
    void waiting_withReply_answersNewMessages(Stage stage) {
        ActorRef actor = waiting(stage, new Backoff(LONG, LONG, 0).withReplyWhileStopped("closed"));
        ActorRef asker = stage.actorOf(Puppet.of(journal, "asker"));
        for (int i = 0; i < 3; i++) {
            actor.tell("new", asker);
        }
        actor.tell("nobody's", ActorRef.noSender());
        actor.tell(PoisonPill.getInstance(), asker);
        stage.await(
                () -> journal.count("asker closed") == 3 && stage.deadLetters().size() == 1);
        stage.settle();
        assertEquals(DeadLetter.Reason.RESTARTED, stage.deadLetters().get(0).reason());
        assertEquals("nobody's", stage.deadLetters().get(0).message());
        assertEquals(1, journal.count("a constructor 1"));
        if (stage.isRehearsal()) {
            stage.pass(LONG.plusMillis(100));
            stage.await(() -> journal.has("a postStop 2"));
            assertEquals(
                    List.of("a constructor 2", "a preStart 2", "a before 1", "a before 2", "a postStop 2"),
                    journal.lines().subList(journal.size() - 5, journal.size()));
        } else {
            stage.system().stop(actor);
            stage.await(() -> stage.deadLetters().size() >= 3);
        }
    }

    @Staged(on = Staged.On.REHEARSAL)
    @DisplayName(
            "S13 Q03 With dead letters for the delay: new messages are RESTARTED; when it is over, messages are handled again")
    void waiting_withDeadLetters_discardsNewMessages(Stage stage) {
        ActorRef actor = waiting(
                stage, new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), 0).withDeadLettersWhileStopped());
        ActorRef asker = stage.actorOf(Puppet.of(journal, "asker"));
        actor.tell("new", asker);
        stage.settle();
        assertEquals(
                List.of("new RESTARTED"),
                stage.deadLetters().stream()
                        .map(letter -> letter.message() + " " + letter.reason())
                        .toList());
        assertEquals(asker, stage.deadLetters().get(0).sender());
        stage.pass(Duration.ofMillis(1_100));
        actor.tell("after", ActorRef.noSender());
        stage.settle();
        assertEquals(
                List.of("a before 1", "a before 2", "a after"),
                journal.lines().subList(journal.size() - 3, journal.size()));
    }

    @Staged
    @DisplayName("S13 A stop ends the replies, too: what was kept and what comes then is STOPPED")
    void waiting_withReplyAndStopped_isAsAnyStop(Stage stage) {
        ActorRef actor = waiting(stage, new Backoff(LONG, LONG, 0).withReplyWhileStopped("closed"));
        ActorRef asker = stage.actorOf(Puppet.of(journal, "asker"));
        stage.system().stop(actor);
        stage.await(() -> stage.deadLetters().size() == 2);
        actor.tell("late", asker);
        stage.await(() -> stage.deadLetters().size() == 3);
        stage.settle();
        assertEquals(
                List.of("before 1 STOPPED", "before 2 STOPPED", "late STOPPED"),
                stage.deadLetters().stream()
                        .map(letter -> letter.message() + " " + letter.reason())
                        .toList());
        assertTrue(!journal.has("asker closed"), journal::toString);
    }

    @Staged
    @DisplayName(
            "S13 While restarts come and go, every message is handled or answered, each once, and those handled are in order")
    void waiting_withReply_losesNothing(Stage stage) {
        journal.clear();
        stage.expectFailures();
        int messages = 60;
        Backoff backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), 0.5).withReplyWhileStopped("closed");
        ActorRef actor = stage.child(Puppet.role(journal, "a").quiet(), RESTARTING.withBackoff(backoff));
        for (int i = 0; i < messages; i++) {
            if (i % 20 == 7) {
                crash(actor);
            }
            actor.tell(i, stage.actorOf(Puppet.of(journal, "asker" + i)));
        }
        stage.pass(Duration.ofMillis(50));
        stage.await(() -> journal.size() == messages);
        stage.settle();
        List<Integer> handled = new ArrayList<>();
        List<Integer> answered = new ArrayList<>();
        for (String line : journal.lines()) {
            if (line.startsWith("a ")) {
                handled.add(Integer.valueOf(line.substring(2)));
            } else {
                answered.add(Integer.valueOf(line.substring("asker".length(), line.indexOf(' '))));
            }
        }
        assertEquals(handled.stream().sorted().toList(), handled);
        answered.addAll(handled);
        assertEquals(
                IntStream.range(0, messages).boxed().toList(),
                answered.stream().sorted().toList());
        assertTrue(
                stage.deadLetters().stream().allMatch(letter -> letter.message() instanceof Puppet.Do),
                () -> stage.deadLetters().toString());
    }

    @Staged
    @DisplayName("S13 On threads, too, the restart comes after its delay, and every message is handled")
    void restart_withShortBackoff_losesNothing(Stage stage) {
        journal.clear();
        stage.expectFailures();
        ActorRef actor = stage.child(Puppet.role(journal, "a").quiet(), backoff(Duration.ofMillis(5)));
        for (int i = 0; i < 50; i++) {
            actor.tell(i, ActorRef.noSender());
            if (i % 20 == 7) {
                crash(actor);
            }
        }
        stage.pass(Duration.ofMillis(100));
        stage.await(() -> journal.size() == 50);
        stage.settle();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            expected.add("a " + i);
        }
        assertEquals(expected, journal.lines());
    }
}
