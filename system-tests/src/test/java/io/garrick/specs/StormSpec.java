package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Props;
import io.garrick.actor.Terminated;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;

/** Randomness that looks for what nobody has thought of. */
class StormSpec {

    private static final int ACTORS = 60;
    private static final int ACTS = 300;
    private static final int HIERARCHY = 500;
    private static final int ACTS_IN_HIERARCHY = 1_200;

    @Staged
    @DisplayName(
            "S02 S04 S05 S06 S07 S11 S12 W01 Q03 After a storm of failures in handlers, hooks and deciders each of 60 actors answers or is terminated, and no message is lost")
    void storm_failuresEverywhere_allAnswerOrAreGone(Stage stage) {
        Storm storm = new Storm(Storm.Kind.PLAIN, stage.seed(), ACTORS, ACTS);
        ActorRef rock = rock(stage, storm);
        storm.begin();
        rage(stage, storm, rock, ACTS, 8);
        storm.end();
        allAnswerOrAreGone(stage, storm, ACTS);
    }

    @Staged
    @DisplayName(
            "S04 S05 S07 S09 S11 S13 S14 behaviour 11: in a random hierarchy of 500 actors, six below each at most, whose handlers, hooks and deciders fail under every strategy, each answers at the end or is terminated, and none stays suspended")
    void storm_hierarchyOf500UnderEveryStrategy_allAnswerOrAreGone(Stage stage) {
        Storm storm = new Storm(Storm.Kind.ALL_STRATEGIES, stage.seed(), 2 * HIERARCHY, ACTS_IN_HIERARCHY);
        ActorRef rock = rock(stage, storm);
        plant(stage, storm, rock);
        storm.begin();
        rage(stage, storm, rock, ACTS_IN_HIERARCHY, 40);
        storm.end();
        allAnswerOrAreGone(stage, storm, ACTS_IN_HIERARCHY);
    }

    /** Lets a tree of random shape grow, in peace. */
    private static void plant(Stage stage, Storm storm, ActorRef rock) {
        Choices shape = new Choices(stage.seed());
        Map<ActorRef, Integer> children = new HashMap<>();
        tell(rock, self -> storm.created(self.getContext().actorOf(StormActor.props(storm))));
        stage.await(() -> storm.created().size() == 1);
        for (int planted = 1; planted < HIERARCHY; ) {
            for (ActorRef parent : storm.created()) {
                int has = children.getOrDefault(parent, 0);
                int more = Math.min(shape.below(storm.kind.breadth + 1 - has), HIERARCHY - planted);
                children.put(parent, has + more);
                parent.tell(new StormActor.Plant(more), ActorRef.noSender());
                planted += more;
            }
            int expected = planted;
            stage.await(() -> storm.created().size() == expected);
        }
        assertEquals(HIERARCHY, storm.created().size());
    }

    private static void allAnswerOrAreGone(Stage stage, Storm storm, int acts) {
        stage.finish();
        assertEquals(List.of(), storm.complaints());
        List<ActorRef> everyone = storm.created();
        Set<ActorRef> gone = Collections.synchronizedSet(new HashSet<>());
        ActorRef mourner = stage.actorOf(Puppet.role(new Journal(), "mourner")
                .quiet()
                .behavior(self -> AbstractActor.receiveBuilder()
                        .match(Puppet.Do.class, what -> what.on(self))
                        .match(Terminated.class, end -> gone.add(end.getActor()))
                        .build())
                .props());
        tell(mourner, self -> everyone.forEach(self.getContext()::watch));
        for (int id = 0; id < everyone.size(); id++) {
            everyone.get(id).tell(new StormActor.Ping(id), mourner);
        }
        stage.settle();
        for (int id = 0; id < everyone.size(); id++) {
            ActorRef actor = everyone.get(id);
            assertTrue(
                    storm.answered().contains(id) != gone.contains(actor),
                    () -> "neither answers nor is gone, or both: " + actor + " suspended=" + stage.isSuspended(actor));
            assertFalse(stage.isSuspended(actor), () -> "suspended: " + actor);
        }
        Set<Integer> lost = stage.deadLetters().stream()
                .map(DeadLetter::message)
                .filter(StormActor.Act.class::isInstance)
                .map(letter -> ((StormActor.Act) letter).id())
                .collect(Collectors.toSet());
        for (int id = 0; id < acts; id++) {
            assertTrue(storm.wasHandled(id) || lost.contains(id), "message was lost: id=" + id);
        }
        assertTrue(stage.errors().stream().noneMatch(line -> line.contains("task failed")), stage.errors()::toString);
    }

    /** A supervisor that nothing can shake. */
    private static ActorRef rock(Stage stage, Storm storm) {
        return stage.actorOf(Puppet.role(new Journal(), "rock")
                .quiet()
                .strategy(new OneForOneStrategy(cause -> storm.choose(3) == 0 ? Directive.RESUME : Directive.RESTART))
                .props());
    }

    /** So many acts at most, and after some of them a moment of rest. */
    private static void rage(Stage stage, Storm storm, ActorRef rock, int acts, int restEvery) {
        Optional<StormActor.Act> act = storm.next();
        for (int i = 1; act.isPresent() && i <= acts; i++) {
            tell(rock, self -> {
                if (storm.roomForMore()) {
                    storm.created(self.getContext().actorOf(StormActor.props(storm)));
                }
            });
            StormActor.Act sent = act.get();
            tell(rock, self -> storm.anyone().tell(sent, self.self()));
            if (i % restEvery == 0) {
                stage.settle();
                stage.pass(Duration.ofMillis(2)); // delays and timers come in between
            }
            act = storm.next();
        }
    }

    @Staged
    @DisplayName(
            "S06 S12 M14 Terminated in the middle of a storm, with failures and decisions under way, a system ends")
    void storm_terminatedMidway_ends(Stage stage) {
        stage.errors();
        stage.deadLetters();
        Storm storm = new Storm(Storm.Kind.PLAIN, stage.seed(), ACTORS, ACTS);
        ActorRef rock = rock(stage, storm);
        storm.begin();
        rage(stage, storm, rock, 3 + (int) (stage.seed() % 40), 8);
        stage.system().terminate();
        stage.await(() -> stage.system().whenTerminated().toCompletableFuture().isDone());
        assertEquals(List.of(), storm.complaints());
        assertTrue(stage.errors().stream().noneMatch(line -> line.contains("task failed")), stage.errors()::toString);
    }

    // ---------------------------------------------------------------- watch, unwatch, stop

    /** Watches and unwatches at random, and knows exactly what it is owed. */
    private static final class Mourner extends AbstractActor {
        private final List<ActorRef> subjects;
        private final Choices choices;
        private final Journal complaints;
        private final Set<ActorRef> watching = new HashSet<>();
        private final AtomicInteger owed;

        Mourner(List<ActorRef> subjects, Choices choices, Journal complaints, AtomicInteger owed) {
            this.subjects = subjects;
            this.choices = choices;
            this.complaints = complaints;
            this.owed = owed;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Terminated.class, end -> {
                        if (!watching.remove(end.getActor())) {
                            complaints.add("not asked for: " + end);
                        }
                        owed.decrementAndGet();
                    })
                    .matchAny(any -> {
                        ActorRef subject = subjects.get(choices.below(subjects.size()));
                        if (choices.below(3) > 0) {
                            getContext().watch(subject);
                            owed.addAndGet(watching.add(subject) ? 1 : 0);
                        } else {
                            getContext().unwatch(subject);
                            owed.addAndGet(watching.remove(subject) ? -1 : 0);
                        }
                    })
                    .build();
        }
    }

    @Staged
    @DisplayName("W01 In a storm of watch, unwatch and stop each watcher gets exactly the Terminated that it is owed")
    void storm_watchUnwatchStop_exactlyWhatIsOwed(Stage stage) {
        Choices choices = new Choices(stage.seed());
        Journal complaints = new Journal();
        AtomicInteger owed = new AtomicInteger();
        List<ActorRef> subjects = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            subjects.add(stage.actorOf(Puppet.of(complaints, "subject")));
        }
        List<ActorRef> mourners = new ArrayList<>();
        Props props = Props.create(Mourner.class, () -> new Mourner(subjects, choices, complaints, owed));
        for (int i = 0; i < 5; i++) {
            mourners.add(stage.actorOf(props));
        }
        List<ActorRef> doomed = new ArrayList<>(subjects);
        for (int i = 0; i < 300; i++) {
            mourners.get(choices.below(mourners.size())).tell("go on", ActorRef.noSender());
            if (choices.oneIn(25) && !doomed.isEmpty()) {
                stage.system().stop(doomed.remove(choices.below(doomed.size())));
            }
            if (choices.oneIn(40)) {
                stage.settle();
            }
        }
        doomed.forEach(stage.system()::stop);
        stage.await(() -> owed.get() == 0);
        stage.settle();
        assertEquals(0, owed.get());
        assertEquals(List.of(), complaints.lines());
    }

    // ---------------------------------------------------------------- names

    @Staged
    @DisplayName(
            "M09 W05 In a storm of create and stop under few names, a name is refused exactly while its actor is there")
    void storm_createAndStop_namesExact(Stage stage) {
        Choices choices = new Choices(stage.seed());
        Journal journal = new Journal();
        AtomicInteger made = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        ActorRef parent = stage.actorOf(Puppet.of(journal, "parent"));
        Puppet.Role child = Puppet.role(new Journal(), "child").quiet().postStop(self -> ended.incrementAndGet());
        for (int i = 0; i < 200; i++) {
            tell(parent, self -> {
                String name = "n" + choices.below(4);
                boolean there = self.getContext().findChild(name).isPresent();
                if (there && choices.oneIn(2)) {
                    self.getContext().findChild(name).ifPresent(self.getContext()::stop);
                } else {
                    try {
                        self.getContext().actorOf(child.props(), name);
                        made.incrementAndGet();
                    } catch (io.garrick.actor.InvalidActorNameException refused) {
                        if (!there) {
                            self.write("free name was refused: " + refused.getMessage());
                        }
                    }
                }
            });
        }
        tell(parent, self -> self.getContext().getChildren().forEach(self.getContext()::stop));
        stage.await(() -> ended.get() > 0 && ended.get() == made.get());
        stage.settle();
        assertEquals(made.get(), ended.get());
        assertEquals(List.of(), journal.lines());
    }

    // ---------------------------------------------------------------- ends beside ends

    @Staged
    @DisplayName("S09 Although children end by themselves just then, a parent that stops its children in order ends")
    void orderedStop_childrenEndByThemselvesMeanwhile_parentEnds(Stage stage) {
        stage.deadLetters();
        Props child = Puppet.of(new Journal(), "child");
        int rounds = stage.isRehearsal() ? 3 : 100;
        for (int round = 0; round < rounds; round++) {
            List<ActorRef> children = Collections.synchronizedList(new ArrayList<>());
            AtomicInteger ended = new AtomicInteger();
            ActorRef parent = stage.actorOf(Puppet.role(new Journal(), "parent")
                    .quiet()
                    .strategy(new OneForOneStrategy(cause -> Directive.RESTART).withOrderedStop(Duration.ofHours(1)))
                    .preStart(self -> {
                        for (int i = 0; i < 20; i++) {
                            children.add(self.getContext().actorOf(child));
                        }
                    })
                    .postStop(self -> ended.incrementAndGet())
                    .props());
            stage.await(() -> children.size() == 20);
            stage.settle();
            stage.system().stop(parent);
            children.forEach(each -> each.tell(PoisonPill.getInstance(), ActorRef.noSender()));
            stage.await(() -> ended.get() == 1);
        }
    }

    // ---------------------------------------------------------------- the end under load

    /** Sends what it gets on to two others, until the numbers are used up, and has a child now and then. */
    private static final class Chatterer extends AbstractActor {
        private final List<ActorRef> others;
        private final Choices choices;
        private final Set<Integer> sent;
        private final Set<Integer> handled;
        private final AtomicInteger next;

        Chatterer(List<ActorRef> others, Choices choices, Set<Integer> sent, Set<Integer> handled, AtomicInteger next) {
            this.others = others;
            this.choices = choices;
            this.sent = sent;
            this.handled = handled;
            this.next = next;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Integer.class, id -> {
                        handled.add(id);
                        for (int i = 0; i < 2; i++) {
                            int following = next.incrementAndGet();
                            if (following < 20_000) {
                                sent.add(following);
                                others.get(choices.below(others.size())).tell(following, self());
                            }
                        }
                        if (choices.oneIn(10)) {
                            getContext().actorOf(Puppet.of(new Journal(), "child"));
                        }
                    })
                    .build();
        }
    }

    @Staged
    @DisplayName("M14 Q03 Terminated under load, every message is handled or a dead letter, and none is both")
    void terminate_underLoad_messagesAddUp(Stage stage) {
        stage.expectFailures();
        stage.deadLetters();
        Choices choices = new Choices(stage.seed());
        Set<Integer> sent = Collections.synchronizedSet(new HashSet<>());
        Set<Integer> handled = Collections.synchronizedSet(new HashSet<>());
        AtomicInteger next = new AtomicInteger();
        List<ActorRef> others = Collections.synchronizedList(new ArrayList<>());
        Props props = Props.create(Chatterer.class, () -> new Chatterer(others, choices, sent, handled, next));
        for (int i = 0; i < 8; i++) {
            others.add(stage.actorOf(props));
        }
        sent.add(0);
        others.get(0).tell(0, ActorRef.noSender());
        int when = stage.isRehearsal() ? 100 : 1_000;
        stage.await(() -> handled.size() >= when);
        stage.system().terminate();
        stage.await(() -> stage.system().whenTerminated().toCompletableFuture().isDone());
        List<Integer> lost = stage.deadLetters().stream()
                .map(DeadLetter::message)
                .filter(Integer.class::isInstance)
                .map(Integer.class::cast)
                .toList();
        assertEquals(lost.size(), new HashSet<>(lost).size(), "no dead letter twice");
        assertEquals(sent.size(), handled.size() + lost.size());
        Set<Integer> all = new HashSet<>(handled);
        all.addAll(lost);
        assertEquals(sent, all);
    }
}
