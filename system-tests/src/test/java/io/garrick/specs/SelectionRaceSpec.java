package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSelection;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.PoisonPill;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;

/** Selections that are told while the actors that they mean come and go. */
class SelectionRaceSpec {

    private static final ActorRef NOBODY = ActorRef.noSender();

    /** A message with a number, so that it is known what has become of each. */
    private record Numbered(int sender, int number) {}

    /** What has become of the messages of some senders: each is handled once or lost once, and of each sender those handled are in order. */
    private static final class Fates {
        private final int[] last;
        private final Set<Numbered> seen = new HashSet<>();
        private int handled;
        private String wrong = "";

        Fates(int senders) {
            last = new int[senders];
            Arrays.fill(last, -1);
        }

        synchronized void handled(Numbered message) {
            handled++;
            once(message);
            if (message.number() <= last[message.sender()]) {
                wrong += " not in order: " + message;
            }
            last[message.sender()] = message.number();
        }

        synchronized void once(Numbered message) {
            if (!seen.add(message)) {
                wrong += " twice: " + message;
            }
        }

        synchronized int handled() {
            return handled;
        }

        synchronized void ensureAll(int count) {
            assertEquals("", wrong);
            assertEquals(count, seen.size());
        }
    }

    @Staged
    @DisplayName(
            "M12 M01 Told while the actor of the path is created and stopped again and again, each message is handled once or is one dead letter, in order")
    void tell_whileChildComesAndGoes_isHandledOrLostOnce(Stage stage) {
        Journal journal = new Journal();
        int senders = 3;
        int messages = stage.isRehearsal() ? 30 : 500;
        Fates fates = new Fates(senders);
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        AtomicBoolean done = new AtomicBoolean();
        ActorRef parent = stage.actorOf(Puppet.of(journal, "p"), "p");
        Puppet.Do[] next = new Puppet.Do[1];
        next[0] = self -> {
            if (ended.get() == senders) {
                done.set(true);
                return;
            }
            ActorRef child = self.getContext()
                    .actorOf(
                            Puppet.role(journal, "c")
                                    .quiet()
                                    .behavior(puppet -> Puppet.receiveBuilder()
                                            .match(Numbered.class, fates::handled)
                                            .build())
                                    .props(),
                            "c");
            self.getContext().watchWith(child, next[0]);
            tell(self.self(), later -> child.tell(PoisonPill.getInstance(), NOBODY));
        };
        tell(parent, next[0]);
        for (int i = 0; i < senders; i++) {
            int sender = i;
            ActorRef actor = stage.actorOf(Puppet.of(journal, "s"));
            Puppet.Do[] say = new Puppet.Do[1];
            int[] number = new int[1];
            ActorSelection selection = stage.system().actorSelection(i == 0 ? "/user/p/?" : "/user/p/c");
            say[0] = self -> {
                selection.tell(new Numbered(sender, number[0]++), self.self());
                sent.incrementAndGet();
                if (number[0] < messages || fates.handled() < messages) {
                    self.self().tell(say[0], self.self());
                } else {
                    ended.incrementAndGet();
                }
            };
            tell(actor, say[0]);
        }
        stage.await(done::get);
        stage.settle();
        for (DeadLetter letter : stage.deadLetters()) {
            assertTrue(
                    letter.reason() == DeadLetter.Reason.NO_RECIPIENT || letter.reason() == DeadLetter.Reason.STOPPED,
                    letter::toString);
            fates.once((Numbered) letter.message());
        }
        fates.ensureAll(sent.get());
    }

    @Staged
    @DisplayName(
            "M12 With wildcards, whoever is there all the time gets every message once and in order, whoever comes and goes beside it")
    void fanOut_whileSiblingsComeAndGo_missesNobodyWhoStays(Stage stage) {
        Journal journal = new Journal();
        int staying = 5;
        int messages = stage.isRehearsal() ? 20 : 2_000;
        Fates[] fates = new Fates[staying];
        ActorRef parent = stage.actorOf(Puppet.of(journal, "p"), "p");
        AtomicInteger made = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        Puppet.Do[] churn = new Puppet.Do[1];
        churn[0] = self -> {
            ActorRef passing = self.getContext()
                    .actorOf(Puppet.role(journal, "passing")
                            .quiet()
                            .behavior(puppet ->
                                    Puppet.receiveBuilder().matchAny(any -> {}).build())
                            .props());
            self.getContext().stop(passing);
            if (!over.get()) {
                self.self().tell(churn[0], self.self());
            }
        };
        tell(parent, self -> {
            for (int i = 0; i < staying; i++) {
                Fates mine = new Fates(1);
                fates[i] = mine;
                self.getContext()
                        .actorOf(Puppet.role(journal, "stays")
                                .quiet()
                                .behavior(puppet -> Puppet.receiveBuilder()
                                        .match(Numbered.class, mine::handled)
                                        .build())
                                .props());
                self.getContext().actorOf(Puppet.of(journal, "goes")).tell(PoisonPill.getInstance(), NOBODY);
                made.incrementAndGet();
            }
            self.self().tell(churn[0], self.self());
        });
        stage.await(() -> made.get() == staying);
        ActorRef sender = stage.actorOf(Puppet.of(journal, "s"));
        AtomicInteger sent = new AtomicInteger();
        Puppet.Do[] say = new Puppet.Do[1];
        say[0] = self -> {
            stage.system().actorSelection("/user/p/*").tell(new Numbered(0, sent.getAndIncrement()), self.self());
            if (sent.get() < messages) {
                self.self().tell(say[0], self.self());
            } else {
                over.set(true);
            }
        };
        tell(sender, say[0]);
        stage.await(over::get);
        stage.settle();
        List.of(fates).forEach(each -> each.ensureAll(messages));
        assertTrue(stage.deadLetters().stream().allMatch(letter -> letter.reason() == DeadLetter.Reason.STOPPED));
    }
}
