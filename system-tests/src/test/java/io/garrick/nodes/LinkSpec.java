package io.garrick.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Terminated;
import io.garrick.nodes.Mime.Number;
import io.garrick.remoting.AssociatedEvent;
import io.garrick.remoting.DisassociatedEvent;
import io.garrick.remoting.QuarantinedEvent;
import io.garrick.remoting.Remoting;
import io.garrick.remoting.ThisActorSystemQuarantinedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Links between nodes that are lost and found, and nodes that are given up, rehearsed. */
class LinkSpec {

    private static List<Object> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> (Object) new Number(i)).toList();
    }

    @Test
    @DisplayName(
            "N05: while a connection cannot be made messages queue up to the bound, beyond it they are dead letters, and what has queued arrives in order afterwards")
    void connectionLost_messagesQueueUpToTheBound() {
        Nodes.explore("queue = 64", (nodes, rehearsal) -> {
            ActorSystem a = nodes.start("a", 1);
            ActorSystem b = nodes.start("b", 2);
            List<Object> heard = new ArrayList<>();
            ActorRef there = nodes.seenFrom(a, b.actorOf(Mime.props(heard), "there"));
            numbers(0, 10).forEach(number -> there.tell(number, ActorRef.noSender()));
            nodes.runFor(1_000);

            rehearsal.faults().network().breakConnections(a, b);
            rehearsal.faults().network().partition(a, b);
            nodes.runFor(500);
            numbers(10, 110).forEach(number -> there.tell(number, ActorRef.noSender()));
            nodes.runFor(60_000);
            assertEquals(numbers(74, 110), nodes.lost(DeadLetter.Reason.UNREACHABLE));
            assertEquals(numbers(0, 10), heard);

            rehearsal.faults().network().healAll();
            nodes.runFor(12_000); // the longest back-off, and an attempt that is under way
            assertEquals(numbers(0, 74), heard);
            assertEquals(36, nodes.deadLetters().size());
        });
    }

    @Test
    @DisplayName("N06: a node that was not there itself for a while passes no verdict on others")
    void watcherStopped_noVerdict() {
        Nodes.explore("", (nodes, rehearsal) -> {
            ActorSystem a = nodes.start("a", 1);
            ActorSystem b = nodes.start("b", 2);
            List<Object> heard = new ArrayList<>();
            ActorRef watcher = a.actorOf(Mime.props(heard), "watcher");
            ActorRef subject = nodes.seenFrom(a, b.actorOf(Mime.echo(), "subject"));
            watcher.tell((Mime.Do) self -> self.getContext().watch(subject), ActorRef.noSender());
            nodes.runFor(3_000);

            rehearsal.faults().network().pause(a, Duration.ofSeconds(30));
            nodes.runFor(45_000);
            for (int i = 0; i < 3; i++) { // there for a moment, too short for an answer
                rehearsal.faults().network().pause(a, Duration.ofSeconds(4));
                nodes.runFor(4_001);
                rehearsal.faults().network().pause(a, Duration.ofSeconds(9));
                nodes.runFor(15_000);
            }

            assertEquals(List.of(), heard);
        });
    }

    @Test
    @DisplayName("W02: a node that is given up in a life that was not met is not heard when that life turns up")
    void lifeNotMet_isGivenUpToo() {
        Nodes.explore("", (nodes, rehearsal) -> {
            ActorSystem first = nodes.start("a", 1);
            ActorSystem b = nodes.start("b", 2);
            List<Object> heard = new ArrayList<>();
            ActorRef watcher = b.actorOf(Mime.props(heard), "watcher");
            ActorRef known = nodes.seenFrom(b, first.actorOf(Mime.echo(), "subject"));
            watcher.tell((Mime.Do) self -> self.getContext().watch(known), ActorRef.noSender());
            nodes.runFor(1_000);

            rehearsal.faults().network().partition(first, b);
            rehearsal.faults().network().kill(first);
            ActorSystem second = nodes.start("a", 1);
            rehearsal.faults().network().partition(second, b);
            ActorRef later = second.actorOf(Mime.echo(), "subject");
            ActorRef laterSeen = nodes.seenFrom(b, later);
            watcher.tell((Mime.Do) self -> self.getContext().watch(laterSeen), ActorRef.noSender());
            nodes.runFor(20_000);
            rehearsal.faults().network().healAll();
            nodes.seenFrom(second, watcher).tell(new Number(1), later);
            nodes.runFor(20_000);

            assertEquals(List.of(new Terminated(known, false, true), new Terminated(laterSeen, false, true)), heard);
        });
    }

    @Test
    @DisplayName("N06: a partition one way: both sides agree within 10 s that they have parted, and say so")
    void partitionOneWay_bothSidesAgree() {
        Nodes.explore("", (nodes, rehearsal) -> {
            ActorSystem a = nodes.start("a", 1);
            ActorSystem b = nodes.start("b", 2);
            List<Object> heardByA = new ArrayList<>();
            List<Object> heardByB = new ArrayList<>();
            ActorRef one = a.actorOf(Mime.props(heardByA), "one");
            ActorRef other = b.actorOf(Mime.props(heardByB), "other");
            ActorRef oneSeen = nodes.seenFrom(b, one);
            ActorRef otherSeen = nodes.seenFrom(a, other);
            one.tell((Mime.Do) self -> self.getContext().watch(otherSeen), ActorRef.noSender());
            other.tell((Mime.Do) self -> self.getContext().watch(oneSeen), ActorRef.noSender());
            nodes.runFor(3_000);

            rehearsal.faults().network().partitionOneWay(a, b);
            nodes.runFor(10_000);

            assertEquals(List.of(new Terminated(otherSeen, false, true)), heardByA);
            assertEquals(List.of(new Terminated(oneSeen, false, true)), heardByB);
        });
    }

    @Test
    @DisplayName(
            "N06: who is given up hears of it and gives up in turn; events tell it; when it is lifted both begin anew, refs are good, and what was watched has to be watched again")
    void quarantine_isToldAndLifted() {
        Nodes.explore("", (nodes, rehearsal) -> {
            ActorSystem a = nodes.start("a", 1);
            ActorSystem b = nodes.start("b", 2);
            List<Object> eventsOfA = nodes.events(a);
            List<Object> eventsOfB = nodes.events(b);
            List<Object> heard = new ArrayList<>();
            List<Object> heardThere = new ArrayList<>();
            ActorRef watcher = a.actorOf(Mime.props(heard), "watcher");
            ActorRef home = b.actorOf(Mime.props(heardThere), "subject");
            ActorRef subject = nodes.seenFrom(a, home);
            watcher.tell((Mime.Do) self -> self.getContext().watch(subject), ActorRef.noSender());
            nodes.runFor(1_000);
            assertEquals(List.of(AssociatedEvent.class), classes(eventsOfA));

            Remoting.get(a).quarantine(nodes.address(b), "test");
            nodes.runFor(1_000);
            assertEquals(List.of(new Terminated(subject, false, true)), heard);
            assertTrue(classes(eventsOfA).contains(QuarantinedEvent.class));
            nodes.seenFrom(b, watcher).tell(new Number(1), ActorRef.noSender());
            subject.tell(new Number(2), ActorRef.noSender());
            nodes.runFor(5_000);
            assertTrue(classes(eventsOfB).contains(ThisActorSystemQuarantinedEvent.class));
            assertTrue(classes(eventsOfB).contains(DisassociatedEvent.class));
            assertEquals(2, nodes.lost(DeadLetter.Reason.QUARANTINED).size());

            assertTrue(Remoting.get(a).liftQuarantine(nodes.address(b)));
            assertFalse(Remoting.get(a).liftQuarantine(nodes.address(b)));
            subject.tell(new Number(3), ActorRef.noSender());
            watcher.tell((Mime.Do) self -> self.getContext().watch(subject), ActorRef.noSender());
            nodes.runFor(10_000);
            assertEquals(List.of(new Number(3)), heardThere);
            assertEquals(1, heard.size());
            b.stop(home);
            nodes.runFor(2_000);
            assertEquals(new Terminated(subject, true, false), heard.get(1));
        });
    }

    private static List<Object> classes(List<Object> events) {
        return events.stream().map(event -> (Object) event.getClass()).toList();
    }
}
