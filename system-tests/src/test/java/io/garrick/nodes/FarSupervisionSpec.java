package io.garrick.nodes;

import static io.garrick.nodes.DeployScene.always;
import static io.garrick.nodes.DeployScene.explore;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Kill;
import io.garrick.actor.Terminated;
import io.garrick.nodes.Mime.Number;
import io.garrick.serialization.ThrowableData;
import io.garrick.supervision.ActorInitializationException;
import io.garrick.supervision.ActorKilledException;
import io.garrick.supervision.Backoff;
import io.garrick.supervision.ChildKind;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.RestForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Actors on other nodes than their parents: their failures, and those of their parents, rehearsed. */
class FarSupervisionSpec {

    // ---------------------------------------------------------------- failures

    @Test
    @DisplayName(
            "N04, S02: its parent restarts a child on another node: it goes on with a fresh instance, and what was told meanwhile")
    void failure_restart() {
        explore("", scene -> {
            scene.boss(always(Directive.RESTART));
            ActorRef child = scene.child(Hand.props(0), "hand");
            scene.tellAsBoss(child, new Number(1));
            scene.tellAsBoss(child, new Hand.Fail("oops"));
            scene.tellAsBoss(child, new Number(2));
            scene.tellAsBoss(child, "count");
            scene.nodes.runFor(2_000);

            assertEquals(List.of(new Number(1), new Number(2), new Number(1)), scene.heard);
            assertEquals(
                    List.of(
                            "made 0",
                            "preStart",
                            "preRestart oops Fail[text=oops]",
                            "postStop",
                            "made 0",
                            "postRestart oops"),
                    scene.journal);
        });
    }

    @Test
    @DisplayName(
            "N04, S05: its parent resumes a child on another node: the instance stays, the message that failed does not")
    void failure_resume() {
        explore("", scene -> {
            scene.boss(always(Directive.RESUME));
            ActorRef child = scene.child(Hand.props(0), "hand");
            scene.tellAsBoss(child, new Number(1));
            scene.tellAsBoss(child, new Hand.Fail("oops"));
            scene.tellAsBoss(child, "count");
            scene.nodes.runFor(2_000);

            assertEquals(List.of(new Number(1), new Number(2)), scene.heard);
            assertEquals(List.of("made 0", "preStart"), scene.journal);
        });
    }

    @Test
    @DisplayName(
            "N04, S16: its parent stops a child on another node; the decider sees the cause, and the child as sender")
    void failure_stop() {
        explore("", scene -> {
            List<Object> decided = new ArrayList<>();
            scene.boss(new OneForOneStrategy(false, cause -> {
                decided.add(cause);
                return Directive.STOP;
            }));
            ActorRef child = scene.child(Hand.props(0), "hand");
            scene.tellAsBoss(child, new Hand.Fail("oops"));
            scene.nodes.runFor(2_000);

            assertEquals(IllegalStateException.class, decided.get(0).getClass());
            assertEquals("oops", ((Throwable) decided.get(0)).getMessage());
            assertEquals(List.of("made 0", "preStart", "postStop"), scene.journal);
            assertEquals(List.of(new Terminated(child, true, false)), scene.heard);
        });
    }

    @Test
    @DisplayName(
            "N04, S07: the failure of a child on another node is escalated: its parent fails with it, is restarted, and takes the child along")
    void failure_escalate() {
        explore("", scene -> {
            scene.boss(always(Directive.ESCALATE));
            ActorRef child = scene.child(Hand.props(0), "hand");
            scene.tellAsBoss(child, new Hand.Fail("oops"));
            scene.nodes.runFor(2_000);

            assertEquals(List.of("made 0", "preStart", "postStop"), scene.journal);
            assertEquals(List.of(), scene.heard);
            ActorRef next = scene.child(Hand.props(1), "hand");
            scene.nodes.runFor(2_000);
            assertEquals(child.path(), next.path());
            assertEquals(List.of("made 1", "preStart"), scene.journal.subList(3, 5));
        });
    }

    @Test
    @DisplayName(
            "N04, S04: while nothing is decided, since the way is cut, the child handles no message; then it goes on")
    void failure_undecided_childWaits() {
        explore("", scene -> {
            scene.boss(always(Directive.RESUME));
            ActorRef child = scene.child(Hand.props(0), "hand");
            scene.nodes.runFor(1_000);
            ActorRef home = scene.nodes.seenFrom(scene.b, child);
            List<Object> heardThere = new ArrayList<>();
            ActorRef asks = scene.b.actorOf(Mime.props(heardThere), "asks");
            scene.rehearsal.faults().network().partitionOneWay(scene.b, scene.a);
            home.tell(new Hand.Fail("oops"), ActorRef.noSender());
            home.tell("count", asks);
            scene.nodes.runFor(2_500);
            assertEquals(List.of(), heardThere);

            scene.rehearsal.faults().network().healAll();
            scene.nodes.runFor(8_000);
            assertEquals(List.of(new Number(1)), heardThere);
            assertEquals(List.of("made 0", "preStart"), scene.journal);
        });
    }

    @Test
    @DisplayName(
            "N04, S08: what supervisors decide by is of its own class on the other node, too; what cannot be made is known by its name")
    void failure_causes() {
        explore("", scene -> {
            List<Object> decided = new ArrayList<>();
            scene.boss(new OneForOneStrategy(false, cause -> {
                decided.add(cause instanceof ThrowableData data ? data.className() : cause.getClass());
                return SupervisorStrategy.defaultStrategy().decide(cause);
            }));
            scene.child(Hand.props(-1), "unmade");
            ActorRef killed = scene.child(Hand.props(1), "killed");
            ActorRef broken = scene.child(Hand.props(2), "broken");
            scene.nodes.runFor(500);
            killed.tell(Kill.getInstance(), ActorRef.noSender());
            scene.nodes.runFor(500);
            ActorRef wrong = scene.child(Hand.props(3), "wrong");
            wrong.tell("kill yourself", ActorRef.noSender());
            scene.nodes.runFor(500);
            broken.tell(new Hand.Break("x"), ActorRef.noSender());
            scene.nodes.runFor(500);

            assertEquals(
                    List.of(
                            ActorInitializationException.class,
                            ActorKilledException.class,
                            AssertionError.class,
                            Hand.Broken.class.getName()),
                    decided);
            assertEquals(3, scene.heard.size()); // the broken one was restarted
            assertEquals("postRestart x1", scene.journal.get(scene.journal.size() - 1));
        });
    }

    @Test
    @DisplayName("N04, S14: its supervisor restarts the actor and hands the message over again: also on another node")
    void failure_redelivery() {
        explore("", scene -> {
            scene.boss(always(Directive.RESTART).withRedelivery(2));
            ActorRef child = scene.child(Hand.props(0), "hand");
            scene.tellAsBoss(child, new Hand.Again("m"));
            scene.tellAsBoss(child, new Number(5));
            scene.nodes.runFor(3_000);

            assertEquals(3, scene.journal.stream().filter("got m"::equals).count());
            assertEquals(List.of(new Number(5)), scene.heard);
            assertEquals(List.of(new Hand.Again("m")), scene.nodes.lost(DeadLetter.Reason.POISON));
        });
    }

    @Test
    @DisplayName(
            "N04, S13: the delay of a back-off holds for a child on another node; meanwhile senders get the reply of the strategy")
    void failure_backoff() {
        explore("", scene -> {
            scene.boss(always(Directive.RESTART)
                    .withBackoff(new Backoff(Duration.ofSeconds(5), Duration.ofSeconds(5), 0)
                            .withReplyWhileStopped("later")));
            ActorRef child = scene.child(Hand.props(0), "hand");
            scene.tellAsBoss(child, new Hand.Fail("oops"));
            scene.nodes.runFor(2_000);
            scene.tellAsBoss(child, new Number(1));
            scene.nodes.runFor(2_000);
            assertEquals(List.of("later"), scene.heard);
            scene.nodes.runFor(4_000);
            scene.tellAsBoss(child, new Number(1));
            scene.nodes.runFor(1_000);
            assertEquals(List.of("later", new Number(1)), scene.heard);
            assertEquals("postRestart oops", scene.journal.get(scene.journal.size() - 1));
        });
    }

    @Test
    @DisplayName(
            "N04, S09: a group of children here and there is restarted in order; a permanent child that ends by itself is started again")
    void failure_group() {
        explore("", scene -> {
            List<Object> here = new ArrayList<>();
            scene.boss(new RestForOneStrategy(false, cause -> Directive.RESTART).withKind(ChildKind.PERMANENT));
            ActorRef first = scene.child(Hand.props(1), "first");
            scene.task(self -> self.getContext().actorOf(Mime.props(here), "second"));
            ActorRef third = scene.child(Hand.props(3), "third");
            scene.nodes.runFor(1_000);
            scene.journal.clear();

            scene.tellAsBoss(first, new Hand.Fail("oops"));
            scene.nodes.runFor(3_000);
            assertEquals(
                    List.of(
                            "preRestart oops null",
                            "postStop",
                            "preRestart oops Fail[text=oops]",
                            "postStop",
                            "made 1",
                            "postRestart oops",
                            "made 3",
                            "postRestart oops"),
                    scene.journal);
            scene.journal.clear();

            scene.tellAsBoss(third, "end");
            scene.nodes.runFor(2_000);
            scene.tellAsBoss(third, "count");
            scene.nodes.runFor(1_000);
            assertEquals("postStop", scene.journal.get(0));
            assertEquals(List.of(new Number(0)), scene.heard);
        });
    }

    @Test
    @DisplayName(
            "N04, S09: what a strategy says of all children holds for the first one, too, which is created before it is asked")
    void kind_ofTheFirstChild() {
        explore("", scene -> {
            scene.boss(always(Directive.RESTART).withKind(ChildKind.PERMANENT));
            ActorRef child = scene.child(Hand.props(0), "hand");
            scene.tellAsBoss(child, new Number(1));
            scene.tellAsBoss(child, "end");
            scene.tellAsBoss(child, "count");
            scene.nodes.runFor(2_000);
            assertEquals(List.of(new Number(1), new Number(0)), scene.heard);
            assertEquals(List.of("made 0", "preStart", "postStop", "made 0", "preStart"), scene.journal);
        });
    }

    // ---------------------------------------------------------------- the parent

    @Test
    @DisplayName(
            "N04, S02: a parent that is restarted stops its child on another node, or restarts it when it keeps it")
    void parent_restarted() {
        explore("", scene -> {
            scene.boss(always(Directive.RESTART));
            ActorRef child = scene.child(Hand.props(0), "hand");
            scene.task(Boss::keepChildren);
            scene.task(self -> {
                throw new IllegalStateException("boss");
            });
            scene.tellAsBoss(child, "count");
            scene.nodes.runFor(2_000);
            assertEquals(
                    List.of("made 0", "preStart", "preRestart boss null", "postStop", "made 0", "postRestart boss"),
                    scene.journal);
            assertEquals(List.of(new Number(0)), scene.heard);

            scene.task(self -> {
                throw new IllegalStateException("again");
            });
            scene.nodes.runFor(2_000);
            assertEquals("postStop", scene.journal.get(6));
            assertEquals(7, scene.journal.size());
        });
    }

    @Test
    @DisplayName("N04, S06: a parent that stops has ended when its child on another node has")
    void parent_stopped() {
        explore("", scene -> {
            scene.boss(always(Directive.RESTART));
            scene.child(Hand.props(0), "hand");
            scene.nodes.runFor(1_000);
            List<Object> watched = new ArrayList<>();
            List<Long> livedThen = new ArrayList<>();
            ActorRef watcher = scene.a.actorOf(
                    Mime.props(watched, (self, message) -> livedThen.add(scene.childrenThere())), "watcher");
            assertEquals(1, scene.childrenThere());
            watcher.tell((Mime.Do) self -> self.getContext().watch(scene.boss), ActorRef.noSender());
            scene.nodes.runFor(100);
            scene.a.stop(scene.boss);
            scene.nodes.runFor(2_000);
            assertEquals(List.of(new Terminated(scene.boss, true, false)), watched);
            assertEquals(List.of(0L), livedThen); // the journal is an actor, and may hear of the end later
            assertEquals(List.of("made 0", "preStart", "postStop"), scene.journal);
        });
    }
}
