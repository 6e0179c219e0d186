package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Kill;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.ReceiveTimeout;
import io.garrick.supervision.AllForOneStrategy;
import io.garrick.supervision.ChildKind;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.RestartBudget;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

class RedeliverySpec {

    private final Journal journal = new Journal();

    private static SupervisorStrategy redelivering(int most) {
        return new OneForOneStrategy(cause -> Directive.RESTART).withRedelivery(most);
    }

    /** A message that writes what it is and crashes its actor the first times that it is handled. */
    private static Puppet.Do crashing(String name, int times) {
        AtomicInteger left = new AtomicInteger(times);
        return self -> {
            self.write(name + " from " + self.sender().path().name());
            if (left.getAndDecrement() > 0) {
                throw new Puppet.Crash();
            }
        };
    }

    private ActorRef actor(Stage stage, SupervisorStrategy strategy) {
        stage.expectFailures();
        return stage.child(Puppet.role(journal, "a").quiet(), strategy);
    }

    private static long poisoned(Stage stage) {
        return stage.deadLetters().stream()
                .filter(letter -> letter.reason() == DeadLetter.Reason.POISON)
                .count();
    }

    @Staged
    @DisplayName(
            "S14 The restarted instance gets the message that crashed the old one, its sender kept: behind unstashed messages, before the mailbox")
    void restart_redelivers_betweenStashAndMailbox(Stage stage) {
        journal.clear();
        ActorRef actor = actor(stage, redelivering(1));
        ActorRef sender = stage.actorOf(Puppet.of(journal, "sender"), "sender");
        for (String each : List.of("first", "second")) {
            AtomicInteger once = new AtomicInteger();
            tell(actor, self -> {
                if (once.getAndIncrement() == 0) {
                    self.stash();
                } else {
                    self.write(each);
                }
            });
        }
        actor.tell(crashing("crash", 1), sender);
        actor.tell("last", sender);
        stage.expect(journal, "a crash from sender", "a first", "a second", "a crash from sender", "a last");
        assertEquals(List.of(), stage.deadLetters());
    }

    @Staged
    @DisplayName(
            "S14 Of messages that were put back, one that crashes the actor comes again before those that were behind it")
    void putBack_crashes_comesBeforeThoseBehindIt(Stage stage) {
        journal.clear();
        ActorRef actor = actor(stage, redelivering(2));
        ActorRef sender = stage.actorOf(Puppet.of(journal, "sender"), "sender");
        for (String each : List.of("first", "second", "third")) {
            AtomicInteger times = new AtomicInteger();
            actor.tell(
                    (Puppet.Do) self -> {
                        int time = times.getAndIncrement();
                        if (time == 0) {
                            self.stash();
                        } else if (time == 1 && !each.equals("third")) {
                            throw new Puppet.Crash();
                        } else {
                            self.write(each);
                        }
                    },
                    sender);
        }
        actor.tell((Puppet.Do) Puppet::unstashAll, sender);
        actor.tell("last", sender);
        stage.expect(journal, "a first", "a second", "a third", "a last");
    }

    @Staged
    @DisplayName(
            "S14 Stopped by whom ever before its failure is decided on, the actor leaves the message that crashed it as POISON")
    void stopped_beforeTheDecision_isPoison(Stage stage) {
        journal.clear();
        List<Puppet.Hook> endings = List.of(
                self -> self.getContext().getSystem().stop(self.self()),
                self -> self.getContext().stop(self.self()),
                self -> self.getContext().getSystem().stop(self.getContext().getParent()));
        for (int i = 0; i < endings.size(); i++) {
            Puppet.Hook ending = endings.get(i);
            int poison = i + 1;
            tell(actor(stage, redelivering(5)), self -> {
                ending.on(self);
                throw new Puppet.Crash();
            });
            stage.await(() -> poisoned(stage) == poison);
        }
        stage.settle();
        assertEquals(endings.size(), stage.deadLetters().size());
    }

    @Staged
    @DisplayName(
            "S14 A permanent actor that ends itself at a message and crashes gets the message again, or it is POISON")
    void permanent_endsItselfAndCrashes_messageIsNotLost(Stage stage) {
        journal.clear();
        stage.expectFailures();
        ActorRef actor =
                stage.child(Puppet.role(journal, "a").quiet(), redelivering(5).withKind(ChildKind.PERMANENT));
        AtomicInteger crashes = new AtomicInteger(1);
        tell(actor, self -> {
            if (crashes.getAndDecrement() > 0) {
                self.getContext().stop(self.self());
                throw new Puppet.Crash();
            }
            self.write("again");
        });
        tell(actor, self -> self.write("last"));
        stage.await(() -> journal.has("a last"));
        stage.settle();
        assertEquals(1, journal.count("a again") + poisoned(stage));
    }

    @Staged
    @DisplayName(
            "S14 A message is redelivered at most n times; then it is a dead letter with the reason POISON, and the actor goes on")
    void restart_crashesEveryTime_isPoison(Stage stage) {
        journal.clear();
        ActorRef actor = actor(stage, redelivering(2));
        ActorRef sender = stage.actorOf(Puppet.of(journal, "sender"), "sender");
        Puppet.Do poison = crashing("crash", 99);
        actor.tell(poison, sender);
        actor.tell("last", sender);
        stage.await(() -> stage.deadLetters().size() == 1);
        stage.expect(journal, "a crash from sender", "a crash from sender", "a crash from sender", "a last");
        DeadLetter letter = stage.deadLetters().get(0);
        assertEquals(DeadLetter.Reason.POISON, letter.reason());
        assertSame(poison, letter.message());
        assertSame(sender, letter.sender());
        assertSame(actor, letter.recipient());
    }

    @Staged
    @DisplayName("S14 Without the choice, and by resume, nothing is redelivered, and nothing is poison")
    void noChoiceOrResume_nothingIsRedelivered(Stage stage) {
        journal.clear();
        for (SupervisorStrategy each : List.of(
                new OneForOneStrategy(cause -> Directive.RESTART),
                new OneForOneStrategy(cause -> Directive.RESUME).withRedelivery(3))) {
            journal.clear();
            ActorRef actor = actor(stage, each);
            actor.tell(crashing("crash", 1), actor);
            actor.tell("last", actor);
            stage.expect(journal, "a crash from c", "a last");
        }
        assertEquals(List.of(), stage.deadLetters());
    }

    @Staged
    @DisplayName("S14 If the budget ends, or the decider stops the actor, the message is POISON at once")
    void stopped_insteadOfRestart_isPoison(Stage stage) {
        journal.clear();
        ActorRef spent = actor(
                stage, new OneForOneStrategy(1, RestartBudget.NO_WINDOW, cause -> Directive.RESTART).withRedelivery(5));
        spent.tell(crashing("crash", 9), spent);
        stage.await(() -> poisoned(stage) == 1);
        stage.expect(journal, "a crash from c", "a crash from c");
        ActorRef stopped = actor(stage, new OneForOneStrategy(cause -> Directive.STOP).withRedelivery(5));
        stopped.tell(crashing("stop", 9), stopped);
        stage.await(() -> poisoned(stage) == 2);
        stage.settle();
        assertEquals(2, stage.deadLetters().size());
    }

    @Staged
    @DisplayName(
            "S14 If the actor is stopped while the message waits for the restart, it is POISON at once, and the mailbox is not")
    void stopped_duringTheDelay_isPoison(Stage stage) {
        journal.clear();
        AtomicReference<ActorRef> child = new AtomicReference<>();
        stage.expectFailures();
        ActorRef parent = stage.actorOf(new Puppet.Role(journal, "parent")
                .quiet()
                .strategy(redelivering(5).withBackoff(Duration.ofHours(1), Duration.ofHours(1), 0))
                .preStart(self -> child.set(self.getContext()
                        .actorOf(new Puppet.Role(journal, "a")
                                .postStop(last -> {})
                                .props())))
                .props());
        stage.await(() -> journal.has("a preStart 1"));
        child.get().tell(crashing("crash", 9), parent);
        stage.await(() -> journal.has("a postStop 1"));
        child.get().tell("queued", parent);
        stage.settle();
        tell(parent, self -> self.getContext().stop(child.get()));
        stage.await(() -> stage.deadLetters().size() == 2);
        assertEquals(
                List.of(DeadLetter.Reason.POISON, DeadLetter.Reason.STOPPED),
                stage.deadLetters().stream().map(DeadLetter::reason).toList());
    }

    @Staged
    @DisplayName(
            "S14 Only messages that were told are redelivered: no Kill, Terminated, receive timeout or tick, and none that was stashed")
    void crash_atOthers_nothingIsRedelivered(Stage stage) {
        journal.clear();
        stage.expectFailures();
        AtomicInteger crashes = new AtomicInteger();
        ActorRef watched = stage.actorOf(Puppet.of(journal, "watched"));
        ActorRef actor = stage.child(
                new Puppet.Role(journal, "a")
                        .quiet()
                        .behavior(self -> AbstractActor.receiveBuilder()
                                .match(Puppet.Do.class, what -> what.on(self))
                                .matchAny(any -> {
                                    crashes.incrementAndGet();
                                    if (any instanceof ReceiveTimeout) {
                                        self.getContext().cancelReceiveTimeout();
                                    }
                                    throw new Puppet.Crash();
                                })
                                .build()),
                redelivering(5));
        actor.tell(Kill.getInstance(), ActorRef.noSender());
        tell(actor, self -> self.getContext().watch(watched));
        stage.settle();
        watched.tell(PoisonPill.getInstance(), ActorRef.noSender());
        stage.await(() -> crashes.get() == 1);
        tell(actor, self -> self.timers().startSingleTimer("key", "tick", Duration.ofMillis(1)));
        stage.await(() -> crashes.get() == 2);
        tell(actor, self -> self.getContext().setReceiveTimeout(Duration.ofMillis(1)));
        stage.await(() -> crashes.get() == 3);
        AtomicInteger handled = new AtomicInteger();
        tell(actor, self -> {
            self.stash();
            if (handled.incrementAndGet() == 1) {
                throw new Puppet.Crash();
            }
        });
        tell(actor, self -> self.write("end"));
        stage.await(() -> journal.has("a end"));
        stage.settle();
        assertEquals(3, crashes.get());
        assertEquals(2, handled.get());
        tell(actor, self -> self.unstashAll());
        stage.settle();
        assertTrue(stage.deadLetters().isEmpty(), () -> "" + stage.deadLetters());
    }

    @Staged
    @DisplayName("S14 Siblings in a group restart get nothing twice")
    void group_restarted_onlyTheFailedGetsItsMessage(Stage stage) {
        journal.clear();
        stage.expectFailures();
        List<ActorRef> children = new ArrayList<>();
        stage.actorOf(new Puppet.Role(journal, "parent")
                .quiet()
                .strategy(new AllForOneStrategy(cause -> Directive.RESTART).withRedelivery(1))
                .preStart(self -> List.of("a", "b")
                        .forEach(name -> children.add(self.getContext().actorOf(Puppet.of(journal, name), name))))
                .postStop(self -> {})
                .props());
        stage.settle();
        tell(children.get(1), self -> self.write("once"));
        stage.await(() -> journal.has("b once"));
        children.get(0).tell(crashing("crash", 1), children.get(1));
        stage.await(() -> journal.count("a crash from b") == 2);
        stage.settle();
        assertEquals(1, journal.count("b once"));
        assertEquals(3, journal.size(), journal::toString);
    }

    @Staged
    @DisplayName(
            "S14 Whatever crashes, is stashed and put back: each message is handled to its end or is poison, exactly once")
    void manyMessages_randomCrashes_noneIsLostOrDoubled(Stage stage) {
        journal.clear();
        Random random = new Random(stage.seed());
        ActorRef actor = actor(stage, redelivering(2));
        Set<Integer> done = new HashSet<>();
        int messages = 60;
        List<Puppet.Do> sent = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            int id = i;
            AtomicInteger crashes = new AtomicInteger(random.nextInt(3) > 0 ? 0 : random.nextInt(5));
            AtomicInteger stashes = new AtomicInteger(random.nextInt(3));
            boolean unstashes = random.nextInt(4) == 0;
            sent.add(self -> {
                if (unstashes) {
                    self.unstashAll();
                }
                if (stashes.getAndDecrement() > 0) {
                    self.stash();
                } else if (crashes.getAndDecrement() > 0) {
                    throw new Puppet.Crash();
                } else {
                    self.write(id);
                }
            });
        }
        sent.forEach(each -> actor.tell(each, ActorRef.noSender()));
        stage.settle();
        for (int i = 0; i < 4; i++) {
            tell(actor, self -> self.unstashAll());
            stage.settle();
        }
        journal.lines().forEach(line -> assertTrue(done.add(Integer.valueOf(line.substring(2))), "handled twice"));
        stage.deadLetters().forEach(letter -> {
            assertEquals(DeadLetter.Reason.POISON, letter.reason());
            assertTrue(done.add(sent.indexOf(letter.message())), "handled, or poison twice");
        });
        Set<Integer> all = new HashSet<>();
        IntStream.range(0, messages).forEach(all::add);
        assertEquals(all, done);
    }
}
