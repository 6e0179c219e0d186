package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSelection;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.InvalidMessageException;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.spi.SystemServices;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;

class SelectionSpec {

    private static final ActorRef NOBODY = ActorRef.noSender();

    /** An actor {@code name} with children of these names. */
    private static ActorRef family(Stage stage, Journal journal, String name, String... children) {
        ActorRef parent = stage.actorOf(
                Puppet.role(journal, name)
                        .quiet()
                        .preStart(self -> {
                            for (String child : children) {
                                self.getContext().actorOf(Puppet.of(journal, name + "/" + child), child);
                            }
                        })
                        .props(),
                name);
        stage.settle();
        return parent;
    }

    @Staged
    @DisplayName("M12 A path from the root reaches the actor, from the system and from any context")
    void absolute_systemAndContext_reachesTheActor(Stage stage) {
        Journal journal = new Journal();
        ActorRef a = family(stage, journal, "a", "c");
        stage.system().actorSelection("/user/a/c").tell(1, NOBODY);
        stage.system().actorSelection("user/a/c").tell(2, NOBODY);
        stage.settle();
        tell(a, self -> self.getContext().actorSelection("/user/a/c").tell(3, self.self()));
        stage.expect(journal, "a/c 1", "a/c 2", "a/c 3");
    }

    @Staged
    @DisplayName("M12 A relative path begins at the actor itself; .. is the parent, and above the root is the root")
    void relative_context_beginsAtTheActor(Stage stage) {
        Journal journal = new Journal();
        ActorRef a = family(stage, journal, "a", "c", "d");
        tell(a, self -> {
            self.getContext().actorSelection("c").tell(1, self.self());
            self.getContext().actorSelection("c/../d").tell(2, self.self());
            self.getContext().actorSelection("../a/d").tell(3, self.self());
            self.getContext().actorSelection("../../../../user/a/d").tell(4, self.self());
            self.getContext().actorSelection("c/..").tell(5, self.self());
        });
        stage.await(journal, 5);
        assertEquals(List.of("a/c 1"), journal.startingWith("a/c"));
        assertEquals(List.of("a/d 2", "a/d 3", "a/d 4"), journal.startingWith("a/d"));
        assertEquals(List.of("a 5"), journal.startingWith("a "));
    }

    @Staged
    @DisplayName("M12 * and ? mean every sibling that fits, at any level; each gets the message once")
    void wildcards_anyLevel_reachEveryoneWhoFitsOnce(Stage stage) {
        Journal journal = new Journal();
        family(stage, journal, "a", "x1", "x2", "y1");
        family(stage, journal, "b", "x1", "z");
        assertReached(stage, journal, "/user/a/*", "a/x1", "a/x2", "a/y1");
        assertReached(stage, journal, "/user/a/x?", "a/x1", "a/x2");
        assertReached(stage, journal, "/user/*/x1", "a/x1", "b/x1");
        assertReached(stage, journal, "/user/?/*1", "a/x1", "a/y1", "b/x1");
        assertReached(stage, journal, "/user/a/*/../*", "a/x1", "a/x2", "a/y1");
        assertReached(stage, journal, "/us*/a/y*", "a/y1");
        assertReached(stage, journal, "/user/*", "a", "b");
    }

    private static void assertReached(Stage stage, Journal journal, String selection, String... names) {
        journal.clear();
        stage.system().actorSelection(selection).tell("m", NOBODY);
        stage.settle();
        List<String> expected = List.of(names).stream().map(name -> name + " m").toList();
        assertEquals(expected, journal.lines().stream().sorted().toList(), selection);
    }

    @Staged
    @DisplayName("M12 Unnamed actors are selected by their number's name, and by wildcards")
    void unnamed_selectedByName_areReached(Stage stage) {
        Journal journal = new Journal();
        ActorRef first = stage.actorOf(Puppet.of(journal, "first"));
        stage.actorOf(Puppet.of(journal, "second"));
        stage.system().actorSelection("/user/" + first.path().name()).tell(1, NOBODY);
        stage.settle();
        stage.system().actorSelection("/user/$?").tell(2, NOBODY);
        stage.await(journal, 3);
        assertEquals(List.of("first 1", "first 2"), journal.startingWith("first"));
        assertEquals(List.of("second 2"), journal.startingWith("second"));
    }

    @Staged
    @DisplayName("M12 A selection is looked up when it is told: whoever is there then gets the message")
    void selection_actorComesAndGoes_reachesWhoIsThere(Stage stage) {
        Journal journal = new Journal();
        ActorSelection selection = stage.system().actorSelection("/user/a");
        selection.tell("too early", NOBODY);
        ActorRef first = stage.actorOf(Puppet.of(journal, "first"), "a");
        selection.tell(1, NOBODY);
        selection.tell(PoisonPill.getInstance(), NOBODY);
        stage.settle();
        selection.tell("in between", NOBODY);
        ActorRef second = stage.actorOf(Puppet.of(journal, "second"), "a");
        selection.tell(2, NOBODY);
        stage.expect(journal, "first 1", "second 2");
        assertNotEquals(first, second);
        assertEquals(
                List.of("too early", "in between"),
                stage.deadLetters().stream().map(DeadLetter::message).toList());
    }

    @Staged
    @DisplayName(
            "M12 Where nobody is, the message is one dead letter with the place, whatever the text; never an exception")
    void selection_matchesNobody_isADeadLetter(Stage stage) {
        Journal journal = new Journal();
        ActorRef a = family(stage, journal, "a", "c");
        List<String> texts = List.of(
                "/user/b",
                "/user/a/c/d",
                "/user/b/*",
                "/user/*/*/*",
                "/temp/x",
                "/deadLetters/x",
                "garrick://other/user/a",
                "akka.tcp://elsewhere@host:2552/user/a",
                "garrick://a b/user/a",
                "",
                "#",
                "a b",
                "größe",
                "://",
                "/user/a#x");
        for (String text : texts) {
            stage.system().actorSelection(text).tell(text, a);
            DeadLetter letter = stage.deadLetters().get(stage.deadLetters().size() - 1);
            assertEquals(text, letter.message());
            assertSame(a, letter.sender());
            assertEquals(DeadLetter.Reason.NO_RECIPIENT, letter.reason(), text);
        }
        assertEquals(texts.size(), stage.deadLetters().size());
        assertEquals(
                "garrick://" + stage.system().name() + "/user/b",
                stage.deadLetters().get(0).recipient().path().toString());
        assertEquals(
                "garrick://elsewhere@host:2552/user/a",
                stage.deadLetters().get(7).recipient().path().toString());
        stage.expect(journal);
    }

    @Staged
    @DisplayName("M12 W01 The place where nobody was can be watched: it is known at once that nobody is there")
    void recipientOfLostMessage_watched_isTerminated(Stage stage) {
        Journal journal = new Journal();
        ActorRef a = stage.actorOf(Puppet.of(journal, "a"), "a");
        stage.system().actorSelection("/user/b").tell("lost", NOBODY);
        ActorRef nobody = stage.deadLetters().get(0).recipient();
        tell(a, self -> self.getContext().watchWith(nobody, "nobody"));
        stage.expect(journal, "a nobody");
    }

    @Staged
    @DisplayName("M12 The texts of refs, paths and addresses can be pasted, with the protocols of Akka and Pekko too")
    void texts_pasted_reachTheActor(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"), "a");
        ActorSystem system = stage.system();
        ActorPath path = actor.path();
        List<String> texts = List.of(
                actor.toString(),
                path.toString(),
                path.toSerializationFormat(),
                path.toStringWithoutAddress(),
                path.address() + "/user/a",
                "akka://" + system.name() + "/user/a",
                "akka.tcp://" + system.name() + "/user/a",
                "pekko://" + system.name() + "/user/a",
                "garrick://" + system.name() + "/user/a/",
                system.actorSelection("/user/a").toSerializationFormat());
        texts.forEach(text -> system.actorSelection(text).tell(text, NOBODY));
        system.actorSelection(path).tell("path", NOBODY);
        system.actorSelection(path.parent().child("*")).tell("path with *", NOBODY);
        List<String> expected =
                new ArrayList<>(texts.stream().map(text -> "a " + text).toList());
        expected.add("a path");
        expected.add("a path with *");
        stage.expect(journal, expected.toArray(String[]::new));
    }

    @Staged
    @DisplayName(
            "M12 M08 A text with a uid means that incarnation: the next one under its name never gets what is for the old one")
    void textOfRef_actorRecreated_meansTheOldOne(Stage stage) {
        Journal journal = new Journal();
        ActorRef old = stage.actorOf(Puppet.of(journal, "old"), "a");
        ActorSelection selection = stage.system().actorSelection(old.toString());
        selection.tell(1, NOBODY);
        stage.settle();
        stage.system().stop(old);
        stage.settle();
        stage.actorOf(Puppet.of(journal, "new"), "a");
        selection.tell(2, NOBODY);
        stage.system()
                .actorSelection("/user/?#" + Long.toUnsignedString(old.path().uid()))
                .tell(3, NOBODY);
        stage.system().actorSelection(old.path().withUid(ActorPath.NO_UID)).tell(4, NOBODY);
        stage.expect(journal, "old 1", "new 4");
        assertEquals(2, stage.deadLetters().size());
        assertEquals(
                old.path().uid(), stage.deadLetters().get(0).recipient().path().uid());
    }

    @Staged
    @DisplayName(
            "M01 N02 Messages through a ref and through selections of its path are handled in the order in which they were sent")
    void refAndSelections_oneSender_keepOrder(Stage stage) {
        Journal journal = new Journal();
        ActorRef a = family(stage, journal, "a", "c");
        List<String> expected = new ArrayList<>();
        int rounds = 100;
        tell(a, self -> {
            ActorRef ref = self.getContext().findChild("c").orElseThrow();
            ActorSelection absolute = self.getContext().actorSelection("/user/a/c");
            ActorSelection relative = self.getContext().actorSelection("c");
            ActorSelection wild = self.getContext().actorSelection("?");
            for (int i = 0; i < rounds; i++) {
                ref.tell(i + " ref", self.self());
                absolute.tell(i + " absolute", self.self());
                relative.tell(i + " relative", self.self());
                wild.tell(i + " wild", self.self());
            }
        });
        for (int i = 0; i < rounds; i++) {
            for (String way : List.of("ref", "absolute", "relative", "wild")) {
                expected.add("a/c " + i + " " + way);
            }
        }
        stage.expect(journal, expected.toArray(String[]::new));
    }

    @Staged
    @DisplayName("M03 M04 null is refused; the sender is the one given, and forward keeps it")
    void tell_sender_isSeenAndForwarded(Stage stage) {
        Journal journal = new Journal();
        ActorRef a = family(stage, journal, "a", "c");
        Puppet.Do report = self -> self.write(self.sender().path().toStringWithoutAddress());
        ActorSelection c = stage.system().actorSelection("/user/a/c");
        c.tell(report, a);
        c.tell(report, NOBODY);
        stage.settle();
        ActorRef b = stage.actorOf(Puppet.of(journal, "b"), "b");
        Puppet.Do forwarding = self -> c.forward(report, self.getContext());
        b.tell(forwarding, a);
        stage.expect(journal, "a/c /user/a", "a/c /deadLetters", "a/c /user/a");
        for (String text : List.of("/user/a/c", "/user/*", "/user/nobody")) {
            InvalidMessageException error = assertThrows(InvalidMessageException.class, () -> tellNull(stage, text));
            assertTrue(error.getMessage().contains("/user/"), error::getMessage);
        }
    }

    @SuppressWarnings("NullAway")
    private static void tellNull(Stage stage, String text) {
        stage.system().actorSelection(text).tell(null, NOBODY);
    }

    @Staged
    @DisplayName(
            "M12 M13 /deadLetters and the guardians are selected by their paths; a wildcard at the root means the guardians")
    void guardians_selected_areFound(Stage stage) {
        Journal journal = new Journal();
        ActorRef a = stage.actorOf(Puppet.of(journal, "a"), "a");
        stage.system().actorSelection("/deadLetters").tell("lost", a);
        assertSame(stage.system().deadLetters(), stage.deadLetters().get(0).recipient());
        assertEquals(List.of("/user"), found(stage, "/user"));
        assertEquals(List.of("/"), found(stage, "/"));
        assertEquals(List.of("/user", "/system"), found(stage, "/*"));
        assertEquals(List.of("/"), found(stage, "/deadLetters/.."));
    }

    private static List<String> found(Stage stage, String text) {
        return SystemServices.of(stage.system()).find(stage.system().actorSelection(text)).stream()
                .map(ref -> ref.path().toStringWithoutAddress())
                .toList();
    }

    @Staged
    @DisplayName("M12 A selection tells its anchor and its path; equal ones are equal")
    void selection_asked_tellsWhatItIs(Stage stage) {
        Journal journal = new Journal();
        ActorRef a = stage.actorOf(Puppet.of(journal, "a"), "a");
        AtomicReference<ActorSelection> relative = new AtomicReference<>();
        tell(a, self -> relative.set(self.getContext().actorSelection("../b/*")));
        stage.await(() -> relative.get() != null);
        ActorSelection selection = relative.get();
        String address = "garrick://" + stage.system().name();
        assertSame(a, selection.anchor());
        assertEquals(a.path(), selection.anchorPath());
        assertEquals(List.of("..", "b", "*"), selection.path());
        assertEquals("/../b/*", selection.pathString());
        assertEquals("ActorSelection[" + address + "/user/a/../b/*]", selection.toString());
        ActorSelection absolute = stage.system().actorSelection("/user/b");
        assertEquals("/", absolute.anchorPath().toStringWithoutAddress());
        assertEquals(address + "/user/b", absolute.toSerializationFormat());
        assertEquals(absolute, stage.system().actorSelection(address + "/user/b"));
        assertEquals(
                absolute.hashCode(),
                stage.system().actorSelection(address + "/user/b").hashCode());
        assertNotEquals(absolute, stage.system().actorSelection("/user/c"));
        assertNotEquals(absolute, stage.system().actorSelection("/user/b#7"));
        assertEquals(
                address + "/user/b#7",
                stage.system().actorSelection("/user/b#7").toSerializationFormat());
        assertEquals(address + "/", stage.system().actorSelection("/").toSerializationFormat());
    }

    @Staged
    @DisplayName(
            "M15 context.actorSelection belongs to the thread that runs the actor; the selection itself to every thread")
    void contextSelection_foreignThread_isRefused(Stage stage) {
        Journal journal = new Journal();
        AtomicReference<Puppet> instance = new AtomicReference<>();
        stage.actorOf(Puppet.role(journal, "a").quiet().preStart(instance::set).props(), "a");
        stage.await(() -> instance.get() != null);
        IllegalStateException error = assertThrows(
                IllegalStateException.class, () -> instance.get().getContext().actorSelection("c"));
        assertTrue(error.getMessage().startsWith("actorSelection() was called on a thread"), error::getMessage);
    }
}
