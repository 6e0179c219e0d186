package io.garrick.specs;

import static io.garrick.specs.Puppet.crash;
import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.StashOverflowException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

class StashSpec {

    /** Stashes numbers while it is told to, and writes them down with their sender otherwise. */
    private static Puppet.Role stashing(Journal journal) {
        return Puppet.role(journal, "a")
                .quiet()
                .behavior(self -> AbstractActor.receiveBuilder()
                        .match(Puppet.Do.class, what -> what.on(self))
                        .match(Integer.class, number -> self.generation == 1, number -> self.stash())
                        .matchAny(message -> self.write(
                                message + " from " + self.sender().path().name()))
                        .build());
    }

    private static void open(Puppet self) {
        self.getContext()
                .become(AbstractActor.receiveBuilder()
                        .match(Puppet.Do.class, what -> what.on(self))
                        .matchAny(message -> self.write(
                                message + " from " + self.sender().path().name()))
                        .build());
    }

    @Staged
    @DisplayName("T04 unstashAll puts the messages back in order and ahead of the mailbox, with their senders")
    void unstashAll_thenMailbox_inOrder(Stage stage) {
        Journal journal = new Journal();
        ActorRef sender = stage.actorOf(Puppet.of(journal, "sender"), "sender");
        ActorRef actor = stage.actorOf(stashing(journal).props());
        actor.tell(1, sender);
        actor.tell(2, ActorRef.noSender());
        actor.tell(3, sender);
        tell(actor, self -> {
            open(self);
            self.unstashAll();
            self.unstashAll();
        });
        actor.tell(4, sender);
        actor.tell(5, sender);
        stage.expect(
                journal,
                "a 1 from sender",
                "a 2 from deadLetters",
                "a 3 from sender",
                "a 4 from sender",
                "a 5 from sender");
    }

    @Staged
    @DisplayName("T04 unstash puts back the oldest alone; what is stashed later goes behind what was stashed before")
    void unstash_oneByOne_oldestFirst(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(stashing(journal).props());
        IntStream.rangeClosed(1, 4).forEach(i -> actor.tell(i, actor));
        tell(actor, self -> {
            open(self);
            self.unstash();
        });
        stage.await(journal, 1);
        tell(actor, self -> {
            self.unstash();
            self.unstash();
        });
        stage.await(journal, 3);
        tell(actor, self -> {
            self.unstash();
            self.unstash();
        });
        stage.await(journal, 4);
        List<String> lines = journal.lines();
        assertEquals("a 1", lines.get(0).substring(0, 3));
        assertEquals(
                Set.of("a 1", "a 2", "a 3", "a 4"),
                lines.stream().map(line -> line.substring(0, 3)).collect(Collectors.toSet()));
        stage.settle();
        assertEquals(4, journal.size());
    }

    @Staged
    @DisplayName("T04 Stashing one message twice is an IllegalStateException, and so is stashing in a hook")
    void stash_twiceOrNothing_refused(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a")
                .quiet()
                .preStart(self -> assertThrows(IllegalStateException.class, self::stash))
                .behavior(self -> AbstractActor.receiveBuilder()
                        .match(Puppet.Do.class, what -> what.on(self))
                        .match(String.class, text -> {
                            self.stash();
                            IllegalStateException refused = assertThrows(IllegalStateException.class, self::stash);
                            self.write(refused.getMessage().contains(String.class.getName()));
                        })
                        .build())
                .props());
        actor.tell("with sender", actor);
        actor.tell("without", ActorRef.noSender());
        stage.await(journal, 2);
        assertEquals(2, journal.count("a true"));
        tell(actor, self -> {
            self.clearStash();
            self.write("cleared");
        });
        stage.await(journal, 3);
        assertEquals(
                List.of("with sender", "without"),
                stage.deadLetters().stream().map(DeadLetter::message).toList());
    }

    @Staged
    @DisplayName("T04 One message more than the stash holds is a StashOverflowException, and the others are kept")
    void stash_capacityExceeded_overflow(Stage stage) {
        stage.expectFailures();
        stage.settings(settings -> settings.withStashCapacity(3));
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a")
                .quiet()
                .behavior(self -> AbstractActor.receiveBuilder()
                        .match(Puppet.Do.class, what -> what.on(self))
                        .match(Integer.class, number -> {
                            if (number <= 3) {
                                self.stash();
                            } else {
                                StashOverflowException overflow =
                                        assertThrows(StashOverflowException.class, self::stash);
                                self.write(overflow.getMessage().contains("capacity=3"));
                            }
                        })
                        .build())
                .props());
        IntStream.rangeClosed(1, 4).forEach(i -> actor.tell(i, actor));
        stage.await(journal, 1);
        tell(actor, self -> {
            open(self);
            self.unstashAll();
        });
        stage.expect(journal, "a true", "a 1 from $a", "a 2 from $a", "a 3 from $a");
    }

    @Staged
    @DisplayName("T04 A stop sends the stash to dead letters, each message once")
    void stop_stashed_deadLetters(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(stashing(journal).props());
        IntStream.range(0, 5).forEach(i -> actor.tell(i, actor));
        tell(actor, self -> {
            self.unstash();
            self.unstash();
            self.getContext().stop(self.self());
        });
        IntStream.range(5, 8).forEach(i -> actor.tell(i, actor));
        stage.await(() -> stage.deadLetters().size() == 8);
        stage.settle();
        assertEquals(8, stage.deadLetters().size());
        Set<Object> lost = new HashSet<>();
        stage.deadLetters().forEach(letter -> {
            lost.add(letter.message());
            assertEquals(actor, letter.sender());
            assertEquals(DeadLetter.Reason.STOPPED, letter.reason());
        });
        assertEquals(8, lost.size());
    }

    @Staged
    @DisplayName("S03 T04 A restart returns stashed messages to the front of the mailbox, in order")
    void restart_stashed_firstInTheMailbox(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(stashing(journal).props(), "a");
        IntStream.rangeClosed(1, 3).forEach(i -> actor.tell(i, actor));
        crash(actor);
        actor.tell("4", actor);
        actor.tell(5, actor);
        stage.expect(journal, "a 1 from a", "a 2 from a", "a 3 from a", "a 4 from a", "a 5 from a");
    }

    @Staged
    @DisplayName("T04 S03 A random mix of stashing, unstashing and crashing loses and doubles no message")
    void stash_randomMix_conserved(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        int messages = 120;
        Choices choices = new Choices(stage.seed());
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a")
                .quiet()
                .behavior(self -> AbstractActor.receiveBuilder()
                        .match(Puppet.Do.class, what -> what.on(self))
                        .match(Integer.class, number -> {
                            int choice = choices.below(10);
                            if (choice < 5) {
                                self.stash();
                            } else {
                                self.write(number);
                            }
                            if (choice == 0 || choice == 9) {
                                self.unstash();
                            } else if (choice == 1 || choice == 8) {
                                self.unstashAll();
                            } else if (choice == 2) {
                                throw new Puppet.Crash();
                            }
                        })
                        .build())
                .props());
        IntStream.range(0, messages).forEach(i -> actor.tell(i, actor));
        stage.settle();
        tell(actor, self -> {
            open(self);
            self.unstashAll();
        });
        stage.await(() -> journal.size() >= messages);
        stage.settle();
        assertEquals(messages, journal.size());
        Set<Integer> numbers = journal.lines().stream()
                .map(line -> Integer.valueOf(line.split(" ")[1]))
                .collect(Collectors.toSet());
        assertEquals(IntStream.range(0, messages).boxed().collect(Collectors.toSet()), numbers);
        assertTrue(stage.deadLetters().isEmpty());
    }
}
