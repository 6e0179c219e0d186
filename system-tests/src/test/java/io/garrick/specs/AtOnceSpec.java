package io.garrick.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.Kill;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Props;
import io.garrick.actor.Terminated;
import io.garrick.supervision.AllForOneStrategy;
import io.garrick.supervision.Backoff;
import io.garrick.supervision.ChildKind;
import io.garrick.supervision.Decider;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.RestForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;

class AtOnceSpec {

    private static final int ROUNDS = 12;
    private static final int BREADTH = 3;
    private static final int DEEDS = 8;

    /** Says itself what is to be done about it, and what the next supervisors are to do if it is escalated. */
    private static final class Verdict extends Exception {
        private static final long serialVersionUID = 1L;

        private final AtomicReference<Directive> directive;
        private final Directive above;

        Verdict(Directive directive, Directive above) {
            super(directive + ", then " + above, null, false, false);
            this.directive = new AtomicReference<>(directive);
            this.above = above;
        }
    }

    private static final Decider AS_IT_SAYS =
            cause -> cause instanceof Verdict verdict ? verdict.directive.getAndSet(verdict.above) : Directive.RESTART;

    /** Three levels, ten actors below one that restarts; some keep their children, some fail once more while they are restarted. */
    private static final class Tree {
        private final Choices choices;
        private final List<ActorRef> actors = Collections.synchronizedList(new ArrayList<>());
        private final Journal journal = new Journal();
        private boolean quiet;

        Tree(Choices choices) {
            this.choices = choices;
        }

        synchronized void becomeQuiet() {
            quiet = true;
        }

        private synchronized boolean fails() {
            return choices.oneIn(6) && !quiet;
        }

        SupervisorStrategy anyStrategy() {
            SupervisorStrategy any = switch (choices.below(4)) {
                case 0 -> new RestForOneStrategy(AS_IT_SAYS);
                case 1 -> new AllForOneStrategy(AS_IT_SAYS).withOrderedRestart();
                case 2 -> new AllForOneStrategy(AS_IT_SAYS);
                default -> new OneForOneStrategy(AS_IT_SAYS);
            };
            if (choices.oneIn(2)) {
                any = any.withBackoff(new Backoff(Duration.ofMillis(1), Duration.ofMillis(4), 0.5));
            }
            return any.withRedelivery(choices.below(3));
        }

        Props props(int below) {
            Puppet.Role role = new Puppet.Role(journal, "a").quiet().strategy(anyStrategy());
            role.preStart(self -> {
                for (int i = 0; i < BREADTH && below > 0; i++) {
                    if (self.getContext().findChild("c" + i).isEmpty()) {
                        actors.add(self.getContext().actorOf(props(below - 1), "c" + i));
                    }
                }
                if (fails()) {
                    throw new Verdict(Directive.RESTART, Directive.RESTART);
                }
            });
            if (choices.oneIn(2)) {
                role.preRestart(self -> {
                    if (fails()) {
                        throw new IllegalStateException("preRestart"); // logged, and nothing else
                    }
                });
            }
            ChildKind kind = choices.oneIn(4) ? ChildKind.PERMANENT : ChildKind.TRANSIENT;
            return role.props().withKind(kind);
        }

        /** Things that end, kill, and fail in every way, all of them, in any order, to anybody. */
        void everythingAtOnce(Stage stage) {
            List<Runnable> deeds = new ArrayList<>();
            for (int i = 0; i < DEEDS; i++) {
                ActorRef one = actors.get(choices.below(actors.size()));
                Directive directive = Directive.values()[i % Directive.values().length];
                Directive above = Directive.values()[choices.below(Directive.values().length)];
                Puppet.Do failing = self -> {
                    throw new Verdict(directive, above);
                };
                deeds.add(() -> one.tell(failing, ActorRef.noSender()));
            }
            ActorRef stopped = actors.get(choices.below(actors.size()));
            deeds.add(() -> stage.system().stop(stopped));
            ActorRef poisoned = actors.get(choices.below(actors.size()));
            deeds.add(() -> poisoned.tell(PoisonPill.getInstance(), ActorRef.noSender()));
            ActorRef killed = actors.get(choices.below(actors.size()));
            deeds.add(() -> killed.tell(Kill.getInstance(), ActorRef.noSender()));
            while (!deeds.isEmpty()) {
                deeds.remove(choices.below(deeds.size())).run();
                if (choices.oneIn(6)) {
                    stage.pass(Duration.ofMillis(1)); // a delay may end in between
                }
            }
        }
    }

    @Staged
    @DisplayName(
            "S04 S05 S06 S07 S09 S13 S14 Stop, failure, restart and escalation at once, in any order, under every strategy with back-off and redelivery: nothing hangs")
    void everything_atOnceInAnyOrder_nothingHangs(Stage stage) {
        stage.errors();
        Choices choices = new Choices(stage.seed());
        for (int round = 0; round < ROUNDS; round++) {
            Tree tree = new Tree(choices);
            ActorRef top = stage.actorOf(Puppet.role(tree.journal, "top")
                    .quiet()
                    .preStart(self -> tree.actors.add(self.getContext().actorOf(tree.props(2))))
                    .props());
            stage.await(() -> !tree.actors.isEmpty());
            if (choices.oneIn(2)) {
                stage.settle();
            }
            tree.everythingAtOnce(stage);
            tree.becomeQuiet();
            stage.finish();
            allAnswerOrAreGone(stage, List.copyOf(tree.actors), tree);
            stage.system().stop(top);
        }
        stage.deadLetters();
    }

    private static void allAnswerOrAreGone(Stage stage, List<ActorRef> actors, Tree tree) {
        Set<ActorRef> gone = Collections.synchronizedSet(new HashSet<>());
        Set<ActorRef> answered = Collections.synchronizedSet(new HashSet<>());
        ActorRef mourner = stage.actorOf(Puppet.role(tree.journal, "mourner")
                .quiet()
                .behavior(self -> Puppet.receiveBuilder()
                        .match(Puppet.Do.class, what -> what.on(self))
                        .match(Terminated.class, end -> gone.add(end.getActor()))
                        .build())
                .props());
        Puppet.tell(mourner, self -> actors.forEach(self.getContext()::watch));
        actors.forEach(actor -> Puppet.tell(actor, self -> answered.add(self.self())));
        stage.settle();
        for (ActorRef actor : actors) {
            assertFalse(stage.isSuspended(actor), () -> "suspended: " + actor);
            assertTrue(
                    answered.contains(actor) != gone.contains(actor),
                    () -> "neither answers nor is gone, or both: " + actor);
        }
        assertEquals(List.of(), tree.journal.lines());
    }
}
