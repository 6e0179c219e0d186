package io.garrick.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Terminated;
import io.garrick.actor.spi.RemoteServices;
import io.garrick.nodes.Mime.Number;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Death watch between nodes, rehearsed. */
class WatchSpec {

    private static void watch(ActorRef watcher, ActorRef subject) {
        watcher.tell((Mime.Do) self -> self.getContext().watch(subject), ActorRef.noSender());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("W02, 25: the subject sends 100 messages and stops: all of them arrive before Terminated")
    void terminated_comesAfterAllMessages(boolean bySystem) {
        Nodes.explore("lanes = 3", (nodes, rehearsal) -> {
            ActorSystem a = nodes.start("a", 1);
            ActorSystem b = nodes.start("b", 2);
            List<Object> heard = new ArrayList<>();
            ActorRef watcher = a.actorOf(Mime.props(heard), "watcher");
            ActorRef home = b.actorOf(Mime.props(new ArrayList<>()), "subject");
            ActorRef subject = nodes.seenFrom(a, home);
            ActorRef there = nodes.seenFrom(b, watcher);
            watch(watcher, subject);
            nodes.runFor(100);

            home.tell(
                    (Mime.Do) self -> IntStream.range(0, 100).forEach(i -> there.tell(new Number(i), self.getSelf())),
                    ActorRef.noSender());
            if (bySystem) {
                home.tell((Mime.Do) self -> b.terminate(), ActorRef.noSender());
            } else {
                home.tell(PoisonPill.getInstance(), ActorRef.noSender());
            }
            rehearsal.runUntil(() -> heard.size() > 100);

            assertEquals(
                    IntStream.range(0, 100)
                            .mapToObj(i -> (Object) new Number(i))
                            .toList(),
                    heard.subList(0, 100));
            assertEquals(List.of(new Terminated(subject, true, false)), heard.subList(100, heard.size()));
        });
    }

    @Test
    @DisplayName(
            "N06, W07, 26: an actor of a port where nothing listens ends; watching works when it comes up, and again when it goes")
    void watch_whereNothingListens_terminated() {
        Nodes.explore("", (nodes, rehearsal) -> {
            ActorSystem a = nodes.start("a", 1);
            List<Object> heard = new ArrayList<>();
            ActorRef watcher = a.actorOf(Mime.props(heard), "watcher");
            ActorRef nobody = RemoteServices.of(a).resolve(ActorPath.fromString("garrick://b@host:2/user/subject#7"));

            watch(watcher, nobody);
            nodes.runFor(8_000);
            assertEquals(List.of(new Terminated(nobody, false, true)), heard);

            ActorSystem b = nodes.start("b", 2);
            ActorRef subject = nodes.seenFrom(a, b.actorOf(Mime.props(new ArrayList<>()), "subject"));
            watch(watcher, subject);
            nodes.runFor(20_000);
            assertEquals(1, heard.size());

            rehearsal.faults().network().kill(b);
            nodes.runFor(2_000);
            assertEquals(new Terminated(subject, false, true), heard.get(1));
            assertEquals(2, heard.size());
        });
    }

    @Test
    @DisplayName(
            "N03, 27: a peer that is killed and restarted on its port before anybody notices: the old actor has ended, a new watch works")
    void peer_restartedUnnoticed_oldActorEnds() {
        Nodes.explore("", (nodes, rehearsal) -> {
            ActorSystem a = nodes.start("a", 1);
            ActorSystem b = nodes.start("b", 2);
            List<Object> heard = new ArrayList<>();
            ActorRef watcher = a.actorOf(Mime.props(heard), "watcher");
            ActorRef old = nodes.seenFrom(a, b.actorOf(Mime.props(new ArrayList<>()), "subject"));
            watch(watcher, old);
            nodes.runFor(1_500);

            rehearsal.faults().network().kill(b);
            ActorSystem next = nodes.start("b", 2);
            List<Object> heardByNext = new ArrayList<>();
            ActorRef home = next.actorOf(Mime.props(heardByNext), "subject");
            ActorRef subject = nodes.seenFrom(a, home);
            old.tell(new Number(1), ActorRef.noSender());
            subject.tell(new Number(2), ActorRef.noSender());
            nodes.runFor(3_000);
            assertEquals(List.of(new Terminated(old, false, true)), heard);
            assertEquals(List.of(new Number(2)), heardByNext);

            watch(watcher, subject);
            nodes.runFor(1_000);
            next.stop(home);
            nodes.runFor(1_000);
            assertEquals(new Terminated(subject, true, false), heard.get(heard.size() - 1));
            assertEquals(2, heard.size());
        });
    }

    @Test
    @DisplayName(
            "N06: a node that is silent is given up within 8 s, and both agree; one that is stopped for 1 s is not")
    void silence_isJudged() {
        Nodes.explore("", (nodes, rehearsal) -> {
            ActorSystem a = nodes.start("a", 1);
            ActorSystem b = nodes.start("b", 2);
            List<Object> heard = new ArrayList<>();
            ActorRef watcher = a.actorOf(Mime.props(heard), "watcher");
            ActorRef subject = nodes.seenFrom(a, b.actorOf(Mime.props(new ArrayList<>()), "subject"));
            watch(watcher, subject);
            nodes.runFor(3_000);

            for (int i = 0; i < 5; i++) {
                rehearsal.faults().network().pause(b, java.time.Duration.ofSeconds(1));
                nodes.runFor(2_000);
            }
            assertEquals(List.of(), heard);

            rehearsal.faults().network().pause(b, java.time.Duration.ofSeconds(30));
            nodes.runFor(8_000);
            assertEquals(List.of(new Terminated(subject, false, true)), heard);

            subject.tell(new Number(1), ActorRef.noSender());
            nodes.runFor(30_000);
            assertEquals(List.of(new Number(1)), nodes.lost(io.garrick.actor.DeadLetter.Reason.QUARANTINED));
            assertTrue(heard.size() == 1);
        });
    }
}
