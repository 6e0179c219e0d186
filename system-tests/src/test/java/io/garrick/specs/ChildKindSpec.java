package io.garrick.specs;

import static io.garrick.specs.Puppet.crash;
import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Props;
import io.garrick.actor.Terminated;
import io.garrick.supervision.ChildKind;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.RestForOneStrategy;
import io.garrick.supervision.RestartBudget;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;

class ChildKindSpec {

    private static final OneForOneStrategy PLAIN = new OneForOneStrategy(cause -> Directive.RESTART);

    private final Journal journal = new Journal();
    private final AtomicReference<ActorRef> child = new AtomicReference<>();

    /** A parent with one child "c", which it watches. */
    private ActorRef parent(Stage stage, SupervisorStrategy strategy, Props props) {
        ActorRef parent = stage.actorOf(new Puppet.Role(journal, "parent")
                .quiet()
                .strategy(strategy)
                .behavior(self -> AbstractActor.receiveBuilder()
                        .match(Puppet.Do.class, what -> what.on(self))
                        .match(Terminated.class, any -> self.write("heard"))
                        .build())
                .preStart(self -> {
                    child.set(self.getContext().actorOf(props, "c"));
                    self.getContext().watch(child.get());
                })
                .props());
        stage.await(() -> journal.has("c preStart 1"));
        stage.settle();
        journal.clear();
        return parent;
    }

    private Puppet.Role role() {
        return Puppet.role(journal, "c");
    }

    @Staged
    @DisplayName(
            "S09 A permanent child that stops itself is started again in place: ref, mailbox and watches are kept, nobody hears of an end")
    void permanent_stopsItself_startedAgainInPlace(Stage stage) {
        journal.clear();
        parent(stage, PLAIN, role().props().withKind(ChildKind.PERMANENT));
        ActorRef watched = stage.actorOf(Puppet.of(journal, "watched"));
        tell(child.get(), self -> self.getContext().watchWith(watched, "watched is gone"));
        tell(child.get(), self -> self.getContext().stop(self.self()));
        child.get().tell("after", ActorRef.noSender());
        stage.expect(journal, "c postStop 1", "c constructor 2", "c preStart 2", "c after");
        child.get().tell(PoisonPill.getInstance(), ActorRef.noSender());
        child.get().tell("after the pill", ActorRef.noSender());
        stage.await(journal, 8);
        watched.tell(PoisonPill.getInstance(), ActorRef.noSender());
        stage.await(() -> journal.has("c watched is gone"));
        stage.expect(
                journal,
                "c postStop 1",
                "c constructor 2",
                "c preStart 2",
                "c after",
                "c postStop 2",
                "c constructor 3",
                "c preStart 3",
                "c after the pill",
                "c watched is gone");
        assertEquals(
                2,
                stage.warnings().stream()
                        .filter(line -> line.contains("permanent actor ended and is started again"))
                        .count());
    }

    @Staged
    @DisplayName("S09 The kind of all children is the strategy's, where the child has none of its own")
    void kind_onTheStrategy_isForAllChildren(Stage stage) {
        journal.clear();
        stage.expectFailures();
        parent(stage, PLAIN.withKind(ChildKind.PERMANENT), role().props());
        child.get().tell(PoisonPill.getInstance(), ActorRef.noSender());
        stage.expect(journal, "c postStop 1", "c constructor 2", "c preStart 2");
        journal.clear();
        parent(
                stage,
                PLAIN.withKind(ChildKind.PERMANENT),
                Puppet.role(journal, "c").props().withKind(ChildKind.TRANSIENT));
        child.get().tell(PoisonPill.getInstance(), ActorRef.noSender());
        stage.await(() -> journal.has("parent heard"));
        stage.expect(journal, "c postStop 1", "parent heard");
    }

    @Staged
    @DisplayName("S09 Children made in the constructor have the strategy's kind, too, and so have top-level actors")
    void kind_onTheStrategy_isForEarlyChildren(Stage stage) {
        journal.clear();
        AtomicReference<ActorRef> made = new AtomicReference<>();
        stage.expectFailures();
        stage.settings(settings -> settings.withGuardianStrategy(PLAIN.withKind(ChildKind.PERMANENT)));
        ActorRef top = stage.actorOf(new Puppet.Role(journal, "top")
                .strategy(PLAIN.withKind(ChildKind.PERMANENT))
                .constructor(self ->
                        made.set(self.getContext().actorOf(role().quiet().props())))
                .props());
        stage.await(() -> journal.has("top preStart 1"));
        ActorRef early = made.get();
        early.tell(PoisonPill.getInstance(), ActorRef.noSender());
        early.tell("still here", ActorRef.noSender());
        stage.await(() -> journal.has("c still here"));
        top.tell(PoisonPill.getInstance(), ActorRef.noSender());
        stage.await(() -> journal.has("top preStart 2"));
        stage.settle();
        assertTrue(stage.deadLetters().isEmpty());
    }

    @Staged
    @DisplayName(
            "S09 A permanent child's ends count against the budget; when it is spent the child is gone, its postStop runs no second time")
    void permanent_budgetSpent_isGone(Stage stage) {
        journal.clear();
        stage.expectFailures();
        parent(
                stage,
                new OneForOneStrategy(1, RestartBudget.NO_WINDOW, cause -> Directive.RESTART),
                role().props().withKind(ChildKind.PERMANENT));
        child.get().tell(PoisonPill.getInstance(), ActorRef.noSender());
        child.get().tell(PoisonPill.getInstance(), ActorRef.noSender());
        stage.await(() -> journal.has("parent heard"));
        stage.expect(journal, "c postStop 1", "c constructor 2", "c preStart 2", "c postStop 2", "parent heard");
        assertTrue(
                stage.errors().stream().anyMatch(line -> line.contains("ended for good, its restarts are used up")),
                () -> "" + stage.errors());
    }

    @Staged
    @DisplayName("S09 A permanent child that its parent stops is gone, also while it is on its way to be started again")
    void permanent_stoppedByParent_isGone(Stage stage) {
        journal.clear();
        stage.expectFailures();
        CountDownLatch latch = new CountDownLatch(stage.isRehearsal() ? 0 : 1);
        ActorRef parent = parent(
                stage,
                PLAIN,
                role().constructor(self -> self.getContext()
                                .actorOf(Puppet.role(journal, "grandchild")
                                        .quiet()
                                        .postStop(last -> latch.await())
                                        .props()))
                        .props()
                        .withKind(ChildKind.PERMANENT));
        child.get().tell(PoisonPill.getInstance(), ActorRef.noSender());
        tell(parent, self -> self.getContext().stop(child.get()));
        latch.countDown();
        stage.await(() -> journal.has("parent heard"));
        stage.settle();
        assertTrue(stage.deadLetters().size() <= 1, "the pill may come too late");
        assertEquals("parent heard", journal.lines().get(journal.size() - 1));
        assertEquals(
                journal.startingWith("c constructor").size() + 1,
                journal.startingWith("c postStop").size(),
                journal::toString);
    }

    @Staged
    @DisplayName("S09 A temporary child is gone when it ends, and stopped by a failure whatever the decider says")
    void temporary_fails_isStoppedWhateverTheDeciderSays(Stage stage) {
        journal.clear();
        stage.expectFailures();
        for (Directive each : Directive.values()) {
            parent(
                    stage,
                    new OneForOneStrategy(cause -> each),
                    Puppet.role(journal, "c").props().withKind(ChildKind.TEMPORARY));
            crash(child.get());
            stage.await(() -> journal.has("parent heard"));
            stage.expect(journal, "c postStop 1", "parent heard");
            journal.clear();
        }
        parent(stage, PLAIN.withKind(ChildKind.TEMPORARY), role().props());
        child.get().tell(PoisonPill.getInstance(), ActorRef.noSender());
        stage.await(() -> journal.has("parent heard"));
    }

    @Staged
    @DisplayName("S09 In a group a permanent child's end restarts the others, as its failure would")
    void permanent_inAGroup_restartsTheOthers(Stage stage) {
        journal.clear();
        stage.expectFailures();
        ActorRef parent = parent(
                stage,
                new RestForOneStrategy(cause -> Directive.RESTART),
                role().props().withKind(ChildKind.PERMANENT));
        tell(
                parent,
                self -> self.getContext()
                        .actorOf(Puppet.role(journal, "younger").props()));
        stage.await(journal, 2);
        journal.clear();
        child.get().tell(PoisonPill.getInstance(), ActorRef.noSender());
        stage.expect(
                journal,
                "c postStop 1",
                "younger postStop 1",
                "c constructor 2",
                "c preStart 2",
                "younger constructor 2",
                "younger preStart 2");
    }

    @Staged
    @DisplayName(
            "S09 With ordered stop a parent stops its children in reverse order of start, each gone before the next; who is late is named")
    void orderedStop_parentEnds_youngestFirst(Stage stage) {
        journal.clear();
        Journal order = new Journal();
        CountDownLatch late = new CountDownLatch(1);
        boolean blocks = !stage.isRehearsal();
        ActorRef parent = stage.actorOf(new Puppet.Role(order, "parent")
                .strategy(PLAIN.withOrderedStop(Duration.ofMillis(blocks ? 300 : 60_000)))
                .preStart(self -> {
                    for (String name : new String[] {"a", "b", "c"}) {
                        self.getContext()
                                .actorOf(
                                        new Puppet.Role(order, name)
                                                .postStop(last -> {
                                                    if (blocks && name.equals("b")) {
                                                        late.await();
                                                    }
                                                })
                                                .props()
                                                .withDispatcher("pinned"),
                                        name);
                    }
                })
                .props());
        stage.await(order, 8);
        order.clear();
        parent.tell(PoisonPill.getInstance(), ActorRef.noSender());
        stage.await(() -> order.has("a postStop 1"));
        late.countDown();
        stage.expect(order, "c postStop 1", "b postStop 1", "a postStop 1", "parent postStop 1");
        assertEquals(
                blocks ? 1 : 0,
                stage.warnings().stream()
                        .filter(line -> line.contains("child does not end in time") && line.contains("/b#"))
                        .count(),
                () -> "" + stage.warnings());
    }
}
