package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.ConfigurationException;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.SystemSettings;
import io.garrick.dispatch.BoundedControlAwareMailbox;
import io.garrick.dispatch.BoundedPriorityMailbox;
import io.garrick.dispatch.ControlMessage;
import io.garrick.dispatch.Envelope;
import io.garrick.dispatch.MailboxType;
import io.garrick.dispatch.Overflow;
import io.garrick.dispatch.PriorityGenerator;
import io.garrick.dispatch.UnboundedControlAwareMailbox;
import io.garrick.dispatch.UnboundedPriorityMailbox;
import io.garrick.dispatch.UnboundedStablePriorityMailbox;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;

/** Mailboxes that do not hand over in the order of arrival. */
class OrderedMailboxSpec {

    private static final PriorityGenerator BY_LENGTH =
            PriorityGenerator.of(message -> message instanceof String text ? text.length() : 0);

    /** As its readers know it from elsewhere. */
    public static class MyPrioMailbox extends UnboundedStablePriorityMailbox {

        /** Called by the runtime. */
        public MyPrioMailbox(ActorSystem.Settings settings, Config config) {
            super(new PriorityGenerator() {
                @Override
                public int gen(Object message) {
                    if (message.equals(config.getString("first"))) {
                        return 0;
                    } else if (message.equals(settings.config().getString("my-program.last"))) {
                        return 2;
                    } else if (message.equals(PoisonPill.getInstance())) {
                        return 3;
                    } else {
                        return 1;
                    }
                }
            });
        }
    }

    private record Control(String text) implements ControlMessage {
        @Override
        public String toString() {
            return text;
        }
    }

    /** What the stage has, with what a configuration says added. */
    static UnaryOperator<SystemSettings> configured(String... lines) {
        Config config = ConfigFactory.parseString(String.join("\n", lines));
        return stage -> {
            SystemSettings settings = SystemSettings.from(config).withShutdownTimeout(stage.shutdownTimeout());
            return settings.withDispatcher(stage.dispatchers().get("pinned"));
        };
    }

    private static ActorRef with(Stage stage, Journal journal, MailboxType type) {
        stage.settings(settings -> settings.withMailbox("mine", type));
        return stage.actorOf(Puppet.of(journal, "a").withMailbox("mine"), "a");
    }

    /** Sends all this while the actor cannot look. */
    private static void tellAtOnce(ActorRef actor, Object... messages) {
        tell(actor, self -> List.of(messages).forEach(message -> self.self().tell(message, self.self())));
    }

    @Staged
    @DisplayName(
            "Q02 A program's own priority mailbox, named by the configuration, decides the order, of PoisonPill too")
    void ownMailbox_named_decidesTheOrder(Stage stage) {
        stage.settings(configured(
                "my-program.last = lowpriority",
                "garrick.mailboxes.prio-mailbox {",
                "  mailbox-type = \"io.garrick.specs.OrderedMailboxSpec$MyPrioMailbox\"",
                "  first = highpriority",
                "}"));
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a")
                .quiet()
                .postStop(self -> self.write("ends"))
                .props()
                .withMailbox("prio-mailbox"));
        tellAtOnce(
                actor,
                "lowpriority",
                PoisonPill.getInstance(),
                "lowpriority",
                "highpriority",
                "pigdog",
                "pigdog2",
                "pigdog3",
                "highpriority");
        stage.expect(
                journal,
                "a highpriority",
                "a highpriority",
                "a pigdog",
                "a pigdog2",
                "a pigdog3",
                "a lowpriority",
                "a lowpriority",
                "a ends");
    }

    @Staged
    @DisplayName("Q02 A mailbox type in the block of a dispatcher is that of the actors who run there")
    void ownMailbox_inDispatcher_decidesTheOrder(Stage stage) {
        stage.settings(configured(
                "my-program.last = c",
                "garrick.dispatchers.prio-dispatcher {",
                "  type = Dispatcher",
                "  throughput = 5",
                "  mailbox-type = \"io.garrick.specs.OrderedMailboxSpec$MyPrioMailbox\"",
                "  first = a",
                "}"));
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "x").withDispatcher("prio-dispatcher"));
        tellAtOnce(actor, "c", "b", "a");
        stage.expect(journal, "x a", "x b", "x c");
    }

    @Staged
    @DisplayName(
            "Q02 An id that is not under garrick is the path of a block in the whole configuration, of a dispatcher's too")
    void ownMailbox_namedByPath_decidesTheOrder(Stage stage) {
        String type = "mailbox-type = \"io.garrick.specs.OrderedMailboxSpec$MyPrioMailbox\"";
        stage.settings(configured(
                "my-program { last = c, mailbox { " + type + ", first = a }",
                "  dispatcher { type = PinnedDispatcher, executor = thread-pool-executor, " + type + ", first = b }",
                "  nothing { first = a } }"));
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "x").withMailbox("my-program.mailbox"));
        tellAtOnce(actor, "c", "b", "a");
        stage.expect(journal, "x a", "x b", "x c");
        ActorRef other = stage.actorOf(Puppet.of(journal, "y").withDispatcher("my-program.dispatcher"));
        tellAtOnce(other, "c", "a", "b");
        stage.expect(journal, "x a", "x b", "x c", "y b", "y a", "y c");
        for (String id : List.of("my-program.nothing", "my-program.last", "no.thing", "a b", "")) {
            assertThrows(
                    ConfigurationException.class,
                    () -> stage.actorOf(Puppet.of(journal, "z").withMailbox(id.isEmpty() ? "?" : id)));
            assertThrows(
                    ConfigurationException.class,
                    () -> stage.actorOf(Puppet.of(journal, "z").withDispatcher(id.isEmpty() ? "?" : id)));
        }
    }

    @Staged
    @DisplayName(
            "Q02 T04 What is unstashed goes before everything in a priority mailbox, in the order in which it was stashed")
    void unstashed_priorityMailbox_first(Stage stage) {
        Journal journal = new Journal();
        stage.settings(settings -> settings.withMailbox("mine", new UnboundedPriorityMailbox(BY_LENGTH)));
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a")
                .quiet()
                .behavior(self -> Puppet.receiveBuilder()
                        .match(Puppet.Do.class, what -> what.on(self))
                        .matchEquals("open", message -> {
                            self.getContext().become(self.obedient());
                            self.unstashAll();
                        })
                        .matchAny(message -> self.stash())
                        .build())
                .props()
                .withMailbox("mine"));
        tellAtOnce(actor, "ccc", "aaaaaaa", "bb", "open", "dddd", "e");
        stage.expect(journal, "a e", "a bb", "a ccc", "a dddd", "a aaaaaaa");
    }

    @Staged
    @DisplayName("Q02 S03 A restart keeps what waits in a priority mailbox, and its order")
    void restart_priorityMailbox_kept(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef actor = with(stage, journal, new UnboundedPriorityMailbox(BY_LENGTH));
        tell(actor, self -> {
            for (String text : List.of("333", "1", "4444", "22")) {
                self.self().tell(text, ActorRef.noSender());
            }
            throw new Puppet.Crash();
        });
        stage.expect(journal, "a 1", "a 22", "a 333", "a 4444");
    }

    @Staged
    @DisplayName("Q02 Q03 What is left in a priority mailbox when its actor stops is in the dead letters, each once")
    void stop_priorityMailbox_restIsDead(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = with(stage, journal, new UnboundedPriorityMailbox(BY_LENGTH));
        tell(actor, self -> {
            for (String text : List.of("333", "1", "22")) {
                self.self().tell(text, self.self());
            }
            self.getContext().stop(self.self());
        });
        stage.await(() -> stage.deadLetters().size() == 3);
        assertEquals(
                List.of("1", "22", "333"),
                stage.deadLetters().stream().map(DeadLetter::message).toList());
        stage.deadLetters().forEach(letter -> assertEquals(DeadLetter.Reason.STOPPED, letter.reason()));
    }

    @Staged
    @DisplayName("Q02 M03 A generator that throws is logged once; no sender hears of it and every message is handled")
    void generator_throws_loggedOnce(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = with(stage, journal, new UnboundedPriorityMailbox(PriorityGenerator.of(message -> {
            if (message.equals("odd")) {
                throw new IllegalStateException("cannot rank");
            }
            return 0;
        })));
        tellAtOnce(actor, "odd", "x", "odd", "y");
        stage.expect(journal, "a x", "a y", "a odd", "a odd");
        assertEquals(1, stage.errors().size(), () -> stage.errors().toString());
        assertTrue(stage.hasLogged("cannot rank"));
    }

    @Staged
    @DisplayName("Q02 A comparator sees message and sender")
    void comparator_bySender_decidesTheOrder(Stage stage) {
        Journal journal = new Journal();
        Comparator<Envelope> bySender = Comparator.comparing(
                envelope -> ((ActorRef) envelope.sender()).path().name());
        ActorRef actor = with(stage, journal, new UnboundedPriorityMailbox(bySender));
        ActorRef late = stage.actorOf(Puppet.of(journal, "late"), "z-late");
        ActorRef soon = stage.actorOf(Puppet.of(journal, "soon"), "a-soon");
        tell(actor, self -> {
            self.self().tell("from z", late);
            self.self().tell("from nobody", ActorRef.noSender());
            self.self().tell("from a", soon);
        });
        stage.expect(journal, "a from a", "a from nobody", "a from z");
    }

    @Staged
    @DisplayName("Q02 Control messages go first, bounded or not")
    void controlAware_controlFirst(Stage stage) {
        stage.settings(settings -> settings.withMailbox("control", new UnboundedControlAwareMailbox())
                .withMailbox("bounded", new BoundedControlAwareMailbox(100, Overflow.dropNewest())));
        for (String mailbox : List.of("control", "bounded")) {
            Journal journal = new Journal();
            ActorRef actor = stage.actorOf(Puppet.of(journal, "a").withMailbox(mailbox));
            tellAtOnce(actor, "1", new Control("first"), "2", new Control("second"));
            stage.expect(journal, "a first", "a second", "a 1", "a 2");
        }
    }

    @Staged
    @DisplayName(
            "Q02 Ticks, Terminated and PoisonPill neither count against the bound of a priority mailbox nor are dropped")
    void boundedPriority_exempt_alwaysFit(Stage stage) {
        Journal journal = new Journal();
        stage.settings(settings -> settings.withMailbox(
                "mine",
                new BoundedPriorityMailbox(
                        PriorityGenerator.of(message -> message == PoisonPill.getInstance() ? 1 : 0),
                        1,
                        Overflow.dropOldest())));
        ActorRef mortal = stage.actorOf(Puppet.of(journal, "mortal"), "mortal");
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a")
                .quiet()
                .postStop(self -> self.write("ends"))
                .props()
                .withMailbox("mine"));
        tell(actor, self -> {
            self.getContext().watchWith(mortal, "mortal is gone");
            self.getTimers().startSingleTimer("key", "tick", Duration.ofMillis(1));
        });
        stage.settle();
        mortal.tell(PoisonPill.getInstance(), ActorRef.noSender());
        stage.await(journal, 2);
        assertEquals(
                List.of("a mortal is gone", "a tick"),
                journal.lines().stream().sorted().toList());
        tellAtOnce(actor, PoisonPill.getInstance(), "lost", "kept");
        stage.await(() -> journal.has("a ends"));
        assertEquals("a kept", journal.lines().get(2));
        assertEquals(
                List.of("lost"),
                stage.deadLetters().stream().map(DeadLetter::message).toList());
    }
}
