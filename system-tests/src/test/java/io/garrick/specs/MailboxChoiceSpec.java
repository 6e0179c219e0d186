package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ConfigurationException;
import io.garrick.actor.Deployment;
import io.garrick.actor.MailboxFullException;
import io.garrick.actor.Props;
import io.garrick.actor.StashOverflowException;
import io.garrick.actor.SystemSettings;
import io.garrick.dispatch.BoundedMessageQueueSemantics;
import io.garrick.dispatch.ControlAwareMessageQueueSemantics;
import io.garrick.dispatch.ControlMessage;
import io.garrick.dispatch.DequeBasedMessageQueueSemantics;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.dispatch.MailboxType;
import io.garrick.dispatch.Mailboxes;
import io.garrick.dispatch.MessageQueue;
import io.garrick.dispatch.MultipleConsumerSemantics;
import io.garrick.dispatch.Overflow;
import io.garrick.dispatch.QueueOwner;
import io.garrick.dispatch.RequiresMessageQueue;
import io.garrick.dispatch.UnboundedMessageQueueSemantics;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which mailbox an actor gets. */
class MailboxChoiceSpec {

    /** Tells itself more and more, and writes how much fits: each mailbox of these specs has another bound. */
    static class Measuring extends AbstractActor {
        private final Journal journal;

        Measuring(Journal journal) {
            this.journal = journal;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchEquals("measure", message -> measure())
                    .matchAny(message -> {})
                    .build();
        }

        private void measure() {
            int fit = 0;
            try {
                while (fit < 100) {
                    self().tell(fit, ActorRef.noSender());
                    fit++;
                }
            } catch (MailboxFullException full) {
                journal.add("bound " + fit);
                return;
            }
            journal.add("no bound");
        }
    }

    /** Wants a bounded mailbox. */
    static class WantsBounded extends Measuring implements RequiresMessageQueue<BoundedMessageQueueSemantics> {
        WantsBounded(Journal journal) {
            super(journal);
        }
    }

    /** Inherits the demand. */
    static class WantsBoundedToo extends WantsBounded {
        WantsBoundedToo(Journal journal) {
            super(journal);
        }
    }

    /** Wants what its interface says. */
    interface WantsDeque extends RequiresMessageQueue<DequeBasedMessageQueueSemantics> {}

    /** Wants a deque, as a stash of the old days did. */
    static class OldStash extends Measuring implements WantsDeque {
        OldStash(Journal journal) {
            super(journal);
        }
    }

    /** Does not say what it wants. */
    static class WantsSomething<T> extends Measuring implements RequiresMessageQueue<T> {
        WantsSomething(Journal journal) {
            super(journal);
        }
    }

    /** What a program demands of its own queues. */
    interface OwnSemantics {}

    /** Wants a queue of the program's own. */
    static class WantsOwn extends Measuring implements RequiresMessageQueue<OwnSemantics> {
        WantsOwn(Journal journal) {
            super(journal);
        }
    }

    /** A mailbox of the program's own. */
    static final class OwnMailbox implements MailboxType {
        @Override
        public MessageQueue newQueue(QueueOwner owner) {
            MessageQueue queue = Mailboxes.bounded(5, Overflow.fail()).newQueue(owner);
            return java.util.Objects.requireNonNull(queue);
        }

        @Override
        public List<Class<?>> semantics() {
            return List.of(OwnSemantics.class);
        }
    }

    /** Four mailboxes, one for each place that may name one; and a dispatcher that names the third. */
    private static SystemSettings places(SystemSettings settings) {
        SystemSettings changed = settings;
        for (int bound = 1; bound <= 4; bound++) {
            changed = changed.withMailbox("of-" + bound, Mailboxes.bounded(bound, Overflow.fail()));
        }
        return changed.withMailbox("unbounded", Mailboxes.unbounded())
                .withMailbox("own", new OwnMailbox())
                .withDispatcher(DispatcherSettings.of("naming").withMailbox("of-3"))
                .withDispatcher(DispatcherSettings.of("naming-unbounded").withMailbox("unbounded"))
                .withDispatcher(DispatcherSettings.of("demanding")
                        .withMailboxRequirement(MultipleConsumerSemantics.class.getName()))
                .withMailboxRequirement(BoundedMessageQueueSemantics.class.getName(), "of-4")
                .withDeployment("/deployed", new Deployment("", "of-1"))
                .withDeployment("/deployed-unbounded", new Deployment("", "unbounded"))
                .withDeployment("/moved", new Deployment("naming", ""));
    }

    private static void measures(Stage stage, Props props, String name, Journal journal, String expected) {
        int before = journal.size();
        stage.actorOf(props, name).tell("measure", ActorRef.noSender());
        stage.await(journal, before + 1);
        assertEquals(expected, journal.lines().get(before));
    }

    @Staged
    @DisplayName(
            "Q04 Deployment goes before props, props before dispatcher, dispatcher before demand, demand before default")
    void mailbox_namedInManyPlaces_byPrecedence(Stage stage) {
        stage.settings(MailboxChoiceSpec::places);
        Journal journal = new Journal();
        Props plain = Props.create(Measuring.class, () -> new Measuring(journal));
        Props demands = Props.create(WantsBoundedToo.class, () -> new WantsBoundedToo(journal));
        Props all = demands.withDispatcher("naming").withMailbox("of-2");
        measures(stage, all, "deployed", journal, "bound 1");
        measures(stage, all, "props", journal, "bound 2");
        measures(stage, demands.withDispatcher("naming"), "dispatcher", journal, "bound 3");
        measures(stage, plain.withDispatcher("naming"), "dispatcher-only", journal, "bound 3");
        measures(stage, plain, "moved", journal, "bound 3");
        measures(stage, demands, "demand", journal, "bound 4");
        measures(stage, plain, "default", journal, "no bound");
    }

    private static void refused(Stage stage, Props props, String name, String... parts) {
        ConfigurationException refused = assertThrows(ConfigurationException.class, () -> stage.actorOf(props, name));
        for (String part : parts) {
            assertTrue(refused.getMessage().contains(part), refused::getMessage);
        }
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName(
            "Q04 A mailbox that does not meet the demand, whoever names it, is refused at actorOf with class, demand and what was found")
    void mailbox_notWhatIsDemanded_isRefused(Stage stage) {
        stage.settings(MailboxChoiceSpec::places);
        Journal journal = new Journal();
        Props demands = Props.create(WantsBounded.class, () -> new WantsBounded(journal));
        String[] said = {WantsBounded.class.getName(), BoundedMessageQueueSemantics.class.getName(), "found=unbounded"};
        refused(stage, demands.withMailbox("unbounded"), "by-props", said);
        refused(stage, demands, "deployed-unbounded", said);
        refused(stage, demands.withDispatcher("naming-unbounded"), "by-dispatcher", said);
        Props own = Props.create(WantsOwn.class, () -> new WantsOwn(journal));
        refused(stage, own, "nothing-known", OwnSemantics.class.getName(), "garrick.mailbox-requirements");
        refused(stage, own.withMailbox("of-1"), "not-own", OwnSemantics.class.getName(), "found=of-1");
        Props vague = Props.create(WantsSomething.class, () -> new WantsSomething<>(journal));
        refused(stage, vague, "vague", "demand must name an interface");
        Props plain = Props.create(Measuring.class, () -> new Measuring(journal));
        refused(
                stage,
                plain.withDispatcher("demanding").withMailbox("unbounded"),
                "dispatchers-demand",
                MultipleConsumerSemantics.class.getName(),
                "dispatcher=demanding");
        measures(stage, demands, "by-props", journal, "bound 4"); // the name is free
    }

    @Staged
    @DisplayName(
            "Q04 A demand that is met is granted: by the program's own mailbox, by any for a deque, by one for many consumers")
    void mailbox_meetsTheDemand_isUsed(Stage stage) {
        stage.settings(MailboxChoiceSpec::places);
        Journal journal = new Journal();
        measures(
                stage,
                Props.create(WantsOwn.class, () -> new WantsOwn(journal)).withMailbox("own"),
                "own",
                journal,
                "bound 5");
        Props deque = Props.create(OldStash.class, () -> new OldStash(journal));
        measures(stage, deque, "deque", journal, "no bound");
        measures(stage, deque.withMailbox("of-2"), "bounded-deque", journal, "bound 2");
        Props plain = Props.create(Measuring.class, () -> new Measuring(journal));
        measures(stage, plain.withDispatcher("demanding"), "many", journal, "no bound");
        measures(stage, plain.withDispatcher("demanding").withMailbox("of-3"), "many-bounded", journal, "bound 3");
    }

    /** Wants control messages first. */
    static class WantsControl extends AbstractActor implements RequiresMessageQueue<ControlAwareMessageQueueSemantics> {
        private final Journal journal;

        WantsControl(Journal journal) {
            this.journal = journal;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchEquals("go", message -> {
                        self().tell("plain", self());
                        self().tell(new Urgent(), self());
                    })
                    .matchAny(message -> journal.add(message.toString()))
                    .build();
        }
    }

    private record Urgent() implements ControlMessage {}

    @Staged
    @DisplayName("Q04 Who demands and names nothing gets a mailbox that meets the demand; a bounded one holds 1,000")
    void demand_nothingNamed_isMet(Stage stage) {
        Journal journal = new Journal();
        stage.actorOf(Props.create(WantsControl.class, () -> new WantsControl(journal)))
                .tell("go", ActorRef.noSender());
        stage.expect(journal, "Urgent[]", "plain");
        class Flood extends AbstractActor implements RequiresMessageQueue<BoundedMessageQueueSemantics> {
            @Override
            public Receive createReceive() {
                return receiveBuilder()
                        .matchEquals(
                                "go",
                                message -> IntStream.range(0, 1_005).forEach(i -> self().tell(i, ActorRef.noSender())))
                        .matchAny(message -> {})
                        .build();
            }
        }
        stage.actorOf(Props.create(Flood.class, Flood::new)).tell("go", ActorRef.noSender());
        stage.await(() -> stage.deadLetters().size() == 5);
        stage.settle();
        assertEquals(5, stage.deadLetters().size());
    }

    @Staged
    @DisplayName("Q04 T04 How much may be stashed is said for each mailbox, where the mailbox is described")
    void stashCapacity_ofMailbox_holds(Stage stage) {
        stage.settings(OrderedMailboxSpec.configured(
                "garrick.stash-capacity = 3",
                "garrick.mailboxes.small { stash-capacity = 1 }",
                "garrick.mailboxes.other { capacity = 100 }",
                "garrick.dispatchers.d { stash-capacity = 2 }"));
        Journal journal = new Journal();
        stashes(stage, Puppet.role(journal, "none"), props -> props);
        stashes(stage, Puppet.role(journal, "other"), props -> props.withMailbox("other"));
        stashes(stage, Puppet.role(journal, "small"), props -> props.withMailbox("small"));
        stashes(stage, Puppet.role(journal, "dispatcher"), props -> props.withDispatcher("d"));
        stage.await(journal, 4);
        assertEquals(
                List.of("dispatcher full at 2", "none full at 3", "other full at 3", "small full at 1"),
                journal.lines().stream().sorted().toList());
        stage.deadLetters();
    }

    private static void stashes(Stage stage, Puppet.Role role, java.util.function.UnaryOperator<Props> where) {
        int[] stashed = {0};
        ActorRef actor = stage.actorOf(where.apply(role.quiet()
                .behavior(self -> AbstractActor.receiveBuilder()
                        .matchAny(message -> {
                            try {
                                self.stash();
                                stashed[0]++;
                            } catch (StashOverflowException full) {
                                self.write("full at " + stashed[0]);
                                self.getContext().become(self.obedient());
                            }
                        })
                        .build())
                .props()));
        for (int i = 0; i < 4; i++) {
            tell(actor, self -> {});
        }
    }

    @Test
    @DisplayName("Q04 What is unbounded says so")
    void semantics_unbounded_metByDefault() {
        assertTrue(Mailboxes.unbounded().meets(UnboundedMessageQueueSemantics.class));
    }
}
