package io.garrick.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Terminated;
import io.garrick.nodes.Mime.Number;
import io.garrick.remoting.AssociatedEvent;
import io.garrick.remoting.DisassociatedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Connections that carry nothing are closed, and nobody notices; rehearsed. */
class IdleSpec {

    @Test
    void idle_isClosed_andOpenedAgain() {
        Nodes.explore("idle-timeout = 10 s", (nodes, rehearsal) -> {
            ActorSystem a = nodes.start("a", 1);
            ActorSystem b = nodes.start("b", 2);
            List<Object> events = nodes.events(a);
            List<Object> heard = new ArrayList<>();
            ActorRef there = nodes.seenFrom(a, b.actorOf(Mime.props(heard), "there"));

            there.tell(new Number(1), ActorRef.noSender());
            nodes.runFor(21_000);
            assertEquals(List.of(AssociatedEvent.class, DisassociatedEvent.class), classes(events));
            there.tell(new Number(2), ActorRef.noSender());
            nodes.runFor(1_000);

            assertEquals(List.of(new Number(1), new Number(2)), heard);
            assertEquals(AssociatedEvent.class, events.get(2).getClass());
            assertEquals(List.of(), nodes.deadLetters());
        });
    }

    @Test
    @DisplayName(
            "N02, W02: connections that are closed and opened all the time lose nothing and change no order, and ends come after all")
    void idle_whileMessagesCome_losesNothing() {
        Nodes.explore("lanes = 2, idle-timeout = 10 ms", (nodes, rehearsal) -> {
            ActorSystem a = nodes.start("a", 1);
            ActorSystem b = nodes.start("b", 2);
            SplittableRandom random = new SplittableRandom(rehearsal.seed());
            List<Object> heard = new ArrayList<>();
            ActorRef home = b.actorOf(Mime.props(new ArrayList<>()), "subject");
            ActorRef watcher = a.actorOf(Mime.props(heard), "watcher");
            ActorRef subject = nodes.seenFrom(a, home);
            ActorRef there = nodes.seenFrom(b, watcher);
            watcher.tell((Mime.Do) self -> self.getContext().watch(subject), ActorRef.noSender());
            List<Object> expected = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Number number = new Number(i);
                expected.add(number);
                home.tell((Mime.Do) self -> there.tell(number, self.getSelf()), ActorRef.noSender());
                nodes.runFor(random.nextInt(30));
            }
            home.tell((Mime.Do) self -> self.getContext().stop(self.getSelf()), ActorRef.noSender());
            nodes.runFor(1_000);

            expected.add(new Terminated(subject, true, false));
            assertEquals(expected, heard);
        });
    }

    private static List<Object> classes(List<Object> events) {
        return events.stream().map(event -> (Object) event.getClass()).toList();
    }
}
