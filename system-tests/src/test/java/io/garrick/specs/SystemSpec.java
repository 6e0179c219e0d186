package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.DeadLetter;
import io.garrick.supervision.Directive;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

class SystemSpec {

    private static boolean hasEnded(ActorSystem system) {
        return system.whenTerminated().toCompletableFuture().isDone();
    }

    @Staged
    @DisplayName(
            "M13 The guardians are /, /user and /system; dead letters and reply refs are under /deadLetters and /temp")
    void guardians_paths_asPromised(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"), "a");
        tell(actor, self -> {
            self.write(self.getContext().parent().path().toStringWithoutAddress());
            self.write(self.getContext().parent().path().parent().toStringWithoutAddress());
            self.write(self.getContext().system().deadLetters().path().toStringWithoutAddress());
        });
        stage.expect(journal, "a /user", "a /", "a /deadLetters");
        io.garrick.actor.spi.SystemServices services = io.garrick.actor.spi.SystemServices.of(stage.system());
        assertTrue(
                services.tempPath(services.nextUid()).toStringWithoutAddress().startsWith("/temp/"));
        assertEquals("/", services.rootGuardian().path().toStringWithoutAddress());
        assertEquals(
                Set.of("/user", "/system"),
                services.children(services.rootGuardian()).stream()
                        .map(guardian -> guardian.path().toStringWithoutAddress())
                        .collect(Collectors.toSet()));
    }

    @Staged
    @DisplayName("M13 A failure escalated past /user ends the system, and its cause is in the log")
    void failure_escalatedPastUser_endsTheSystem(Stage stage) {
        stage.settings(settings -> settings.withGuardianStrategy(Stage.always(Directive.ESCALATE)));
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a").props());
        stage.actorOf(Puppet.role(journal, "b").props());
        stage.await(() -> journal.startingWith("a preStart").size()
                        + journal.startingWith("b preStart").size()
                == 2);
        tell(actor, self -> {
            throw new IllegalArgumentException("the very cause");
        });
        stage.await(() -> hasEnded(stage.system()));
        assertEquals(1, journal.count("a postStop 1"));
        assertEquals(1, journal.count("b postStop 1"));
        List<String> about = stage.errors().stream()
                .filter(line -> line.contains("escalated"))
                .toList();
        assertEquals(1, about.size(), stage.errors()::toString);
        assertTrue(about.get(0).contains("/user"), about.get(0));
        assertTrue(stage.hasLogged("the very cause"), "the cause is reported");
    }

    @Staged
    @DisplayName(
            "M14 terminate stops children before parents, drains no mailbox, runs callbacks last-in first-out, and then completes")
    void terminate_actorsAndMessages_stoppedInOrderAndLost(Stage stage) {
        Journal journal = new Journal();
        ActorRef parent = stage.actorOf(Puppet.role(journal, "p")
                .preStart(self ->
                        self.getContext().actorOf(Puppet.role(journal, "c").props()))
                .props());
        stage.await(() -> journal.has("c preStart 1"));
        stage.settle();
        journal.clear();
        ActorSystem system = stage.system();
        system.registerOnTermination(() -> journal.add("first callback"));
        system.registerOnTermination(() -> {
            journal.add("second callback");
            system.registerOnTermination(() -> journal.add("late callback"));
            assertFalse(hasEnded(system));
            throw new IllegalStateException("callbacks may fail");
        });
        Set<Object> sent = new HashSet<>();
        CompletableFuture<?> ended =
                system.terminate().thenRun(() -> journal.add("terminated")).toCompletableFuture();
        for (int i = 0; i < 20; i++) {
            parent.tell(i, ActorRef.noSender());
            sent.add(i);
        }
        stage.await(ended::isDone);
        Set<Object> lost = stage.deadLetters().stream().map(DeadLetter::message).collect(Collectors.toSet());
        List<String> handled = journal.startingWith("p ").stream()
                .filter(line -> !line.contains("postStop"))
                .toList();
        handled.forEach(line -> assertTrue(sent.remove(Integer.valueOf(line.substring(2))), line));
        assertEquals(sent, lost);
        assertTrue(
                journal.lines().indexOf("c postStop 1") < journal.lines().indexOf("p postStop 1"), journal::toString);
        assertEquals(
                List.of("p postStop 1", "second callback", "late callback", "first callback", "terminated"),
                journal.lines().subList(journal.lines().indexOf("p postStop 1"), journal.size()));
        assertThrows(IllegalStateException.class, () -> system.registerOnTermination(() -> {}));
        assertTrue(stage.errors().stream().anyMatch(line -> line.contains("callback")), stage.errors()::toString);
        assertDoesNotThrow(system::terminate);
        assertDoesNotThrow(system::close);
    }

    @Staged
    @DisplayName(
            "M14 behaviour 5: Once an actor has been refused because of shutdown, all are, by system and contexts; none is alive at the end")
    void actorOf_whileTerminating_refusedForGood(Stage stage) {
        ActorSystem system = stage.system();
        Journal journal = new Journal();
        Set<String> started = new HashSet<>();
        ActorRef creator = stage.actorOf(Puppet.role(journal, "creator")
                .quiet()
                .postStop(self -> {
                    assertThrows(
                            IllegalStateException.class, () -> self.getContext().actorOf(Puppet.of(journal, "x")));
                    self.write("refused in postStop");
                })
                .props());
        IntStream.range(0, 40)
                .forEach(i -> tell(creator, self -> {
                    try {
                        self.getContext().actorOf(Puppet.role(journal, "child").props());
                        self.write("created " + (self.getContext().getChildren() != null));
                    } catch (IllegalStateException refused) {
                        self.write("refused");
                    }
                }));
        stage.await(() -> journal.size() > 6);
        system.terminate();
        boolean refused = false;
        for (int i = 0; i < 20; i++) {
            try {
                system.actorOf(Puppet.of(journal, "late"));
                started.add("late");
                assertFalse(refused, "created after one was refused");
            } catch (IllegalStateException expected) {
                refused = true;
                assertTrue(expected.getMessage().contains(system.name()), expected.getMessage());
            }
        }
        assertTrue(refused && started.isEmpty(), "terminate() has returned, so shutdown has begun");
        stage.await(() -> hasEnded(system));
        assertEquals(1, journal.count("creator refused in postStop"));
        List<String> lines = journal.startingWith("creator ");
        int first = lines.indexOf("creator refused");
        if (first >= 0) {
            assertFalse(lines.subList(first, lines.size()).contains("creator created true"), lines::toString);
        }
        assertEquals(
                journal.startingWith("child preStart").size(),
                journal.startingWith("child postStop").size());
        stage.deadLetters();
    }

    @Staged
    @DisplayName("M14 close on a thread of the system throws and says what to do instead")
    void close_insideAnActor_refused(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        tell(
                actor,
                self -> self.write(assertThrows(
                                IllegalStateException.class,
                                () -> self.getContext().system().close())
                        .getMessage()
                        .contains("terminate()")));
        stage.expect(journal, "a true");
    }
}
