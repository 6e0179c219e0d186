package io.garrick.specs;

import static io.garrick.specs.Puppet.crash;
import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Props;
import io.garrick.supervision.AllForOneStrategy;
import io.garrick.supervision.ChildKind;
import io.garrick.supervision.Decider;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.RestForOneStrategy;
import io.garrick.supervision.RestartBudget;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;

class GroupSpec {

    private static final Decider RESTARTING = cause -> Directive.RESTART;
    private static final List<String> NAMES = List.of("a", "b", "c", "d");

    private final Journal journal = new Journal();
    private final Map<String, ActorRef> refs = new ConcurrentHashMap<>();

    private Puppet.Role member(String name) {
        return Puppet.role(journal, name);
    }

    /** An actor that supervises children of these names, which are started in this order; the journal begins when all are up. */
    private ActorRef parent(Stage stage, SupervisorStrategy strategy, UnaryOperator<Puppet.Role> change) {
        refs.clear();
        ActorRef parent = stage.actorOf(new Puppet.Role(journal, "parent")
                .quiet()
                .strategy(strategy)
                .preStart(self -> NAMES.forEach(name -> refs.put(
                        name,
                        self.getContext().actorOf(change.apply(member(name)).props(), name))))
                .props());
        stage.await(() -> NAMES.stream().allMatch(name -> journal.has(name + " preStart 1")));
        stage.settle();
        journal.clear();
        return parent;
    }

    private ActorRef parent(Stage stage, SupervisorStrategy strategy) {
        return parent(stage, strategy, role -> role);
    }

    private static String[] restarts(int generation, String... names) {
        List<String> lines = new ArrayList<>();
        for (int i = names.length - 1; i >= 0; i--) {
            lines.add(names[i] + " postStop " + generation);
        }
        for (String each : names) {
            lines.add(each + " constructor " + (generation + 1));
            lines.add(each + " preStart " + (generation + 1));
        }
        return lines.toArray(new String[0]);
    }

    @Staged
    @DisplayName(
            "S09 behaviour 7: Rest-for-one: the failed child and those started after it, stopped youngest first and started again oldest first")
    void restForOne_oneFails_itAndTheYoungerInOrder(Stage stage) {
        journal.clear();
        stage.expectFailures();
        parent(stage, new RestForOneStrategy(RESTARTING));
        crash(refs.get("b"));
        stage.expect(journal, restarts(1, "b", "c", "d"));
        journal.clear();
        crash(refs.get("d"));
        stage.await(() -> journal.has("d preStart 3"));
        stage.expect(journal, restarts(2, "d"));
        assertEquals(2, stage.errors().size(), "one line in the log for each failure");
    }

    @Staged
    @DisplayName(
            "S09 behaviour 7: All-for-one with ordered restart: all children, stopped youngest first and started again oldest first")
    void allForOneOrdered_oneFails_allInOrder(Stage stage) {
        journal.clear();
        stage.expectFailures();
        parent(stage, new AllForOneStrategy(RESTARTING).withOrderedRestart());
        crash(refs.get("c"));
        stage.expect(journal, restarts(1, "a", "b", "c", "d"));
    }

    @Staged
    @DisplayName("S09 behaviour 7: All-for-one and one-for-one: exactly the expected set is restarted")
    void allForOneAndOneForOne_oneFails_exactlyThese(Stage stage) {
        journal.clear();
        stage.expectFailures();
        parent(stage, new AllForOneStrategy(RESTARTING));
        crash(refs.get("c"));
        stage.await(journal, 12);
        assertEquals(12, journal.size(), journal::toString);
        for (String each : NAMES) {
            assertEquals(List.of(restarts(1, each)), journal.startingWith(each + " "), "each has taken its own way");
        }
        journal.clear();
        parent(stage, new OneForOneStrategy(RESTARTING));
        crash(refs.get("b"));
        stage.expect(journal, restarts(1, "b"));
    }

    @Staged
    @DisplayName(
            "S09 behaviour 7: Nested: a failure that an all-for-one parent escalates restarts that parent's group, and its children are new")
    void nested_escalated_groupsOfBothLevels(Stage stage) {
        journal.clear();
        stage.expectFailures();
        Map<String, ActorRef> inner = new ConcurrentHashMap<>();
        parent(
                stage,
                new RestForOneStrategy(RESTARTING),
                role -> role.name.equals("b")
                        ? role.strategy(new AllForOneStrategy(cause -> Directive.ESCALATE))
                                .constructor(self -> List.of("x", "y")
                                        .forEach(name -> inner.put(
                                                name,
                                                self.getContext()
                                                        .actorOf(member(name).props(), name))))
                        : role);
        stage.settle();
        journal.clear();
        crash(inner.get("x"));
        stage.await(() -> journal.has("d preStart 2") && journal.has("y preStart 1") && journal.has("x preStart 1"));
        stage.settle();
        List<String> outer = new ArrayList<>(journal.lines());
        outer.removeIf(line -> line.startsWith("x ") || line.startsWith("y "));
        assertEquals(List.of(restarts(1, "b", "c", "d")), outer);
        assertEquals(1, journal.count("x postStop 1"));
        assertEquals(1, journal.count("y postStop 1"));
    }

    @Staged
    @DisplayName("S02 S09 Siblings keep ref and mailbox, and get the cause of the one that failed and no message")
    void restForOne_siblings_getCauseAndNoMessage(Stage stage) {
        journal.clear();
        stage.expectFailures();
        List<Object> given = Collections.synchronizedList(new ArrayList<>());
        Puppet.Crash crash = new Puppet.Crash();
        Map<String, ActorRef> made = new ConcurrentHashMap<>();
        Props told = Props.create(Told.class, () -> new Told(given));
        stage.actorOf(new Puppet.Role(journal, "parent")
                .quiet()
                .strategy(new RestForOneStrategy(RESTARTING))
                .preStart(self -> List.of("one", "two")
                        .forEach(name -> made.put(name, self.getContext().actorOf(told, name))))
                .props());
        stage.await(() -> made.size() == 2);
        made.get("one").tell(crash, ActorRef.noSender());
        made.get("two").tell("hello", ActorRef.noSender());
        stage.await(() -> given.size() == 5);
        stage.settle();
        given.remove("hello");
        assertEquals(List.of("two", Optional.empty(), "one", Optional.of(crash)), given);
    }

    /** Says what its hooks are given. */
    private static final class Told extends AbstractActor {
        private final List<Object> given;

        Told(List<Object> given) {
            this.given = given;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Puppet.Crash.class, crash -> {
                        throw crash;
                    })
                    .matchAny(given::add)
                    .build();
        }

        @Override
        public void preRestart(Throwable reason, Optional<Object> message) {
            assertSame(Puppet.Crash.class, reason.getClass());
            given.add(self().path().name());
            given.add(message);
        }
    }

    @Staged
    @DisplayName(
            "S09 Each is gone, with its children, before the next is told to stop, and there before the next is started")
    void restForOne_slowMembers_nextWaits(Stage stage) {
        journal.clear();
        stage.expectFailures();
        CountDownLatch slow = new CountDownLatch(stage.isRehearsal() ? 0 : 1);
        parent(
                stage,
                new RestForOneStrategy(RESTARTING),
                role -> role.name.equals("d")
                        ? role.constructor(self -> self.getContext()
                                .actorOf(member("grandchild")
                                        .quiet()
                                        .postStop(last -> {
                                            slow.await();
                                            last.write("gone");
                                        })
                                        .props()))
                        : role);
        crash(refs.get("c"));
        if (!stage.isRehearsal()) {
            stage.await(() -> journal.has("d postStop 1"));
            slow.countDown();
        }
        stage.expect(
                journal,
                "d postStop 1",
                "grandchild gone",
                "c postStop 1",
                "c constructor 2",
                "c preStart 2",
                "d constructor 2",
                "d preStart 2");
    }

    @Staged
    @DisplayName("S09 A child that fails while its group is being restarted counts once and starts no second round")
    void restForOne_memberFailsAtItsRestart_countsOnceAndAlone(Stage stage) {
        journal.clear();
        stage.expectFailures();
        AtomicBoolean failed = new AtomicBoolean();
        parent(
                stage,
                new RestForOneStrategy(2, RestartBudget.NO_WINDOW, RESTARTING),
                role -> role.name.equals("c")
                        ? role.preStart(self -> {
                            if (self.generation == 2 && !failed.getAndSet(true)) {
                                throw new Puppet.Crash();
                            }
                        })
                        : role);
        crash(refs.get("b"));
        stage.expect(
                journal,
                "d postStop 1",
                "c postStop 1",
                "b postStop 1",
                "b constructor 2",
                "b preStart 2",
                "c constructor 2",
                "c preStart 2",
                "c constructor 3",
                "c preStart 3",
                "d constructor 2",
                "d preStart 2");
        journal.clear();
        crash(refs.get("b"));
        stage.expect(journal, "d postStop 2", "c postStop 3", "b postStop 2");
    }

    @Staged
    @DisplayName(
            "S09 One that fails while all are started again in order is started alone: those before it do not go down once more")
    void allForOneInOrder_memberFailsAtItsRestart_startsNoSecondRound(Stage stage) {
        journal.clear();
        stage.expectFailures();
        AtomicBoolean failed = new AtomicBoolean();
        parent(
                stage,
                new AllForOneStrategy(2, RestartBudget.NO_WINDOW, RESTARTING).withOrderedRestart(),
                role -> role.name.equals("c")
                        ? role.preStart(self -> {
                            if (self.generation == 2 && !failed.getAndSet(true)) {
                                throw new Puppet.Crash();
                            }
                        })
                        : role);
        crash(refs.get("b"));
        stage.expect(
                journal,
                "d postStop 1",
                "c postStop 1",
                "b postStop 1",
                "a postStop 1",
                "a constructor 2",
                "a preStart 2",
                "b constructor 2",
                "b preStart 2",
                "c constructor 2",
                "c preStart 2",
                "c constructor 3",
                "c preStart 3",
                "d constructor 2",
                "d preStart 2");
    }

    @Staged
    @DisplayName(
            "S10 behaviour 6: The budget of a group belongs to the group: failures of different children count together, and it ends with all of it")
    void budget_ofAGroup_isShared(Stage stage) {
        journal.clear();
        stage.expectFailures();
        parent(stage, new AllForOneStrategy(2, Duration.ofHours(1), RESTARTING).withOrderedRestart());
        crash(refs.get("a"));
        stage.await(() -> journal.has("d preStart 2"));
        crash(refs.get("b"));
        stage.await(() -> journal.has("d preStart 3"));
        journal.clear();
        crash(refs.get("c"));
        stage.expect(journal, "d postStop 3", "c postStop 3", "b postStop 3", "a postStop 3");
        assertTrue(stage.errors().stream().anyMatch(line -> line.contains("its restarts are used up")));
    }

    @Staged
    @DisplayName(
            "S09 Stop is for the group as well, resume for the child that failed; temporary children of a restarted group do not come back")
    void directives_ofGroups_concernWhomTheyShould(Stage stage) {
        journal.clear();
        stage.expectFailures();
        AtomicBoolean resumes = new AtomicBoolean(true);
        parent(stage, new RestForOneStrategy(cause -> resumes.get() ? Directive.RESUME : Directive.STOP));
        crash(refs.get("b"));
        tell(refs.get("b"), self -> self.write("goes on"));
        stage.expect(journal, "b goes on");
        resumes.set(false);
        crash(refs.get("c"));
        stage.expect(journal, "b goes on", "d postStop 1", "c postStop 1");

        journal.clear();
        ActorRef parent = stage.actorOf(new Puppet.Role(journal, "parent")
                .quiet()
                .strategy(new RestForOneStrategy(RESTARTING))
                .preStart(self -> {
                    refs.put("x", self.getContext().actorOf(member("x").props()));
                    self.getContext().actorOf(member("y").props().withKind(ChildKind.TEMPORARY));
                })
                .props());
        stage.await(journal, 4);
        journal.clear();
        crash(refs.get("x"));
        stage.expect(journal, "y postStop 1", "x postStop 1", "x constructor 2", "x preStart 2");
        tell(
                parent,
                self -> self.getContext()
                        .getChildren()
                        .forEach(each -> self.write("has " + each.path().name())));
        stage.await(() -> journal.has("parent has $a"));
        assertEquals(1, journal.startingWith("parent has").size());
    }
}
