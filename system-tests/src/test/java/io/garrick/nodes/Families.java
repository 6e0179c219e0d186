package io.garrick.nodes;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSnapshot;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Deploy;
import io.garrick.actor.Terminated;
import io.garrick.actor.spi.SystemServices;
import io.garrick.remoting.RemoteScope;
import io.garrick.supervision.Directive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** A parent on each node, whose children live on the others: they come, fail, and go. Whatever fails in between, at the end the parents' children are those that live. */
final class Families {

    private static final int NAMES = 3;

    private final Nodes nodes;
    private final SplittableRandom random;
    private final ActorSystem[] systems;

    /** By node; of the incarnation that lives. */
    private final Map<Integer, Parent> parents = new HashMap<>();

    /** What a parent has heard since its last restart, and whom it has watched since. */
    private static final class Parent {
        private final List<Object> heard = new ArrayList<>();
        private final Set<ActorRef> watched = new LinkedHashSet<>();
        private ActorRef ref = ActorRef.noSender();
    }

    Families(Nodes nodes, SplittableRandom random, ActorSystem[] systems) {
        this.nodes = nodes;
        this.random = random;
        this.systems = systems;
    }

    /** A node has begun. */
    void begin(int node) {
        Parent parent = new Parent();
        systems[node].actorOf(Mime.props(new ArrayList<>()), "journal");
        parent.ref = systems[node].actorOf(Boss.props(parent.heard, DeployScene.always(Directive.RESTART)), "boss");
        parents.put(node, parent);
    }

    void act() {
        int node = random.nextInt(systems.length);
        int other = (node + 1 + random.nextInt(systems.length - 1)) % systems.length;
        int choice = random.nextInt();
        Parent parent = parents.get(node);
        String name = "hand" + random.nextInt(NAMES);
        RemoteScope there = new RemoteScope(nodes.address(systems[other]));
        Boss.Task task = switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4 -> self -> create(parent, self, name, there);
            case 5, 6, 7 -> self -> pick(self, choice).forEach(child -> child.tell(new Hand.Fail("x"), null));
            case 8 -> self -> pick(self, choice).forEach(self.getContext()::stop);
            default ->
                self -> {
                    parent.watched.clear();
                    parent.heard.clear();
                    throw new IllegalStateException("restart");
                };
        };
        parent.ref.tell(task, ActorRef.noSender());
    }

    private static void create(Parent parent, Boss self, String name, RemoteScope there) {
        if (self.getContext().findChild(name).isEmpty()) {
            ActorRef child = self.getContext().actorOf(Hand.props(1).withDeploy(new Deploy(there)), name);
            self.getContext().watch(child);
            parent.watched.add(child);
        }
    }

    private static List<ActorRef> pick(Boss self, int choice) {
        List<ActorRef> children = new ArrayList<>();
        self.getContext().getChildren().forEach(children::add);
        return children.isEmpty() ? List.of() : List.of(children.get(Math.floorMod(choice, children.size())));
    }

    /** What is wrong; empty when nothing is. */
    String check() {
        Set<String> known = new TreeSet<>();
        Set<String> living = new TreeSet<>();
        for (int node = 0; node < systems.length; node++) {
            Parent parent = parents.get(node);
            List<ActorRef> children = SystemServices.of(systems[node]).children(parent.ref);
            children.forEach(child -> known.add(child.path().toSerializationFormat()));
            for (ActorSnapshot actor : systems[node].snapshot().root().children()) {
                ActorPath path = actor.path();
                if (path.elements().get(0).equals("remote")) {
                    living.add(path.toSerializationFormatWithAddress(nodes.address(systems[node])));
                }
            }
            for (ActorRef watched : parent.watched) {
                long ends = parent.heard.stream()
                        .filter(one ->
                                one instanceof Terminated end && end.getActor().equals(watched))
                        .count();
                if (ends != (children.contains(watched) ? 0 : 1)) {
                    return "end of a child was told " + ends + " times: child=" + watched;
                }
            }
        }
        return known.equals(living)
                ? ""
                : "children that are known are not those that live: known=" + known + " living=" + living;
    }
}
