package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorIdentity;
import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Identify;
import io.garrick.actor.InvalidMessageException;
import io.garrick.actor.Kill;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Props;
import io.garrick.supervision.ActorKilledException;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;

class MessagingSpec {

    private static final int SENDERS = 4;
    private static final int RECEIVERS = 3;
    private static final int EACH = 60;

    /** The n-th message of a sender to a receiver. */
    private record Numbered(int sender, int receiver, int number) {}

    /** Sends to all receivers, a few messages at a time, so that others run in between. */
    private static final class Sender extends AbstractActor {
        private final int id;
        private final List<ActorRef> receivers;
        private int next;

        Sender(int id, List<ActorRef> receivers) {
            this.id = id;
            this.receivers = receivers;
        }

        @Override
        public void preStart() {
            self().tell("go on", self());
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder().matchAny(any -> sendSome()).build();
        }

        private void sendSome() {
            for (int i = 0; i < 3 && next < EACH; i++, next++) {
                for (int receiver = 0; receiver < receivers.size(); receiver++) {
                    receivers.get(receiver).tell(new Numbered(id, receiver, next), self());
                }
            }
            if (next < EACH) {
                self().tell("go on", self());
            }
        }
    }

    /** Keeps what it gets in a plain list: its own thread of the moment is the only one that touches it. */
    private static final class Receiver extends AbstractActor {
        private final List<Numbered> got = new ArrayList<>();
        private final AtomicInteger handled;
        private final List<List<Numbered>> results;

        Receiver(AtomicInteger handled, List<List<Numbered>> results) {
            this.handled = handled;
            this.results = results;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Numbered.class, message -> {
                        got.add(message);
                        handled.incrementAndGet();
                    })
                    .matchEquals("report", any -> results.add(List.copyOf(got)))
                    .build();
        }
    }

    @Staged
    @DisplayName(
            "N01 Between local actors a message arrives as the very object that was sent, and a ref in it is the very ref")
    void tell_localActor_theVeryObjectArrives(Stage stage) {
        List<Object> arrived = Collections.synchronizedList(new ArrayList<>());
        ActorRef actor = stage.actorOf(Props.create(AbstractActor.class, () -> new AbstractActor() {
            @Override
            public Receive createReceive() {
                return receiveBuilder().matchAny(arrived::add).build();
            }
        }));
        Object unserializable = new Object();
        String text = String.join(" ", "made", "here");
        Object[] holder = {actor};
        actor.tell(unserializable, ActorRef.noSender());
        actor.tell(text, actor);
        actor.tell(holder, ActorRef.noSender());
        stage.await(() -> arrived.size() == 3);
        assertSame(unserializable, arrived.get(0));
        assertSame(text, arrived.get(1));
        assertSame(actor, ((Object[]) arrived.get(2))[0]);
    }

    @Staged
    @DisplayName(
            "M01 Each message is handled once, and those of one sender to one receiver in the order in which they were sent")
    void tell_manyPairs_eachOnceAndInOrder(Stage stage) {
        AtomicInteger handled = new AtomicInteger();
        List<List<Numbered>> results = Collections.synchronizedList(new ArrayList<>());
        List<ActorRef> receivers = new ArrayList<>();
        for (int i = 0; i < RECEIVERS; i++) {
            receivers.add(stage.actorOf(Props.create(Receiver.class, () -> new Receiver(handled, results))));
        }
        for (int i = 0; i < SENDERS; i++) {
            int id = i;
            stage.actorOf(Props.create(Sender.class, () -> new Sender(id, receivers)));
        }
        stage.await(() -> handled.get() == SENDERS * RECEIVERS * EACH);
        receivers.forEach(receiver -> receiver.tell("report", ActorRef.noSender()));
        stage.await(() -> results.size() == RECEIVERS);
        Map<List<Integer>, Integer> next = new HashMap<>();
        for (List<Numbered> got : results) {
            for (Numbered message : got) {
                List<Integer> pair = List.of(message.sender(), message.receiver());
                assertEquals(next.merge(pair, 1, Integer::sum) - 1, message.number(), () -> "pair " + pair);
            }
        }
        assertEquals(SENDERS * RECEIVERS, next.size());
    }

    /** What two actors hand to and fro, with fields that nothing guards. */
    private static final class Ball {
        private int hits;
    }

    /** Hits the ball, and counts in a plain field. */
    private static final class Player extends AbstractActor {
        private final int most;
        private final Journal journal;
        private int mine;

        Player(int most, Journal journal) {
            this.most = most;
            this.journal = journal;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Ball.class, ball -> {
                        mine++;
                        if (++ball.hits == most) {
                            journal.add("hits " + ball.hits);
                        } else {
                            sender().tell(ball, self());
                        }
                    })
                    .matchAny(any -> journal.add("mine " + mine))
                    .build();
        }
    }

    @Staged
    @DisplayName(
            "M02 What was written before a tell, or while handling an earlier message, is seen when a message is handled")
    void tell_plainFields_writesAreSeen(Stage stage) {
        int most = stage.isRehearsal() ? 200 : 20_000;
        Journal journal = new Journal();
        Props props = Props.create(Player.class, () -> new Player(most, journal));
        ActorRef one = stage.actorOf(props);
        ActorRef two = stage.actorOf(props);
        one.tell(new Ball(), two);
        stage.await(journal, 1);
        one.tell("how many?", ActorRef.noSender());
        two.tell("how many?", ActorRef.noSender());
        stage.await(journal, 3);
        assertEquals(1, journal.count("hits " + most));
        assertEquals(2, journal.count("mine " + most / 2));
    }

    @Staged
    @DisplayName(
            "M03 tell(null) throws at the caller, and nothing else does: not to the dead, not after the end of the system")
    void tell_nullOrToTheDead_onlyNullThrows(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        assertThrows(InvalidMessageException.class, () -> actor.tell(null, ActorRef.noSender()));
        assertThrows(
                InvalidMessageException.class,
                () -> stage.system().deadLetters().tell(null, actor));
        stage.system().stop(actor);
        stage.settle();
        assertThrows(InvalidMessageException.class, () -> actor.tell(null, ActorRef.noSender()));
        actor.tell("too late", ActorRef.noSender());
        stage.system().terminate();
        stage.await(() -> stage.system().whenTerminated().toCompletableFuture().isDone());
        actor.tell("far too late", ActorRef.noSender());
        assertEquals(
                List.of("too late", "far too late"),
                stage.deadLetters().stream().map(DeadLetter::message).toList());
    }

    @Staged
    @DisplayName("M04 sender() is who was given to tell, or the dead-letter ref; forward keeps the original sender")
    void sender_toldForwardedOrNone_isTheOriginal(Stage stage) {
        Journal journal = new Journal();
        ActorRef target = stage.actorOf(
                Puppet.role(journal, "target")
                        .quiet()
                        .behavior(self -> AbstractActor.receiveBuilder()
                                .matchAny(message -> self.write(message + " from "
                                        + self.sender().path().name()))
                                .build())
                        .props(),
                "target");
        ActorRef relay = stage.actorOf(
                Puppet.role(journal, "relay")
                        .quiet()
                        .behavior(self -> AbstractActor.receiveBuilder()
                                .matchAny(message -> target.forward(message, self.getContext()))
                                .build())
                        .props(),
                "relay");
        ActorRef origin = stage.actorOf(Puppet.of(journal, "origin"), "origin");
        target.tell("told", origin);
        stage.await(journal, 1);
        relay.tell("forwarded", origin);
        stage.await(journal, 2);
        target.tell("alone", ActorRef.noSender());
        stage.await(journal, 3);
        relay.tell("forwarded alone", null);
        stage.expect(
                journal,
                "target told from origin",
                "target forwarded from origin",
                "target alone from deadLetters",
                "target forwarded alone from deadLetters");
    }

    @Staged
    @DisplayName(
            "M07 PoisonPill stops when it is dequeued: what came before is handled, what came after is a dead letter")
    void poisonPill_betweenMessages_stopsInItsTurn(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a").props());
        actor.tell("before", ActorRef.noSender());
        actor.tell(PoisonPill.getInstance(), ActorRef.noSender());
        actor.tell("after", ActorRef.noSender());
        stage.expect(journal, "a constructor 1", "a preStart 1", "a before", "a postStop 1");
        assertEquals(
                List.of("after"),
                stage.deadLetters().stream().map(DeadLetter::message).toList());
    }

    @Staged
    @DisplayName("M07 Kill throws ActorKilledException when it is dequeued, and the supervisor decides")
    void kill_betweenMessages_failsInItsTurn(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef parent = stage.actorOf(Puppet.role(journal, "p")
                .quiet()
                .strategy(new OneForOneStrategy(cause -> {
                    journal.add(cause.getClass().getSimpleName());
                    return Directive.RESUME;
                }))
                .props());
        tell(parent, self -> {
            ActorRef child = self.getContext().actorOf(Puppet.of(journal, "c"));
            child.tell("before", self.self());
            child.tell(Kill.getInstance(), self.self());
            child.tell("after", self.self());
        });
        stage.expect(journal, "c before", ActorKilledException.class.getSimpleName(), "c after");
    }

    @Staged
    @DisplayName("M07 Identify is answered with ActorIdentity, by the living with their ref, by the dead with none")
    void identify_livingAndDead_bothAnswered(Stage stage) {
        List<Object> answers = Collections.synchronizedList(new ArrayList<>());
        ActorRef asker = stage.actorOf(Puppet.role(new Journal(), "asker")
                .behavior(self ->
                        AbstractActor.receiveBuilder().matchAny(answers::add).build())
                .props());
        ActorRef actor = stage.actorOf(Puppet.of(new Journal(), "a"));
        actor.tell(new Identify(1), asker);
        stage.await(() -> answers.size() == 1);
        stage.system().stop(actor);
        stage.settle();
        actor.tell(new Identify(2), asker);
        stage.await(() -> answers.size() == 2);
        assertEquals(
                List.of(new ActorIdentity(1, Optional.of(actor)), new ActorIdentity(2, Optional.empty())), answers);
        assertTrue(stage.deadLetters().isEmpty());
    }
}
