package io.garrick.nodes;

import static io.garrick.nodes.DeployScene.ALLOWED;
import static io.garrick.nodes.DeployScene.always;
import static io.garrick.nodes.DeployScene.explore;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.ConfigurationException;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Deploy;
import io.garrick.actor.Props;
import io.garrick.actor.Terminated;
import io.garrick.nodes.LargeSpec.Blob;
import io.garrick.nodes.Mime.Number;
import io.garrick.remoting.RemoteScope;
import io.garrick.remoting.Remoting;
import io.garrick.supervision.Directive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Actors that are created on another node than their parent's, rehearsed. */
class DeploySpec {

    @Test
    @DisplayName(
            "N04: a child on another node is created, answers, is its parent's child, and ends: messages told at once come after its creation")
    void child_isCreatedAndEnds() {
        explore("lanes = 3", scene -> {
            scene.boss(always(Directive.STOP));
            ActorRef child = scene.child(Hand.props(100), "hand");
            scene.tellAsBoss(child, new Number(1));
            scene.tellAsBoss(child, new Number(2));
            scene.tellAsBoss(child, "parent");
            scene.nodes.runFor(2_000);

            assertEquals(List.of(new Number(101), new Number(102), "from your child"), scene.heard);
            assertEquals(List.of("made 100", "preStart"), scene.journal);
            assertEquals(scene.nodes.address(scene.b), child.path().address());
            assertEquals("hand", child.path().name());

            scene.task(self -> self.getContext().stop(child));
            scene.nodes.runFor(2_000);
            assertEquals(List.of("made 100", "preStart", "postStop"), scene.journal);
            assertEquals(new Terminated(child, true, false), scene.heard.get(3));
            assertEquals(4, scene.heard.size());
        });
    }

    // ---------------------------------------------------------------- nodes that go

    @Test
    @DisplayName(
            "N04, N06: the node of a child is killed: it has ended for its parent and its watchers, its name is free, and the next one of that name lives")
    void childsNode_killed() {
        explore("", scene -> {
            scene.boss(always(Directive.RESTART));
            ActorRef child = scene.child(Hand.props(0), "hand");
            scene.nodes.runFor(1_500);
            scene.rehearsal.faults().network().kill(scene.b);
            scene.nodes.runFor(2_000);
            assertEquals(List.of(new Terminated(child, false, true)), scene.heard);

            DeployScene next = scene.withRestartedB();
            ActorRef second = next.child(Hand.props(7), "hand");
            next.tellAsBoss(second, new Number(1));
            next.nodes.runFor(3_000);
            assertEquals(List.of(new Number(8)), next.heard.subList(1, next.heard.size()));
        });
    }

    @Test
    @DisplayName(
            "N03, N04: the node of a child is killed and restarted before anybody notices: the child has ended, and does not come back")
    void childsNode_restartedUnnoticed() {
        explore("", scene -> {
            scene.boss(always(Directive.RESTART));
            ActorRef child = scene.child(Hand.props(0), "hand");
            scene.nodes.runFor(1_500);
            scene.rehearsal.faults().network().kill(scene.b);
            DeployScene next = scene.withRestartedB();
            next.tellAsBoss(child, new Number(1));
            next.nodes.runFor(5_000);
            assertEquals(List.of(new Terminated(child, false, true)), next.heard);
            assertEquals(List.of(), next.journal.subList(2, next.journal.size()));
        });
    }

    @Test
    @DisplayName("N04, N06: the parent's node is killed, or is given up: the child is stopped in order")
    void parentsNode_lost() {
        for (boolean killed : new boolean[] {true, false}) {
            explore("", scene -> {
                scene.boss(always(Directive.RESTART));
                scene.child(Hand.props(0), "hand");
                scene.nodes.runFor(1_500);
                if (killed) {
                    scene.rehearsal.faults().network().kill(scene.a);
                } else {
                    Remoting.get(scene.b).quarantine(scene.nodes.address(scene.a), "test");
                }
                scene.nodes.runFor(8_000);
                assertEquals(List.of("made 0", "preStart", "postStop"), scene.journal);
                assertEquals(killed ? 0 : 1, scene.heard.size());
            });
        }
    }

    @Test
    @DisplayName(
            "N04, M14: a system that ends stops the children that it has from other nodes, and is waited for; its own elsewhere end before it")
    void system_ends() {
        explore("", scene -> {
            scene.boss(always(Directive.RESTART));
            ActorRef child = scene.child(Hand.props(0), "hand");
            scene.nodes.runFor(1_000);
            scene.b.terminate();
            scene.rehearsal.runUntil(
                    () -> scene.b.whenTerminated().toCompletableFuture().isDone());
            scene.nodes.runFor(1_000);
            List<Object> said = new ArrayList<>(scene.journal);
            scene.nodes
                    .deadLetters()
                    .forEach(letter -> said.add(letter.message())); // who keeps the journal may end first
            assertEquals(List.of("made 0", "preStart", "postStop"), said);
            assertEquals(List.of(new Terminated(child, true, false)), scene.heard);
        });
        explore("", scene -> {
            scene.boss(always(Directive.RESTART));
            scene.child(Hand.props(0), "hand");
            scene.nodes.runFor(1_000);
            scene.a.terminate();
            scene.rehearsal.runUntil(
                    () -> scene.a.whenTerminated().toCompletableFuture().isDone());
            assertEquals(List.of("made 0", "preStart", "postStop"), scene.journal);
        });
    }

    @Test
    @DisplayName(
            "N04, N06: where nothing listens the child has ended as soon as its node is given up, and what it was told is dead letters")
    void node_notThere() {
        explore("", scene -> {
            scene.boss(always(Directive.RESTART));
            scene.rehearsal.faults().network().kill(scene.b);
            ActorRef child = scene.child(Hand.props(0), "hand");
            scene.tellAsBoss(child, new Number(1));
            scene.nodes.runFor(9_000);
            assertEquals(List.of(new Terminated(child, false, true)), scene.heard);
            assertEquals(List.of(new Number(1)), scene.nodes.lost(DeadLetter.Reason.UNREACHABLE));
        });
    }

    @Test
    @DisplayName("N06: when a verdict is lifted children of before have ended on both sides, and new ones live")
    void quarantine_lifted() {
        explore("", scene -> {
            scene.boss(always(Directive.RESTART));
            ActorRef child = scene.child(Hand.props(0), "hand");
            scene.nodes.runFor(1_000);
            Remoting.get(scene.a).quarantine(scene.nodes.address(scene.b), "test");
            scene.nodes.runFor(1_000);
            assertEquals(List.of(new Terminated(child, false, true)), scene.heard);
            Remoting.get(scene.a).liftQuarantine(scene.nodes.address(scene.b));
            ActorRef second = scene.child(Hand.props(5), "hand");
            scene.tellAsBoss(second, new Number(1));
            scene.nodes.runFor(12_000);
            assertTrue(scene.journal.containsAll(List.of("made 0", "postStop", "made 5")), scene.journal.toString());
            assertEquals(List.of(new Number(6)), scene.heard.subList(1, scene.heard.size()));
        });
    }

    @Test
    @DisplayName(
            "N03, W07: a third node that watches a child is told once that it has ended when its node begins anew, and is not told so of one that lives in the new life")
    void thirdNode_watches() {
        explore("", scene -> {
            scene.boss(always(Directive.RESTART));
            ActorSystem c = scene.nodes.start("c", 3);
            List<Object> heard = new ArrayList<>();
            ActorRef watcher = c.actorOf(Mime.props(heard), "watcher");
            ActorRef other = c.actorOf(Mime.props(new ArrayList<>()), "other");
            ActorRef first = scene.child(Hand.props(0), "first");
            scene.nodes.runFor(1_000);
            ActorRef seen = scene.nodes.seenFrom(c, first);
            seen.tell(new Number(1), other); // so that it has met the first life of the node, and watches nothing there
            scene.nodes.runFor(1_000);

            scene.rehearsal.faults().network().kill(scene.b);
            DeployScene next = scene.withRestartedB();
            next.nodes.runFor(3_000);
            ActorRef second = next.child(Hand.props(7), "second");
            next.nodes.runFor(1_000);
            ActorRef secondSeen = next.nodes.seenFrom(c, second);
            watcher.tell((Mime.Do) self -> self.getContext().watch(secondSeen), ActorRef.noSender());
            secondSeen.tell(new Number(1), watcher);
            next.nodes.runFor(5_000);
            assertEquals(List.of(new Number(8)), heard);

            watcher.tell((Mime.Do) self -> self.getContext().watch(seen), ActorRef.noSender());
            next.nodes.runFor(5_000);
            assertEquals(List.of(new Number(8), new Terminated(seen, false, false)), heard);
            next.task(self -> self.getContext().stop(second));
            next.nodes.runFor(2_000);
            assertEquals(new Terminated(secondSeen, true, false), heard.get(2));
        });
    }

    // ---------------------------------------------------------------- who may

    @Test
    @DisplayName(
            "N10: an actor class that the other node does not allow is not created: its parent sees an end, and both nodes say why")
    void class_notAllowed() {
        Nodes.explore("", (nodes, rehearsal) -> {
            DeployScene scene = new DeployScene(nodes, rehearsal);
            List<String> logOfA = scene.log(scene.a);
            List<String> logOfB = scene.log(scene.b);
            scene.boss(always(Directive.RESTART));
            ActorRef child = scene.child(Hand.props(0), "hand");
            scene.tellAsBoss(child, new Number(1));
            nodes.runFor(2_000);

            assertEquals(List.of(new Terminated(child, false, false)), scene.heard);
            assertEquals(List.of(), scene.journal);
            assertEquals(List.of(new Number(1)), nodes.lost(DeadLetter.Reason.NO_RECIPIENT));
            for (List<String> log : List.of(logOfA, logOfB)) {
                assertEquals(1, log.size(), log.toString());
                assertTrue(log.get(0).contains("class=io.garrick.nodes.Hand"), log.toString());
                assertTrue(log.get(0).contains("garrick.remote.deployment.allow"), log.toString());
            }
            assertTrue(logOfA.get(0).contains("node=garrick://b@host:2"), logOfA.toString());
            assertTrue(logOfB.get(0).contains("from=garrick://a@host:1"), logOfB.toString());
            ActorRef next = scene.child(Hand.props(0), "hand"); // the name is free
            assertTrue(!next.equals(child));
        });
    }

    @Test
    @DisplayName(
            "N10: props with a function are refused where they are given, with a word why, and nothing is left of the child")
    void function_refused() {
        explore("", scene -> {
            List<Object> caught = new ArrayList<>();
            scene.boss(always(Directive.RESTART));
            scene.task(self -> {
                Props withFunction = Props.create(Hand.class, () -> new Hand(1));
                caught.add(assertThrows(
                        ConfigurationException.class,
                        () -> self.getContext().actorOf(scene.away(withFunction), "hand")));
                caught.add(self.getContext().getChildren());
            });
            scene.nodes.runFor(500);
            assertTrue(caught.get(0).toString().contains("class=io.garrick.nodes.Hand"), caught.toString());
            assertTrue(caught.get(0).toString().contains("they make actors by a function"), caught.toString());
            assertEquals(List.of(), caught.get(1));
            scene.child(Hand.props(0), "hand");
            scene.nodes.runFor(500);
            assertEquals(List.of("made 0", "preStart"), scene.journal);
        });
    }

    @Test
    @DisplayName("N10: an untrusted node creates nothing for others, and deploys nothing itself")
    void untrusted_refuses() {
        explore("untrusted = true", scene -> {
            List<Object> caught = new ArrayList<>();
            scene.boss(always(Directive.RESTART));
            scene.task(self -> caught.add(assertThrows(
                    ConfigurationException.class, () -> self.getContext().actorOf(scene.away(Hand.props(1)), "hand"))));
            scene.nodes.runFor(500);
            assertTrue(caught.get(0).toString().contains("untrusted"), caught.toString());
        });
    }

    @Test
    @DisplayName("N10: an untrusted node refuses to create for others, and its answer is heard")
    void untrusted_isAsked() {
        Nodes.explore(ALLOWED, (nodes, rehearsal) -> {
            DeployScene scene = new DeployScene(nodes, rehearsal);
            ActorSystem wary = nodes.start("c", 3, "garrick.remote.untrusted = true");
            List<String> log = scene.log(scene.a);
            scene.boss(always(Directive.RESTART));
            RemoteScope there = new RemoteScope(nodes.address(wary));
            scene.task(self -> self.getContext()
                    .watch(self.getContext().actorOf(Hand.props(0).withDeploy(new Deploy(there)), "hand")));
            nodes.runFor(2_000);
            assertEquals(List.of(), scene.heard); // an untrusted node drops who watches
            List<Object> children = new ArrayList<>();
            scene.task(self -> children.add(self.getContext().getChildren()));
            nodes.runFor(100);
            assertEquals(List.of(List.of()), children);
            assertTrue(log.get(0).contains("node is untrusted"), log.toString());
        });
    }

    @Test
    @DisplayName(
            "N08, N10: what a child is given may be of its own package, which the node needs not be told; its class does not come by being allowed on the wire")
    void args_ofItsPackage_travel() {
        Nodes.explore("", (nodes, rehearsal) -> {
            ActorSystem a = nodes.start("a", 1);
            ActorSystem b = nodes.start(
                    "b",
                    2,
                    "garrick.serialization.allow = []\ngarrick.remote.deployment.allow = [\"io.garrick.nodes.Handed\"]");
            List<Object> heard = new ArrayList<>();
            ActorRef asks = a.actorOf(Mime.props(heard), "asks");
            ActorRef handed = a.actorOf(Props.create(Handed.class, new Number(7))
                    .withDeploy(new Deploy(new RemoteScope(nodes.address(b)))));
            handed.tell(new Number(1), asks);
            nodes.runFor(1_000);
            assertEquals(List.of(new Number(8)), heard);
        });
    }

    // ---------------------------------------------------------------- refs

    @Test
    @DisplayName(
            "N01: the ref that actorOf gives equals the one that comes back, on both nodes; the parent is its sender's parent")
    void ref_comesBack() {
        explore("", scene -> {
            scene.boss(always(Directive.RESTART));
            ActorRef child = scene.child(Hand.props(0), "hand");
            scene.tellAsBoss(child, new Mime.Gift(scene.boss));
            scene.nodes.runFor(1_000);
            assertEquals(List.of(new Mime.Gift(child)), scene.heard);
            ActorRef home = scene.nodes.seenFrom(scene.b, child);
            assertEquals("hand", home.path().name());
            assertEquals(child, scene.nodes.seenFrom(scene.a, home));
            assertEquals(scene.nodes.seenFrom(scene.a, home), child);
            assertEquals(child.hashCode(), scene.nodes.seenFrom(scene.a, home).hashCode());
            scene.task(self -> {
                assertEquals(List.of(child), self.getContext().getChildren());
                self.getContext().actorSelection("hand").tell(new Number(1), self.getSelf());
            });
            scene.nodes.runFor(1_000);
            scene.a.actorSelection(child.path().toSerializationFormat()).tell(new Number(2), scene.boss);
            scene.nodes.runFor(1_000);
            assertEquals(List.of(new Number(1), new Number(2)), scene.heard.subList(1, 3));
        });
    }

    @Test
    @DisplayName("M12, N02: selections lead over the border: up from a child elsewhere, and below it from here")
    void selection_overTheBorder() {
        explore("lanes = 3", scene -> {
            List<Object> heardByOther = new ArrayList<>();
            scene.boss(always(Directive.RESTART));
            scene.task(self -> self.getContext().actorOf(Mime.props(heardByOther), "other"));
            ActorRef child = scene.child(Hand.props(0), "hand");
            scene.tellAsBoss(child, "up");
            scene.tellAsBoss(child, "over");
            scene.tellAsBoss(child, "child");
            scene.nodes.runFor(1_000);
            assertEquals(List.of("from below"), scene.heard);
            assertEquals(List.of("from beside"), heardByOther);

            scene.a.actorSelection("/user/boss/hand/below").tell(new Number(1), scene.boss);
            scene.nodes.runFor(1_000);
            scene.a.actorSelection("/user/boss/hand/*").tell(new Number(2), scene.boss);
            scene.nodes.runFor(1_000);
            assertEquals(List.of("from below", new Number(1_001), new Number(1_002)), scene.heard);
            List<Object> found = new ArrayList<>();
            CompletionStage<?> unused = scene.a
                    .actorSelection("/user/boss/hand/below")
                    .resolveOne(Duration.ofSeconds(3))
                    .whenComplete((ref, failure) ->
                            found.add(ref == null ? failure : ref.path().name()));
            scene.nodes.runFor(1_000);
            assertEquals(List.of("below"), found);
        });
    }

    @Test
    @DisplayName("N04: the address of one's own node is no other node; the configuration goes before the props")
    void place_ownOrConfigured() {
        Nodes.explore(ALLOWED, (nodes, rehearsal) -> {
            ActorSystem b = nodes.start("b", 2);
            ActorSystem a = nodes.start(
                    "a",
                    1,
                    "garrick.deployment.\"/far\".remote = \"akka.tcp://b@host:2\", garrick.deployment.\"/near\".remote = \"garrick://a@host:1\"");
            ActorRef far = a.actorOf(Hand.props(0), "far");
            ActorRef near = a.actorOf(Hand.props(0).withDeploy(new Deploy(new RemoteScope(nodes.address(b)))), "near");
            ActorRef own = a.actorOf(Hand.props(0).withDeploy(new Deploy(new RemoteScope(nodes.address(a)))), "own");
            assertEquals(nodes.address(b), far.path().address());
            assertTrue(near.path().address().hasLocalScope());
            assertTrue(own.path().address().hasLocalScope());
        });
    }

    @Test
    @DisplayName(
            "N02: a child that is deployed for large messages gets them in pieces, in order with the small ones, as long as it lives; its sibling does not")
    void child_ofLargeMessages() {
        explore("", scene -> {
            scene.boss(always(Directive.RESTART));
            ActorRef large = scene.child(Hand.props(0).withDeploy(new Deploy().withLargeMessages()), "hand");
            ActorRef sibling = scene.child(Hand.props(0), "sibling");
            Blob blob = Blob.of(0, 5, 600_000);
            scene.tellAsBoss(large, blob);
            scene.tellAsBoss(large, new Number(7));
            scene.tellAsBoss(sibling, blob);
            scene.nodes.runFor(5_000);
            assertEquals(List.of(new Number(600_000), new Number(7)), scene.heard);
            assertEquals(1, scene.nodes.lost(DeadLetter.Reason.SERIALIZATION).size());

            scene.task(self -> self.getContext().stop(large));
            scene.nodes.runFor(5_000);
            ActorRef next = scene.child(Hand.props(0), "hand");
            scene.tellAsBoss(next, blob);
            scene.nodes.runFor(5_000);
            assertEquals(2, scene.nodes.lost(DeadLetter.Reason.SERIALIZATION).size());
        });
    }

    // ---------------------------------------------------------------- a bad network

    @Test
    @DisplayName("N04: connections break again and again: each order and each report comes once and in order")
    void connections_break() {
        explore("lanes = 3", scene -> {
            scene.boss(always(Directive.RESTART));
            scene.rehearsal.faults().network().breakAtRandom(0.05);
            List<ActorRef> hands = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                hands.add(scene.child(Hand.props(i), "hand" + i));
            }
            for (int round = 0; round < 4; round++) {
                scene.rehearsal.faults().network().breakConnections(scene.a, scene.b);
                scene.nodes.runFor(700);
                scene.rehearsal.runUntil(() -> 5
                        == scene.journal.stream().filter("preStart"::equals).count()); // who is not there yet fails not
                ActorRef one = hands.get(round);
                scene.nodes.seenFrom(scene.b, one).tell(new Hand.Fail("oops"), ActorRef.noSender());
                scene.nodes.runFor(20);
            }
            scene.rehearsal.faults().network().breakAtRandom(0);
            scene.nodes.runFor(20_000);
            scene.task(self -> hands.forEach(self.getContext()::stop));
            scene.nodes.runFor(5_000);

            assertEquals(List.of(), scene.nodes.doubledSignals());
            for (ActorRef hand : hands) {
                assertEquals(
                        1,
                        scene.heard.stream()
                                .filter(new Terminated(hand, true, false)::equals)
                                .count());
            }
            assertEquals(5, scene.heard.size());
            assertEquals(
                    4, scene.journal.stream().filter("postRestart oops"::equals).count());
            assertEquals(5, scene.journal.stream().filter("preStart"::equals).count());
        });
    }
}
