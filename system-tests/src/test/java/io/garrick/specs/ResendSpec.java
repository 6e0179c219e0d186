package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Cancellable;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.DeadLetterOffice;
import io.garrick.actor.DeadLetterSuppression;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Resend;
import io.garrick.actor.ResendPolicy;
import io.garrick.actor.spi.SystemServices;
import io.garrick.dispatch.Mailboxes;
import io.garrick.dispatch.Overflow;
import io.garrick.routing.BroadcastGroup;
import io.garrick.routing.RoundRobinGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

/** Who knows better than to let a message become a dead letter has it sent once more (Q03). */
class ResendSpec {

    private static final Duration SOON = Duration.ofMillis(5);
    private static final Duration NEVER = Duration.ofHours(1);

    private final Journal journal = new Journal();

    private record Hushed() implements DeadLetterSuppression {}

    private static DeadLetterOffice office(Stage stage) {
        return stage.system().deadLetterOffice();
    }

    /** An actor that writes what it gets and from whom. */
    private ActorRef listener(Stage stage, String name) {
        return stage.actorOf(
                Puppet.role(journal, name)
                        .quiet()
                        .behavior(self -> AbstractActor.receiveBuilder()
                                .match(Puppet.Do.class, what -> what.on(self))
                                .matchAny(message -> self.write(message + " from "
                                        + self.getSender().path().name()))
                                .build())
                        .props(),
                name);
    }

    /** An actor that writes what it gets, and in which context. */
    private ActorRef inContext(Stage stage, Ambient ambient, String name) {
        return stage.actorOf(
                Puppet.role(journal, name)
                        .quiet()
                        .behavior(self -> AbstractActor.receiveBuilder()
                                .matchAny(message -> self.write(message + " in " + ambient.here()))
                                .build())
                        .props(),
                name);
    }

    private ActorRef dead(Stage stage, String name) {
        ActorRef dead = stage.actorOf(Puppet.of(journal, name), name);
        dead.tell(PoisonPill.getInstance(), ActorRef.noSender());
        stage.settle();
        return dead;
    }

    /** Writes down each question. */
    private ResendPolicy noting(ResendPolicy policy) {
        return (letter, resends) -> {
            journal.add("asked " + letter.message() + " " + letter.reason() + " "
                    + letter.recipient().path().name() + " " + resends);
            return policy.decide(letter, resends);
        };
    }

    private static List<Object> messages(Stage stage) {
        return stage.deadLetters().stream().map(DeadLetter::message).toList();
    }

    private static long count(Stage stage) {
        return office(stage).counts().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    // ---------------------------------------------------------------- where to

    @Staged
    @DisplayName("Q03 What a policy sends to somebody else is handled there, with its sender, and is no dead letter")
    void to_another_isHandledThere(Stage stage) {
        journal.clear();
        ActorRef other = listener(stage, "other");
        office(stage).resend(1, noting((letter, resends) -> Resend.to(other)));
        ActorRef dead = dead(stage, "dead");
        dead.tell("m", other);
        stage.expect(journal, "asked m STOPPED dead 0", "other m from other");
        assertEquals(0, count(stage));
        assertEquals(1, office(stage).resent());
    }

    @Staged
    @DisplayName("Q03 What a policy sends again later goes to whoever has the recipient's path then")
    void again_successorOfThatName_getsIt(Stage stage) {
        journal.clear();
        office(stage).resend(1, (letter, resends) -> Resend.again().after(SOON));
        ActorRef old = dead(stage, "it");
        old.tell("m", ActorRef.noSender());
        listener(stage, "it");
        stage.finish();
        stage.expect(journal, "it m from deadLetters");
        assertEquals(0, count(stage));
    }

    @Staged
    @DisplayName("Q03 A message that a full mailbox refuses can be sent again to the same actor, later")
    void again_fullMailbox_getsItLater(Stage stage) {
        journal.clear();
        stage.settings(settings -> settings.withMailbox("two", Mailboxes.bounded(2, Overflow.dropNewest())));
        office(stage)
                .resend(
                        100,
                        (letter, resends) -> letter.reason() == DeadLetter.Reason.OVERFLOW
                                ? Resend.again().after(SOON)
                                : Resend.no());
        ActorRef narrow = stage.actorOf(Puppet.of(journal, "narrow").withMailbox("two"), "narrow");
        for (int i = 0; i < 10; i++) {
            narrow.tell(i, ActorRef.noSender());
        }
        stage.await(journal, 10);
        for (int i = 0; i < 10; i++) {
            assertEquals(1, journal.count("narrow " + i));
        }
        assertEquals(0, count(stage));
    }

    // ---------------------------------------------------------------- the loop guard

    @Staged
    @DisplayName("Q03 A message is sent again as often as is allowed, and then is one dead letter")
    void again_nobodyThere_endsAsDeadLetter(Stage stage) {
        journal.clear();
        office(stage).resend(3, noting((letter, resends) -> Resend.again().after(SOON)));
        ActorRef dead = dead(stage, "dead");
        dead.tell("m", ActorRef.noSender());
        stage.await(() -> !stage.deadLetters().isEmpty());
        stage.expect(journal, "asked m STOPPED dead 0", "asked m STOPPED dead 1", "asked m STOPPED dead 2");
        assertEquals(List.of("m"), messages(stage));
        assertEquals(3, office(stage).resent());
    }

    @Staged
    @DisplayName("Q03 Two dead who are each other's stand-ins do not play ball for ever")
    void to_eachOther_ends(Stage stage) {
        ActorRef one = dead(stage, "one");
        ActorRef two = dead(stage, "two");
        office(stage).resend(5, (letter, resends) -> Resend.to(letter.recipient() == one ? two : one));
        one.tell("m", ActorRef.noSender());
        stage.settle();
        assertEquals(List.of("m"), messages(stage));
        assertEquals(two, stage.deadLetters().get(0).recipient());
        assertEquals(5, office(stage).resent());
    }

    @Staged
    @DisplayName("Q03 How often it was sent again stays with a message in mailbox and stash")
    void again_queuedAndStashed_isCounted(Stage stage) {
        journal.clear();
        AtomicReference<ActorRef> next = new AtomicReference<>();
        office(stage).resend(2, noting((letter, resends) -> Resend.to(next.get())));
        ActorRef dead = dead(stage, "dead");
        ActorRef stashing = stage.actorOf(
                Puppet.role(journal, "stashing")
                        .quiet()
                        .behavior(self -> AbstractActor.receiveBuilder()
                                .matchAny(message -> self.stash())
                                .build())
                        .props(),
                "stashing");
        next.set(stashing);
        dead.tell("m", ActorRef.noSender());
        stage.settle();
        ActorRef busy = stage.actorOf(Puppet.of(journal, "busy"), "busy");
        next.set(busy);
        tell(busy, self -> self.getContext().stop(self.getSelf()));
        stage.system().stop(stashing); // what it has put aside goes to the busy one, which ends or has ended
        stage.settle();
        next.set(dead);
        stage.await(() -> !stage.deadLetters().isEmpty());
        stage.expect(journal, "asked m STOPPED dead 0", "asked m STOPPED stashing 1");
        assertEquals(List.of("m"), messages(stage));
    }

    @Staged
    @DisplayName("Q03 A router whose routees are dead does not keep a message going round")
    void to_routerOfTheDead_ends(Stage stage) {
        journal.clear();
        ActorRef dead = dead(stage, "dead");
        ActorRef router = stage.actorOf(new RoundRobinGroup(List.of("/user/dead")).props(), "router");
        stage.settle();
        office(stage).resend(4, (letter, resends) -> Resend.to(router));
        dead.tell("m", ActorRef.noSender());
        stage.settle();
        assertEquals(List.of("m"), messages(stage));
        assertEquals(4, office(stage).resent());
    }

    @Staged
    @DisplayName("Q03 What a policy itself sends in vain is a dead letter at once")
    void policy_tellsTheDead_isNotAsked(Stage stage) {
        ActorRef dead = dead(stage, "dead");
        office(stage).resend(1, (letter, resends) -> {
            dead.tell("mine", ActorRef.noSender());
            return Resend.no();
        });
        dead.tell("m", ActorRef.noSender());
        stage.settle();
        assertEquals(List.of("mine", "m"), messages(stage));
    }

    @Staged
    @DisplayName(
            "Q03 However many messages push each other out of a full mailbox and are sent again, none is lost and no stack overflows")
    void again_evictionsInARow_eachMessageOnce(Stage stage) {
        journal.clear();
        int capacity = 2_000;
        int messages = capacity + 50;
        stage.settings(settings -> settings.withMailbox("long", Mailboxes.bounded(capacity, Overflow.dropOldest())));
        office(stage).resend(1, (letter, resends) -> Resend.again());
        ActorRef slow = stage.actorOf(Puppet.of(journal, "slow").withMailbox("long"), "slow");
        ActorRef sender = stage.actorOf(Puppet.of(journal, "sender"), "sender");
        tell(sender, self -> {
            for (int i = 0; i < messages; i++) {
                slow.tell(i, ActorRef.noSender());
            }
        });
        stage.await(() -> journal.size() + messages(stage).size() >= messages);
        stage.settle();
        List<Integer> seen = new ArrayList<>();
        journal.lines().forEach(line -> seen.add(Integer.valueOf(line.substring("slow ".length()))));
        messages(stage).forEach(message -> seen.add((Integer) message));
        seen.sort(null);
        assertEquals(IntStream.range(0, messages).boxed().toList(), seen);
    }

    @Staged
    @DisplayName("Q03 A message that an actor gives up in its handler has been sent again as often as it says")
    void again_givenUpInAHandler_isCounted(Stage stage) {
        journal.clear();
        ActorRef picky = stage.actorOf(
                Puppet.role(journal, "picky")
                        .quiet()
                        .behavior(self -> AbstractActor.receiveBuilder()
                                .matchAny(message -> SystemServices.of(stage.system())
                                        .deadLetter(new DeadLetter(
                                                message,
                                                self.getSender(),
                                                self.getSelf(),
                                                DeadLetter.Reason.RESTARTED)))
                                .build())
                        .props(),
                "picky");
        office(stage).resend(2, noting((letter, resends) -> Resend.again()));
        picky.tell("m", ActorRef.noSender());
        stage.await(() -> !stage.deadLetters().isEmpty());
        stage.expect(journal, "asked m RESTARTED picky 0", "asked m RESTARTED picky 1");
        assertEquals(List.of("m"), messages(stage));
    }

    @Staged
    @DisplayName("Q03 What a listener of dead letters sends in vain is not sent again, and so not published later")
    void listener_tellsTheDead_isNotAskedAbout(Stage stage) {
        journal.clear();
        ActorRef dead = dead(stage, "dead");
        ActorRef listener = stage.actorOf(
                Puppet.role(journal, "l")
                        .quiet()
                        .behavior(self -> AbstractActor.receiveBuilder()
                                .match(DeadLetter.class, letter -> {
                                    self.write(letter.message());
                                    dead.tell("audit", self.getSelf());
                                })
                                .build())
                        .props(),
                "l");
        stage.system().eventStream().subscribe(listener, DeadLetter.class);
        office(stage).resend(1, (letter, resends) -> Resend.again().after(SOON));
        dead.tell("m", ActorRef.noSender());
        stage.await(journal, 1);
        stage.finish();
        stage.expect(journal, "l m");
        assertEquals(List.of("m"), messages(stage));
    }

    @Staged
    @DisplayName("Q03 A path is a path, also one whose name looks like a pattern")
    void again_nameLikeAPattern_isNone(Stage stage) {
        journal.clear();
        office(stage).resend(1, (letter, resends) -> Resend.again());
        ActorRef dead = dead(stage, "job*");
        listener(stage, "jobber");
        dead.tell("m", ActorRef.noSender());
        stage.expect(journal);
        assertEquals(List.of("m"), messages(stage));
    }

    @Staged
    @DisplayName("Q03 The same object under way twice is two messages")
    void again_sameObjectTwice_countedEach(Stage stage) {
        journal.clear();
        stage.settings(settings -> settings.withMailbox("one", Mailboxes.bounded(1, Overflow.dropOldest())));
        ActorRef dead = dead(stage, "dead");
        ActorRef narrow = stage.actorOf(Puppet.of(journal, "narrow").withMailbox("one"), "narrow");
        office(stage)
                .resend(
                        1,
                        noting((letter, resends) ->
                                resends == 0 && letter.recipient() == dead ? Resend.to(narrow) : Resend.no()));
        tell(narrow, self -> {
            narrow.tell("tick", ActorRef.noSender());
            dead.tell("tick", ActorRef.noSender()); // pushes the first one out
        });
        stage.await(() -> !stage.deadLetters().isEmpty());
        stage.expect(journal, "asked tick STOPPED dead 0", "asked tick OVERFLOW narrow 0", "narrow tick");
    }

    @Staged
    @DisplayName("Q03 Of the copies that a router makes of a message, one is asked about")
    void to_broadcastToTheDead_doesNotGrow(Stage stage) {
        ActorRef dead = dead(stage, "dead");
        dead(stage, "two");
        dead(stage, "three");
        ActorRef router =
                stage.actorOf(new BroadcastGroup(List.of("/user/dead", "/user/two", "/user/three")).props(), "router");
        stage.settle();
        office(stage).resend(6, (letter, resends) -> Resend.to(router));
        dead.tell("m", ActorRef.noSender());
        stage.settle();
        assertEquals(6, office(stage).resent());
        assertEquals(2 * 6 + 1, messages(stage).size());
    }

    private static final class Mute {
        @Override
        public String toString() {
            throw new AssertionError("has no text");
        }
    }

    @Staged
    @DisplayName("Q03 A message whose text cannot be had is not lost when it is sent again")
    void again_noText_isHandled(Stage stage) {
        journal.clear();
        stage.settings(settings -> settings.withLogMessageContent(true));
        ActorRef other = stage.actorOf(
                Puppet.role(journal, "other")
                        .quiet()
                        .behavior(self -> AbstractActor.receiveBuilder()
                                .matchAny(
                                        message -> self.write(message.getClass().getSimpleName()))
                                .build())
                        .props(),
                "other");
        office(stage).resend(1, (letter, resends) -> Resend.to(other).after(SOON));
        dead(stage, "dead").tell(new Mute(), ActorRef.noSender());
        stage.await(journal, 1);
        stage.expect(journal, "other Mute");
    }

    // ---------------------------------------------------------------- several policies, and bad ones

    @Staged
    @DisplayName("Q03 Policies are asked in their order, each within its own limit, until they are taken back")
    void policies_several_inOrder(Stage stage) {
        journal.clear();
        ActorRef dead = dead(stage, "dead");
        Cancellable first = office(stage).resend(1, (letter, resends) -> {
            journal.add("first " + resends);
            return Resend.again();
        });
        Cancellable second = office(stage).resend(2, (letter, resends) -> {
            journal.add("second " + resends);
            return Resend.again();
        });
        dead.tell("m", ActorRef.noSender());
        stage.settle();
        assertTrue(first.cancel());
        assertFalse(first.cancel());
        assertTrue(first.isCancelled());
        second.cancel();
        dead.tell("n", ActorRef.noSender());
        stage.expect(journal, "first 0", "second 1");
        assertEquals(List.of("m", "n"), messages(stage));
    }

    @Staged
    @DisplayName("Q03 A policy that throws, or gives null, loses no message and is in the log")
    void policy_throws_isLogged(Stage stage) {
        ActorRef dead = dead(stage, "dead");
        office(stage).resend(1, (letter, resends) -> {
            throw new IllegalStateException("sulks");
        });
        office(stage).resend(1, ResendSpec::nothing);
        dead.tell("m", ActorRef.noSender());
        stage.settle();
        assertEquals(List.of("m"), messages(stage));
        assertEquals(2, stage.errors().size());
        assertTrue(stage.hasLogged("resend policy failed, the message is a dead letter"));
        assertTrue(stage.hasLogged("sulks"));
    }

    @SuppressWarnings("NullAway") // what must not be done
    private static Resend nothing(DeadLetter letter, int resends) {
        return null;
    }

    @Staged
    @DisplayName("Q03 Nobody is asked about what the runtime sends, nor about what is not to be noticed")
    void resend_runtimesMessages_notAsked(Stage stage) {
        journal.clear();
        ActorRef dead = dead(stage, "dead");
        office(stage).resend(1, noting((letter, resends) -> Resend.again()));
        dead.tell(PoisonPill.getInstance(), ActorRef.noSender());
        dead.tell(new Hushed(), ActorRef.noSender());
        dead.tell(new DeadLetter("m", dead, dead, DeadLetter.Reason.STOPPED), ActorRef.noSender());
        stage.expect(journal);
        stage.deadLetters();
    }

    @Staged(on = Staged.On.REHEARSAL)
    @DisplayName("Q03 A policy that may send nothing again, and a pause before the present, are refused")
    void resend_badArguments_refused(Stage stage) {
        assertThrows(IllegalArgumentException.class, () -> office(stage).resend(0, (letter, resends) -> Resend.no()));
        assertThrows(IllegalArgumentException.class, () -> Resend.again().after(Duration.ofNanos(-1)));
        assertThrows(IllegalStateException.class, () -> Resend.no().after(SOON));
    }

    // ---------------------------------------------------------------- the context, and the end

    @Staged
    @DisplayName("Q11 The context of a message goes with it when it is sent again")
    void again_context_goesAlong(Stage stage) {
        journal.clear();
        Ambient ambient = new Ambient.Mdc();
        stage.settings(settings -> settings.withContextPropagation(ambient));
        ActorRef other = inContext(stage, ambient, "other");
        office(stage).resend(1, (letter, resends) -> Resend.to(other).after(SOON));
        ActorRef dead = dead(stage, "dead");
        Ambient.Scope scope = ambient.enter("request 7");
        dead.tell("m", ActorRef.noSender());
        scope.close();
        stage.finish();
        stage.await(journal, 1);
        stage.expect(journal, "other m in request 7");
    }

    @Staged
    @DisplayName(
            "Q03 When the system terminates, what waits to be sent again is dead letters, and nobody is asked any more")
    void terminate_waiting_isDeadLetters(Stage stage) {
        journal.clear();
        ActorRef dead = dead(stage, "dead");
        office(stage).resend(1, noting((letter, resends) -> Resend.again().after(NEVER)));
        for (int i = 0; i < 3; i++) {
            dead.tell(i, ActorRef.noSender());
        }
        assertEquals(0, count(stage));
        assertEquals(3, office(stage).waiting());
        stage.system().terminate();
        stage.await(() -> count(stage) == 3);
        dead.tell(3, ActorRef.noSender());
        assertEquals(List.of(0, 1, 2, 3), messages(stage));
        assertEquals(3, journal.size());
    }

    @Staged
    @DisplayName("Q11 The context of a message goes with it through a router, too")
    void to_aRouter_contextGoesAlong(Stage stage) {
        journal.clear();
        Ambient ambient = new Ambient.Mdc();
        stage.settings(settings -> settings.withContextPropagation(ambient));
        inContext(stage, ambient, "routee");
        ActorRef router = stage.actorOf(new RoundRobinGroup(List.of("/user/routee")).props(), "router");
        stage.settle();
        office(stage).resend(1, (letter, resends) -> Resend.to(router).after(SOON));
        ActorRef dead = dead(stage, "dead");
        Ambient.Scope scope = ambient.enter("request 7");
        dead.tell("m", ActorRef.noSender());
        stage.system().deadLetters().tell("n", ActorRef.noSender());
        scope.close();
        stage.await(journal, 2);
        assertTrue(journal.has("routee m in request 7"), journal::toString);
        assertTrue(journal.has("routee n in request 7"), journal::toString);
    }

    // ---------------------------------------------------------------- conservation

    @Staged
    @DisplayName(
            "Q03 While workers come and go and messages are sent again, each is handled or a dead letter, and once")
    void resend_workersComeAndGo_eachMessageOnce(Stage stage) {
        journal.clear();
        int messages = 200;
        office(stage)
                .resend(
                        3,
                        (letter, resends) -> resends % 2 == 0 ? Resend.again().after(SOON) : Resend.again());
        ActorRef worker = stage.actorOf(Puppet.of(journal, "w"), "w");
        for (int i = 0; i < messages; i++) {
            if (i % 20 == 10) {
                stage.system().stop(worker);
            } else if (i % 20 == 15) {
                worker = successor(stage, worker);
            }
            worker.tell(i, ActorRef.noSender());
        }
        stage.await(() -> journal.size() + messages(stage).size() >= messages);
        stage.settle();
        List<Integer> seen = new ArrayList<>();
        journal.lines().forEach(line -> seen.add(Integer.valueOf(line.substring(2))));
        messages(stage).forEach(message -> seen.add((Integer) message));
        seen.sort(null);
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            all.add(i);
        }
        assertEquals(all, seen);
    }

    @SuppressWarnings("deprecation") // the name is free a little later than that, which is what is waited for
    private ActorRef successor(Stage stage, ActorRef before) {
        stage.await(() -> before.isTerminated());
        stage.settle();
        return stage.actorOf(Puppet.of(journal, "w"), "w");
    }

    // ---------------------------------------------------------------- the log

    @Staged(on = Staged.On.REHEARSAL)
    @DisplayName(
            "Q03 What the limit has kept out of the log is told, by reason, when its window is over, also if nothing comes after it")
    void log_burstAndSilence_isCounted(Stage stage) {
        stage.settings(settings -> settings.withDeadLettersLogged(10));
        ActorRef dead = dead(stage, "dead");
        for (int i = 0; i < 25; i++) {
            dead.tell(i, ActorRef.noSender());
        }
        for (int i = 0; i < 5; i++) {
            stage.system().deadLetters().tell(i, ActorRef.noSender());
        }
        stage.deadLetters();
        String told = "messages were not delivered and not logged one by one: ";
        stage.pass(Duration.ofSeconds(9));
        assertFalse(stage.hasLogged(told));
        stage.pass(Duration.ofSeconds(2));
        assertTrue(stage.hasLogged(told + "count=20 STOPPED=15 NO_RECIPIENT=5"));
        stage.system().deadLetters().tell("later", ActorRef.noSender());
        stage.finish();
        assertFalse(stage.hasLogged(told + "count=0"));
        for (int i = 0; i < 12; i++) {
            dead.tell(i, ActorRef.noSender());
        }
        stage.system().terminate();
        stage.finish();
        assertTrue(stage.hasLogged(told + "count=3 STOPPED=3"), "what is held at the end of the system is told, too");
    }
}
