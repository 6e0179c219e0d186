package io.garrick.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSelection;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.DeadLetter;
import io.garrick.nodes.Mime.Gift;
import io.garrick.nodes.Mime.Number;
import io.garrick.pattern.Patterns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages between nodes, rehearsed. */
class MessagesSpec {

    @Test
    @DisplayName("N01: a ref that was sent to another node and back is the original")
    void ref_sentThereAndBack_isTheOriginal() {
        Nodes.explore("", (nodes, rehearsal) -> {
            ActorSystem a = nodes.start("a", 1);
            ActorSystem b = nodes.start("b", 2);
            ActorRef echo = nodes.seenFrom(a, b.actorOf(Mime.echo(), "echo"));
            List<Object> heard = new ArrayList<>();
            List<ActorRef> senders = new ArrayList<>();
            ActorRef asker = a.actorOf(Mime.props(heard, (self, message) -> senders.add(self.getSender())), "asker");

            echo.tell(new Gift(asker), asker);
            echo.tell(new Gift(echo), asker);
            rehearsal.run();

            assertEquals(List.of(new Gift(asker), new Gift(echo)), heard);
            assertSame(asker, ((Gift) heard.get(0)).ref());
            assertEquals(List.of(echo, echo), senders);
            assertEquals(echo.hashCode(), senders.get(0).hashCode());
            assertNotEquals(echo, asker);
        });
    }

    @Test
    @DisplayName("N01: the ref of an actor that has ended does not lead to its successor of the same name")
    void ref_ofTheEnded_isNotItsSuccessors() {
        Nodes.explore("", (nodes, rehearsal) -> {
            ActorSystem a = nodes.start("a", 1);
            ActorSystem b = nodes.start("b", 2);
            List<Object> heard = new ArrayList<>();
            ActorRef first = b.actorOf(Mime.props(heard), "place");
            ActorRef old = nodes.seenFrom(a, first);
            b.stop(first);
            rehearsal.run();
            ActorRef next = nodes.seenFrom(a, b.actorOf(Mime.props(heard), "place"));

            old.tell(new Number(1), ActorRef.noSender());
            next.tell(new Number(2), ActorRef.noSender());
            rehearsal.run();

            assertEquals(List.of(new Number(2)), heard);
            assertEquals(List.of(new Number(1)), nodes.lost(DeadLetter.Reason.NO_RECIPIENT));
            assertNotEquals(old, next);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    @DisplayName("N02, 23: four senders count down against an echo, by ref and by selection, each number in order")
    void counting_overLanes_isInOrder(int lanes) {
        int most = 60;
        Nodes.explore("lanes = " + lanes, (nodes, rehearsal) -> {
            ActorSystem a = nodes.start("a", 1);
            ActorSystem b = nodes.start("b", 2);
            ActorRef echo = nodes.seenFrom(a, b.actorOf(Mime.echo(), "echo"));
            ActorSelection selection = a.actorSelection("garrick://b@host:2/user/echo");
            List<List<Object>> all = new ArrayList<>();
            for (int sender = 0; sender < 4; sender++) {
                List<Object> heard = new ArrayList<>();
                all.add(heard);
                ActorRef actor = a.actorOf(Mime.props(heard), "sender" + sender);
                BiConsumer<Object, ActorRef> way = sender % 2 == 0 ? echo::tell : selection::tell;
                actor.tell(
                        (Mime.Do) self -> {
                            for (int i = most; i >= 0; i--) {
                                (i % 3 == 0 ? (BiConsumer<Object, ActorRef>) echo::tell : way)
                                        .accept(new Number(i), self.getSelf());
                            }
                        },
                        ActorRef.noSender());
            }
            rehearsal.run();

            List<Object> expected = IntStream.rangeClosed(0, most)
                    .mapToObj(i -> (Object) new Number(most - i))
                    .toList();
            all.forEach(heard -> assertEquals(expected, heard));
            assertEquals(List.of(), nodes.deadLetters());
        });
    }

    @Test
    void ask_ofAnActorElsewhere_isAnswered() {
        Nodes.explore("", (nodes, rehearsal) -> {
            ActorSystem a = nodes.start("a", 1);
            ActorSystem b = nodes.start("b", 2);
            ActorRef home = b.actorOf(Mime.echo(), "echo");
            ActorRef echo = nodes.seenFrom(a, home);

            assertEquals(new Number(7), rehearsal.await(Patterns.ask(echo, new Number(7), Duration.ofSeconds(3))));
            ActorSelection selection = a.actorSelection("garrick://b@host:2/user/echo");
            assertEquals(new Number(8), rehearsal.await(Patterns.ask(selection, new Number(8), Duration.ofSeconds(3))));
            assertEquals(
                    echo,
                    rehearsal.await(
                            a.actorSelection("garrick://b@host:2/user/echo").resolveOne(Duration.ofSeconds(3))));
        });
    }

    @Test
    @DisplayName("29: what was told before the system ends arrives")
    void messages_thenTermination_allArrive() {
        Nodes.explore("", (nodes, rehearsal) -> {
            ActorSystem a = nodes.start("a", 1);
            ActorSystem b = nodes.start("b", 2);
            List<Object> heard = new ArrayList<>();
            ActorRef there = nodes.seenFrom(a, b.actorOf(Mime.props(heard), "there"));

            for (int i = 1; i <= 3; i++) {
                there.tell(new Number(i), ActorRef.noSender());
            }
            rehearsal.await(a.terminate());
            rehearsal.run();

            assertEquals(List.of(new Number(1), new Number(2), new Number(3)), heard);
        });
    }
}
