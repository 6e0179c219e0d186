package io.garrick.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Terminated;
import io.garrick.actor.spi.RemoteServices;
import io.garrick.remoting.QuarantinedEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What one node owes another that is not there, rehearsed. */
class OwedSpec {

    private static void watch(ActorRef watcher, ActorRef subject) {
        watcher.tell((Mime.Do) self -> self.getContext().watch(subject), ActorRef.noSender());
    }

    @Test
    @DisplayName(
            "N06: a node that was met, is owed the news of an end, and has died is given up, though nobody is watched there")
    void deadNode_thatIsOwed_isGivenUp() {
        Nodes.explore("", (nodes, rehearsal) -> {
            ActorSystem a = nodes.start("a", 1);
            ActorSystem b = nodes.start("b", 2);
            List<Object> events = nodes.events(a);
            ActorRef home = a.actorOf(Mime.echo(), "subject");
            watch(b.actorOf(Mime.echo(), "watcher"), nodes.seenFrom(b, home));
            nodes.runFor(2_000);

            rehearsal.faults().network().kill(b);
            a.stop(home);
            nodes.runFor(20_000);

            assertEquals(
                    1,
                    events.stream().filter(QuarantinedEvent.class::isInstance).count());
        });
    }

    @Test
    @DisplayName(
            "N06: what a node that was never met is owed ends when nobody waits for it any more: nobody calls there")
    void unmetNode_thatNobodyWaitsFor_isNotCalled() {
        Nodes.explore("", (nodes, rehearsal) -> {
            ActorSystem a = nodes.start("a", 1);
            List<Object> heard = new ArrayList<>();
            ActorRef watcher = a.actorOf(Mime.props(heard), "watcher");
            ActorRef nobody = RemoteServices.of(a).resolve(ActorPath.fromString("garrick://b@host:2/user/subject#7"));
            watch(watcher, nobody);
            nodes.runFor(1_000);
            watcher.tell((Mime.Do) self -> self.getContext().unwatch(nobody), ActorRef.noSender());
            nodes.runFor(20_000);

            List<Object> events = nodes.events(nodes.start("b", 2));
            nodes.runFor(20_000);

            assertEquals(List.of(), events);
            assertEquals(List.of(), heard);
        });
    }

    @Test
    @DisplayName("N04: a system that ends says what it owes at once, though the time of its next attempt has not come")
    void end_doesNotWaitForTheNextAttempt() {
        Nodes.explore("handshake-timeout = 400 ms, backoff-min = 60 s, backoff-max = 60 s", (nodes, rehearsal) -> {
            ActorSystem a = nodes.start("a", 1);
            ActorSystem b = nodes.start("b", 2);
            List<Object> heard = new ArrayList<>();
            ActorRef home = a.actorOf(Mime.echo(), "subject");
            ActorRef subject = nodes.seenFrom(b, home);
            watch(b.actorOf(Mime.props(heard), "watcher"), subject);
            nodes.runFor(1_000);
            rehearsal.faults().network().partition(a, b);
            a.stop(home);
            nodes.runFor(1_000);
            rehearsal.faults().network().healAll();
            assertTrue(heard.isEmpty());

            a.terminate();
            nodes.runFor(20_000);

            assertEquals(List.of(new Terminated(subject, true, false)), heard);
        });
    }

    @Test
    @DisplayName("W01, N04: who watches an actor by its path alone hears of its end once, behind all that it said")
    void watch_byPathAlone_hearsOnce() {
        Nodes.explore("lanes = 3", (nodes, rehearsal) -> {
            ActorSystem a = nodes.start("a", 1);
            ActorSystem b = nodes.start("b", 2);
            List<Object> heard = new ArrayList<>();
            ActorRef watcher = a.actorOf(Mime.props(heard), "watcher");
            ActorRef home = b.actorOf(Mime.props(new ArrayList<>()), "subject");
            ActorRef there = nodes.seenFrom(b, watcher);
            ActorRef byPath = RemoteServices.of(a).resolve(ActorPath.fromString("garrick://b@host:2/user/subject"));
            watch(watcher, byPath);
            nodes.runFor(1_000);

            home.tell(
                    (Mime.Do) self -> {
                        there.tell(new Mime.Number(1), self.getSelf());
                        self.getContext().stop(self.getSelf());
                    },
                    ActorRef.noSender());
            nodes.runFor(10_000);
            rehearsal.faults().network().kill(b);
            nodes.runFor(20_000);

            assertEquals(2, heard.size(), heard::toString);
            assertEquals(new Mime.Number(1), heard.get(0));
            Terminated end = (Terminated) heard.get(1);
            assertEquals(
                    byPath.path().toStringWithoutAddress(),
                    end.getActor().path().toStringWithoutAddress());
            assertTrue(end.existenceConfirmed());
        });
    }

    @Test
    @DisplayName("W01, N04: who watches an actor by its ref and by its path hears of its end once for each")
    void watch_byRefAndByPath_hearsOnceForEach() {
        Nodes.explore("", (nodes, rehearsal) -> {
            ActorSystem a = nodes.start("a", 1);
            ActorSystem b = nodes.start("b", 2);
            List<Object> heard = new ArrayList<>();
            ActorRef watcher = a.actorOf(Mime.props(heard), "watcher");
            ActorRef home = b.actorOf(Mime.echo(), "subject");
            ActorRef byRef = nodes.seenFrom(a, home);
            ActorRef byPath = RemoteServices.of(a).resolve(ActorPath.fromString("garrick://b@host:2/user/subject"));
            watch(watcher, byPath);
            watch(watcher, byRef);
            nodes.runFor(1_000);

            b.stop(home);
            nodes.runFor(10_000);

            assertEquals(
                    Set.of(new Terminated(byRef, true, false), new Terminated(byPath, false, false)),
                    new HashSet<>(heard));
            assertEquals(2, heard.size());
        });
    }
}
