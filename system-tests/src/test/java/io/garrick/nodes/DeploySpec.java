package io.garrick.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Deploy;
import io.garrick.actor.Props;
import io.garrick.actor.Terminated;
import io.garrick.nodes.Mime.Number;
import io.garrick.remoting.RemoteScope;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import io.garrick.testkit.Rehearsal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Actors that are created on another node than their parent's, rehearsed. */
class DeploySpec {

    private static final String ALLOWED = "deployment.allow = [\"io.garrick.nodes.Hand\"]";

    /** A parent at one node, its child at another. */
    private static final class Scene {
        private final Nodes nodes;
        private final Rehearsal rehearsal;
        private final ActorSystem a;
        private final ActorSystem b;
        private final List<Object> heard = new ArrayList<>();
        private final List<Object> journal = new ArrayList<>();
        private final List<ActorRef> children = new ArrayList<>();
        private ActorRef boss;

        Scene(Nodes nodes, Rehearsal rehearsal) {
            this.nodes = nodes;
            this.rehearsal = rehearsal;
            this.a = nodes.start("a", 1);
            this.b = nodes.start("b", 2);
            b.actorOf(Mime.props(journal), "journal");
        }

        Scene boss(SupervisorStrategy strategy) {
            boss = a.actorOf(Boss.props(heard, strategy), "boss");
            return this;
        }

        void task(Boss.Task task) {
            boss.tell(task, ActorRef.noSender());
        }

        Props away(Props props) {
            return props.withDeploy(new Deploy(new RemoteScope(nodes.address(b))));
        }

        /** The boss creates and watches a child. */
        ActorRef child(Props props, String name) {
            task(self -> {
                ActorRef child = self.getContext().actorOf(away(props), name);
                children.add(child);
                self.getContext().watch(child);
            });
            int before = children.size();
            rehearsal.runUntil(() -> children.size() > before);
            return children.get(before);
        }

        void tellAsBoss(ActorRef to, Object message) {
            to.tell(message, boss);
        }
    }

    private static void explore(String config, Consumer<Scene> scenario) {
        Nodes.explore(ALLOWED + "\n" + config, (nodes, rehearsal) -> scenario.accept(new Scene(nodes, rehearsal)));
    }

    private static OneForOneStrategy always(Directive directive) {
        return new OneForOneStrategy(false, cause -> directive);
    }

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
}
