package io.garrick.nodes;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Deploy;
import io.garrick.actor.Props;
import io.garrick.actor.spi.SystemServices;
import io.garrick.remoting.RemoteScope;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import io.garrick.testkit.Rehearsal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.event.Level;

/** A parent at one node, its child at another. */
final class DeployScene {
    final Nodes nodes;
    final Rehearsal rehearsal;
    final ActorSystem a;
    final ActorSystem b;
    final List<Object> heard = new ArrayList<>();
    final List<Object> journal = new ArrayList<>();
    final List<ActorRef> children = new ArrayList<>();
    ActorRef boss;

    DeployScene(Nodes nodes, Rehearsal rehearsal) {
        this.nodes = nodes;
        this.rehearsal = rehearsal;
        this.a = nodes.start("a", 1);
        this.b = nodes.start("b", 2);
        b.actorOf(Mime.props(journal), "journal");
    }

    /** The next incarnation of the node of the children; its journal goes on in the same list. */
    DeployScene withRestartedB() {
        ActorSystem next = nodes.start("b", 2);
        next.actorOf(Mime.props(journal), "journal");
        return this;
    }

    /** What a node logs of deployments, from now on. */
    List<String> log(ActorSystem system) {
        List<String> lines = new ArrayList<>();
        SystemServices.of(system).addLogListener(Level.WARN, event -> lines.add(event.message()));
        return lines;
    }

    /** How many actors live at the children's node that were created from elsewhere. */
    long childrenThere() {
        return b.snapshot().root().children().stream()
                .filter(actor -> actor.path().elements().get(0).equals("remote"))
                .count();
    }

    DeployScene boss(SupervisorStrategy strategy) {
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

    static final String ALLOWED = "deployment.allow = [\"io.garrick.nodes.Hand\"]";

    static void explore(String config, Consumer<DeployScene> scenario) {
        Nodes.explore(
                ALLOWED + "\n" + config, (nodes, rehearsal) -> scenario.accept(new DeployScene(nodes, rehearsal)));
    }

    static OneForOneStrategy always(Directive directive) {
        return new OneForOneStrategy(false, cause -> directive);
    }
}
