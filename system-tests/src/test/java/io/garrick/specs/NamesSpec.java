package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.InvalidActorNameException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;

class NamesSpec {

    @Staged
    @DisplayName("M09 Unnamed actors are $a, $b, ... below each parent, also when earlier ones have ended")
    void unnamed_childrenOfTwoParents_areNumberedFromA(Stage stage) {
        Journal journal = new Journal();
        ActorRef parent = stage.actorOf(Puppet.of(journal, "p"));
        ActorRef second = stage.actorOf(Puppet.of(journal, "q"));
        assertEquals("/user/$a", parent.path().toStringWithoutAddress());
        assertEquals("/user/$b", second.path().toStringWithoutAddress());
        tell(second, self -> {
            for (int i = 0; i < 66; i++) {
                ActorRef child = self.getContext().actorOf(Puppet.of(journal, "c"));
                self.getContext().stop(child);
                if (i == 0 || i == 1 || i == 63 || i == 64) {
                    self.write(child.path().toStringWithoutAddress());
                }
            }
        });
        stage.await(journal, 4);
        tell(
                second,
                self -> self.write(self.getContext()
                        .actorOf(Puppet.of(journal, "c"))
                        .path()
                        .name()));
        stage.expect(journal, "q /user/$b/$a", "q /user/$b/$b", "q /user/$b/$~", "q /user/$b/$ab", "q $cb");
    }

    @Staged
    @DisplayName(
            "M09 A malformed name is refused by system and context with the character; nothing is created, and the name's number is not used up")
    void malformedName_systemAndContext_isRefusedWithTheCharacter(Stage stage) {
        Journal journal = new Journal();
        Map<String, String> malformed = Map.of(
                "a/b", "character=/",
                "a b", "codepoint=U+0020",
                "größe", "character=ö",
                "$x", "character=$",
                "100%", "character=%",
                "..", "name=..",
                "", "actor name is empty");
        ActorRef parent = stage.actorOf(Puppet.of(journal, "p"));
        malformed.forEach((name, expected) -> {
            InvalidActorNameException error = assertThrows(
                    InvalidActorNameException.class, () -> stage.actorOf(Puppet.of(journal, "never"), name));
            journal.add(error.getMessage().contains(expected));
        });
        tell(
                parent,
                self -> malformed.forEach((name, expected) -> {
                    InvalidActorNameException error = assertThrows(
                            InvalidActorNameException.class,
                            () -> self.getContext().actorOf(Puppet.of(journal, "never"), name));
                    journal.add(error.getMessage().contains(expected));
                    journal.add(!self.getContext().getChildren().iterator().hasNext());
                }));
        stage.await(journal, 21);
        assertEquals(21, journal.count("true"), journal::toString);
        assertEquals("$b", stage.actorOf(Puppet.of(journal, "b")).path().name());
    }

    @Staged
    @DisplayName("M09 Whatever is allowed works as a name, and its path can be read back")
    void allowedName_anyOfThem_works(Stage stage) {
        Journal journal = new Journal();
        for (String name : List.of("-_.*$+:@&=,!~';", "%20%7E", "...", "a.b", "0")) {
            ActorRef actor = stage.actorOf(Puppet.of(journal, name), name);
            assertEquals(actor.path(), ActorPath.fromString(actor.path().toString()));
            assertEquals(name, actor.path().name());
        }
    }

    @Staged
    @DisplayName(
            "M09 A name in use is refused by name, also that of a sibling that is still stopping; when it has ended the name is free")
    void nameInUse_alsoByOneThatIsStopping_isRefused(Stage stage) {
        Journal journal = new Journal();
        CountDownLatch mayStop = new CountDownLatch(1);
        ActorRef parent = stage.actorOf(Puppet.of(journal, "p"), "parent");
        Puppet.Do create = self -> {
            try {
                self.getContext().actorOf(Puppet.of(journal, "c"), "child");
                self.write("created");
            } catch (InvalidActorNameException refused) {
                self.write(refused.getMessage());
            }
        };
        tell(parent, self -> {
            ActorRef child = self.getContext()
                    .actorOf(
                            Puppet.role(journal, "c")
                                    .quiet()
                                    .postStop(stopping -> mayStop.await())
                                    .props(),
                            "child");
            create.on(self);
            self.getContext().watchWith(child, create);
            self.getContext().stop(child);
            create.on(self);
            mayStop.countDown();
        });
        String inUse = "p actor name is in use: name=child parent=/user/parent";
        stage.expect(journal, inUse, inUse, "p created");
        assertThrows(InvalidActorNameException.class, () -> stage.actorOf(Puppet.of(journal, "p"), "parent"));
    }
}
