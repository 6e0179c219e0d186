package io.garrick.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Address;
import io.garrick.actor.DeadLetter.Reason;
import io.garrick.actor.spi.RemoteServices;
import io.garrick.nodes.Mime.Number;
import io.garrick.serialization.SerializationExtension;
import io.garrick.serialization.Serializer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages that cannot be sent, rehearsed: those behind them are. */
class BadMessagesSpec {

    /** Whose writing, or reading, is an error and no exception. */
    record Bomb(boolean explodesHere) {}

    /** Of bombs. */
    private static final class Fuse implements Serializer {

        @Override
        public int identifier() {
            return 77;
        }

        @Override
        public String manifest(Object message) {
            return "";
        }

        @Override
        public byte[] toBinary(Object message) {
            if (((Bomb) message).explodesHere()) {
                throw new AssertionError("not to be written");
            }
            return new byte[0];
        }

        @Override
        public Object fromBinary(ByteBuffer source, String manifest) {
            throw new AssertionError("not to be read");
        }
    }

    @Test
    void message_whoseWritingOrReadingIsAnError_holdsUpNothingBehindIt() {
        Nodes.explore("", (nodes, rehearsal) -> {
            ActorSystem a = nodes.start("a", 1);
            ActorSystem b = nodes.start("b", 2);
            SerializationExtension.get(a).register(new Fuse(), Bomb.class);
            SerializationExtension.get(b).register(new Fuse(), Bomb.class);
            List<Object> heard = new ArrayList<>();
            ActorRef there = nodes.seenFrom(a, b.actorOf(Mime.props(heard), "there"));

            there.tell(new Number(1), ActorRef.noSender());
            there.tell(new Bomb(true), ActorRef.noSender());
            there.tell(new Number(2), ActorRef.noSender());
            there.tell(new Bomb(false), ActorRef.noSender());
            there.tell(new Number(3), ActorRef.noSender());
            nodes.runFor(1_000);
            there.tell(new Number(4), ActorRef.noSender());
            rehearsal.run();

            assertEquals(List.of(new Number(1), new Number(2), new Number(3), new Number(4)), heard);
            assertEquals(List.of(new Bomb(true)), nodes.lost(Reason.SERIALIZATION));
        });
    }

    @Test
    void pathsThatAreTooLong_areDeadLetters_andTheNextOnesReachWhomTheyAreFor() {
        Nodes.explore("", (nodes, rehearsal) -> {
            ActorSystem a = nodes.start("a", 1);
            ActorSystem b = nodes.start("b", 2);
            List<Object> first = new ArrayList<>();
            List<Object> second = new ArrayList<>();
            ActorRef one = nodes.seenFrom(a, b.actorOf(Mime.props(first), "one"));
            ActorRef two = nodes.seenFrom(a, b.actorOf(Mime.props(second), "two"));
            ActorRef deep = a.actorOf(Mime.props(new ArrayList<>()), "x".repeat(3_000));

            one.tell(new Number(0), deep);
            two.tell(new Number(1), ActorRef.noSender());
            a.actorSelection("garrick://b@host:2/user/" + "y".repeat(3_000)).tell(new Number(2), ActorRef.noSender());
            one.tell(new Number(3), ActorRef.noSender());
            two.tell(new Number(4), ActorRef.noSender());
            rehearsal.run();

            assertEquals(List.of(new Number(3)), first);
            assertEquals(List.of(new Number(1), new Number(4)), second);
            assertEquals(List.of(new Number(0), new Number(2)), nodes.lost(Reason.SERIALIZATION));
        });
    }

    @Test
    void watch_byOneWhosePathIsTooLong_isAnsweredHere_andTheNextOnesAreWatched() {
        Nodes.explore("", (nodes, rehearsal) -> {
            ActorSystem a = nodes.start("a", 1);
            ActorSystem b = nodes.start("b", 2);
            ActorRef home = b.actorOf(Mime.echo(), "there");
            ActorRef there = nodes.seenFrom(a, home);
            List<Object> deepHeard = new ArrayList<>();
            List<Object> heard = new ArrayList<>();
            ActorRef deep = a.actorOf(Mime.props(deepHeard), "x".repeat(3_000));
            ActorRef watcher = a.actorOf(Mime.props(heard), "watcher");

            deep.tell((Mime.Do) self -> self.getContext().watchWith(there, "over"), ActorRef.noSender());
            watcher.tell((Mime.Do) self -> self.getContext().watchWith(there, "over"), ActorRef.noSender());
            nodes.runFor(3_000);
            assertEquals(List.of("over"), deepHeard);
            assertEquals(List.of(), heard);
            b.stop(home);
            nodes.runFor(3_000);

            assertEquals(List.of("over"), heard);
            assertEquals(List.of("over"), deepHeard);
            rehearsal.await(a.terminate());
            rehearsal.await(b.terminate());
        });
    }

    @Test
    void refOfASystemWithoutAPlace_leadsNowhere_andThrowsNothing() {
        Nodes.explore("", (nodes, rehearsal) -> {
            ActorSystem a = nodes.start("a", 1);
            ActorRef nowhere = RemoteServices.of(a)
                    .resolve(ActorPath.root(new Address("garrick", "other")).descendant(List.of("user", "x")));

            nowhere.tell(new Number(1), ActorRef.noSender());
            a.actorSelection("garrick://other/user/x").tell(new Number(2), ActorRef.noSender());
            rehearsal.run();

            assertEquals(List.of(new Number(1), new Number(2)), nodes.lost(Reason.NO_RECIPIENT));
        });
    }
}
