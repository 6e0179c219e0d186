package io.garrick.specs;

import static io.garrick.specs.Puppet.crash;
import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
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
        stage.pass(Duration.ofMillis(10_100));
        stage.expect(journal, "a postStop 2", "a constructor 3", "a preStart 3");
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
