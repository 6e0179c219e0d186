package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.supervision.AllForOneStrategy;
import io.garrick.supervision.Decider;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.RestForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;

class NestedGroupSpec {

    private static final List<String> OUTER = List.of("a", "b", "c");
    private static final List<String> INNER = List.of("x", "y", "z");

    /** What an inner actor fails with. */
    private static final class Failure extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean escalates;

        Failure(boolean escalates) {
            super("failure", null, false, false);
            this.escalates = escalates;
        }
    }

    /** A strategy, and whom of three it restarts when the second fails. */
    private record Strategy(
            String name, boolean inOrder, List<Integer> restarted, Function<Decider, SupervisorStrategy> make) {
        List<String> of(List<String> names) {
            return restarted.stream().map(names::get).toList();
        }
    }

    private static final List<Strategy> STRATEGIES = List.of(
            new Strategy("one-for-one", true, List.of(1), OneForOneStrategy::new),
            new Strategy("rest-for-one", true, List.of(1, 2), RestForOneStrategy::new),
            new Strategy(
                    "all-for-one in order",
                    true,
                    List.of(0, 1, 2),
                    decider -> new AllForOneStrategy(decider).withOrderedRestart()),
            new Strategy("all-for-one", false, List.of(0, 1, 2), AllForOneStrategy::new));

    /** Two levels: a, b and c below one supervisor, and x, y and z below b. */
    private static final class Tree {
        private final Journal journal = new Journal();
        private final Map<String, ActorRef> refs = new ConcurrentHashMap<>();
        private final Map<String, Puppet.Role> inner = new ConcurrentHashMap<>();
        private final Stage stage;

        Tree(Stage stage, Strategy outerStrategy, Strategy innerStrategy) {
            this.stage = stage;
            INNER.forEach(name -> inner.put(name, Puppet.role(journal, name)));
            SupervisorStrategy ofB = innerStrategy.make.apply(cause ->
                    cause instanceof Failure failure && failure.escalates ? Directive.ESCALATE : Directive.RESTART);
            stage.actorOf(Puppet.role(journal, "top")
                    .quiet()
                    .strategy(outerStrategy.make.apply(cause -> Directive.RESTART))
                    .preStart(self -> OUTER.forEach(name -> {
                        Puppet.Role role = Puppet.role(journal, name);
                        if (name.equals("b")) {
                            role.strategy(ofB).preStart(this::haveChildren);
                        }
                        self.getContext().actorOf(role.props(), name);
                    }))
                    .props());
            stage.await(journal, 2 * (OUTER.size() + INNER.size()));
            journal.clear();
        }

        private void haveChildren(Puppet self) {
            INNER.forEach(name ->
                    refs.put(name, self.getContext().actorOf(inner.get(name).props(), name)));
        }

        void fail(boolean escalates) {
            tell(refs.get("y"), self -> {
                throw new Failure(escalates);
            });
        }

        /** The lines about these. */
        List<String> about(List<String> names) {
            return journal.lines().stream()
                    .filter(line -> names.contains(line.substring(0, 1)))
                    .toList();
        }
    }

    /** The way of these through a restart: down, the youngest first, and up, the oldest first. */
    private static List<String> restart(List<String> names) {
        List<String> lines = new ArrayList<>();
        for (int i = names.size() - 1; i >= 0; i--) {
            lines.add(names.get(i) + " postStop 1");
        }
        for (String name : names) {
            lines.add(name + " constructor 2");
            lines.add(name + " preStart 2");
        }
        return lines;
    }

    private static void assertRestarted(String message, Strategy strategy, List<String> all, Tree tree) {
        List<String> names = strategy.of(all);
        if (strategy.inOrder()) {
            assertEquals(restart(names), tree.about(all), message);
        } else {
            assertEquals(3 * names.size(), tree.about(all).size(), message);
            names.forEach(name -> assertEquals(restart(List.of(name)), tree.about(List.of(name)), message));
        }
    }

    @Staged
    @DisplayName(
            "S09 behaviour 7: nested, under each pair of strategies, a restart below is for exactly the set of the inner strategy, in order, and nobody above")
    void nested_restartBelow_exactlyTheInnerSet(Stage stage) {
        stage.expectFailures();
        for (Strategy outer : STRATEGIES) {
            for (Strategy inner : STRATEGIES) {
                String pair = inner.name() + " in " + outer.name();
                Tree tree = new Tree(stage, outer, inner);
                tree.fail(false);
                stage.await(tree.journal, 3 * inner.restarted().size());
                assertEquals(List.of(), tree.about(OUTER), pair);
                assertRestarted(pair, inner, INNER, tree);
            }
        }
    }

    @Staged
    @DisplayName(
            "S09 S07 behaviour 7: nested, under each pair of strategies, a failure that is escalated restarts exactly the set of the outer strategy, in order, and all below are new")
    void nested_escalated_exactlyTheOuterSet(Stage stage) {
        stage.expectFailures();
        for (Strategy outer : STRATEGIES) {
            for (Strategy inner : STRATEGIES) {
                String pair = inner.name() + " in " + outer.name();
                Tree tree = new Tree(stage, outer, inner);
                tree.fail(true);
                stage.await(tree.journal, 3 * (outer.restarted().size() + INNER.size()));
                assertRestarted(pair, outer, OUTER, tree);
                List<String> lines = tree.journal.lines();
                for (String name : INNER) {
                    assertEquals(restart(List.of(name)), tree.about(List.of(name)), pair);
                    assertTrue(
                            lines.indexOf(name + " postStop 1") < lines.indexOf("b constructor 2"),
                            () -> pair + ": gone before b comes back\n" + tree.journal);
                }
            }
        }
    }
}
