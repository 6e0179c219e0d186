package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Props;
import io.garrick.actor.UnhandledMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

class BehaviorSpec {

    private static AbstractActor.Receive writing(Puppet self, String name) {
        return AbstractActor.receiveBuilder()
                .match(Puppet.Do.class, what -> what.on(self))
                .matchAny(message -> self.write(name + " " + message))
                .build();
    }

    @Staged
    @DisplayName("M05 createReceive runs once for each instance, and the first case that matches handles the message")
    void createReceive_messagesAndRestart_oncePerInstanceFirstCaseWins(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a")
                .quiet()
                .behavior(self -> {
                    journal.add("createReceive " + self.generation);
                    return AbstractActor.receiveBuilder()
                            .matchEquals("fail", any -> {
                                throw new Puppet.Crash();
                            })
                            .match(String.class, text -> text.isEmpty(), text -> journal.add("empty"))
                            .match(String.class, text -> journal.add("text " + text))
                            .match(CharSequence.class, text -> journal.add("too late"))
                            .matchAny(any -> journal.add("any"))
                            .build();
                })
                .props());
        for (Object message : List.of("one", "", "fail", new StringBuilder("two"), 3)) {
            actor.tell(message, ActorRef.noSender());
        }
        stage.expect(journal, "createReceive 1", "text one", "empty", "createReceive 2", "too late", "any");
    }

    @Staged
    @DisplayName(
            "M05 A message without a case is an UnhandledMessage on the event stream and one WARN that says who, what, from whom and what would match")
    void unhandled_noCase_publishedAndWarned(Stage stage) {
        stage.settings(settings -> settings.withUnhandledLogged(2));
        List<Object> published = Collections.synchronizedList(new ArrayList<>());
        Journal journal = new Journal();
        ActorRef listener = stage.actorOf(Puppet.role(journal, "listener")
                .behavior(self ->
                        AbstractActor.receiveBuilder().matchAny(published::add).build())
                .props());
        stage.system().eventStream().subscribe(listener, UnhandledMessage.class);
        ActorRef sender = stage.actorOf(Puppet.of(journal, "sender"));
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a")
                .behavior(self -> AbstractActor.receiveBuilder()
                        .match(String.class, journal::add)
                        .match(Integer.class, journal::add)
                        .build())
                .props());
        for (long i = 0; i < 5; i++) {
            actor.tell(i, sender);
        }
        stage.await(() -> published.size() == 5);
        for (long i = 0; i < 5; i++) {
            assertEquals(new UnhandledMessage(i, sender, actor), published.get((int) i));
        }
        List<String> warnings = stage.warnings();
        assertEquals(2, warnings.size(), warnings::toString);
        for (String part : List.of(
                actor.toString(),
                Long.class.getName(),
                sender.toString(),
                String.class.getName(),
                Integer.class.getName())) {
            assertTrue(warnings.get(0).contains(part), warnings.get(0));
        }
    }

    @Staged
    @DisplayName("M05 The WARN names what the current behaviour has cases for, not what createReceive gave")
    void unhandled_afterBecome_warningNamesTheCurrentCases(Stage stage) {
        ActorRef actor = stage.actorOf(Puppet.role(new Journal(), "a")
                .behavior(self -> AbstractActor.receiveBuilder()
                        .matchEquals(
                                "change",
                                any -> self.getContext()
                                        .become(AbstractActor.receiveBuilder()
                                                .match(Character.class, c -> {})
                                                .build()))
                        .build())
                .props());
        actor.tell("change", ActorRef.noSender());
        actor.tell(1.5, ActorRef.noSender());
        stage.await(() -> stage.warnings().size() == 1);
        String warning = stage.warnings().get(0);
        assertTrue(warning.contains("handles=[" + Character.class.getName() + "]"), warning);
        assertTrue(warning.contains(Double.class.getName()), warning);
        assertTrue(warning.contains(stage.system().deadLetters().toString()), warning);
    }

    /** Takes care itself of what it has no case for. */
    private static final class Caring extends AbstractActor {
        private final Journal journal;

        Caring(Journal journal) {
            this.journal = journal;
        }

        @Override
        public Receive createReceive() {
            journal.add("createReceive");
            return receiveBuilder()
                    .match(Integer.class, number -> getContext().become(emptyBehavior()))
                    .match(String.class, text -> journal.add("handled " + text))
                    .build();
        }

        @Override
        public void unhandled(Object message) {
            journal.add("unhandled " + message);
            getContext().unbecome();
        }
    }

    @Staged
    @DisplayName(
            "M05 unhandled is called for each message without a case; who overrides it decides whether anybody hears of it")
    void unhandled_overridden_nothingIsPublished(Stage stage) {
        Journal journal = new Journal();
        ActorRef listener = stage.actorOf(Puppet.of(journal, "listener"));
        stage.system().eventStream().subscribe(listener, UnhandledMessage.class);
        ActorRef actor = stage.actorOf(Props.create(Caring.class, journal));
        for (Object message : List.of("one", 'c', 2, "three", "four")) {
            actor.tell(message, ActorRef.noSender());
        }
        stage.expect(journal, "createReceive", "handled one", "unhandled c", "unhandled three", "handled four");
        assertEquals(List.of(), stage.warnings());
    }

    @Staged
    @DisplayName(
            "M06 become replaces the top unless it is told not to, unbecome returns to what is below, and at the bottom to createReceive")
    void become_replacedPushedAndPopped_isAStack(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a")
                .quiet()
                .behavior(self -> writing(self, "first"))
                .props());
        tell(actor, self -> self.getContext().become(writing(self, "second")));
        actor.tell(1, actor);
        tell(actor, self -> self.getContext().become(writing(self, "third"), false));
        actor.tell(2, actor);
        tell(actor, self -> self.getContext().become(writing(self, "fourth"), true));
        actor.tell(3, actor);
        tell(actor, self -> self.getContext().unbecome());
        actor.tell(4, actor);
        tell(actor, self -> self.getContext().unbecome());
        actor.tell(5, actor);
        tell(actor, self -> self.getContext().unbecome());
        actor.tell(6, actor);
        stage.expect(journal, "a second 1", "a third 2", "a fourth 3", "a second 4", "a first 5", "a first 6");
    }

    @Staged
    @DisplayName("M06 become in the constructor wins over createReceive, which unbecome then returns to")
    void become_inConstructor_winsOverCreateReceive(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a")
                .quiet()
                .constructor(self -> self.getContext().become(writing(self, "constructor")))
                .behavior(self -> writing(self, "createReceive"))
                .props());
        actor.tell(1, actor);
        tell(actor, self -> self.getContext().unbecome());
        actor.tell(2, actor);
        stage.expect(journal, "a constructor 1", "a createReceive 2");
    }

    @Staged
    @DisplayName(
            "M06 unbecome in the constructor leaves it to createReceive; become in createReceive and in preStart is legal too")
    void becomeAndUnbecome_beforeTheFirstMessage_areAStackToo(Stage stage) {
        Journal journal = new Journal();
        ActorRef undecided = stage.actorOf(Puppet.role(journal, "a")
                .quiet()
                .constructor(self -> {
                    self.getContext().unbecome();
                    self.getContext().become(writing(self, "never"));
                    self.getContext().unbecome();
                })
                .behavior(self -> writing(self, "createReceive"))
                .props());
        ActorRef eager = stage.actorOf(Puppet.role(journal, "b")
                .quiet()
                .preStart(self -> self.getContext().become(writing(self, "preStart"), false))
                .behavior(self -> {
                    self.getContext().become(writing(self, "in createReceive"), false);
                    return writing(self, "createReceive");
                })
                .props());
        undecided.tell(1, undecided);
        stage.await(journal, 1);
        for (int i = 2; i < 5; i++) {
            eager.tell(i, eager);
            tell(eager, self -> self.getContext().unbecome());
        }
        stage.expect(journal, "a createReceive 1", "b preStart 2", "b in createReceive 3", "b createReceive 4");
    }

    @Staged
    @DisplayName("M06 S03 A restart clears the behaviour stack")
    void become_thenRestart_isForgotten(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a")
                .quiet()
                .behavior(self -> writing(self, "first of " + self.generation))
                .props());
        tell(actor, self -> self.getContext().become(writing(self, "second"), false));
        tell(actor, self -> self.getContext().become(writing(self, "third"), false));
        actor.tell(1, actor);
        Puppet.crash(actor);
        actor.tell(2, actor);
        tell(actor, self -> self.getContext().unbecome());
        actor.tell(3, actor);
        stage.expect(journal, "a third 1", "a first of 2 2", "a first of 2 3");
    }
}
