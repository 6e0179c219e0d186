package io.garrick.remoting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.ContextPropagation;
import io.garrick.actor.Props;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.spi.RemoteServices;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a thread knows beside its arguments, over the wire. */
class ContextTravelsTest {

    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final ThreadLocal<String> TRACE = new ThreadLocal<>();

    /** A trace. Says that all texts are its own, but one. */
    private static class Trace implements ContextPropagation {

        @Override
        public @Nullable Object capture() {
            return TRACE.get();
        }

        @Override
        public Scope restore(Object captured) {
            String before = TRACE.get();
            TRACE.set((String) captured);
            return () -> TRACE.set(before);
        }
    }

    private static final class TravellingTrace extends Trace {

        @Override
        public String toText(Object captured) {
            return (String) captured;
        }

        @Override
        public @Nullable Object fromText(String text) {
            return text.equals("foreign") ? null : text;
        }
    }

    /** Tells the test in which trace it handles, and answers. */
    private static final class Ear extends AbstractActor {
        private final BlockingQueue<String> heard;

        Ear(BlockingQueue<String> heard) {
            this.heard = heard;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchAny(message -> {
                        heard.add(message + " in " + TRACE.get());
                        if (message.equals("ask")) {
                            getSender().tell("answer", getSelf());
                        }
                    })
                    .build();
        }
    }

    private final BlockingQueue<String> there = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> here = new LinkedBlockingQueue<>();

    @AfterEach
    void noTrace() {
        TRACE.remove();
    }

    private static ActorSystem start(String name, @Nullable ContextPropagation propagation) {
        SystemSettings settings = SystemSettings.from(ConfigFactory.parseString("garrick.remote.port = 0"));
        return ActorSystem.create(name, propagation == null ? settings : settings.withContextPropagation(propagation));
    }

    private static ActorRef seen(ActorSystem from, ActorSystem at, ActorRef ref) {
        return RemoteServices.of(from).resolve(RemoteServices.of(at).export(ref));
    }

    private static Props ear(BlockingQueue<String> heard) {
        return Props.create(Ear.class, () -> new Ear(heard));
    }

    /** What is heard there of one message with a trace, one with a foreign text, one too long, one without; and of the answer here. */
    private void tell(@Nullable ContextPropagation ofA, @Nullable ContextPropagation ofB, String trace)
            throws InterruptedException {
        try (ActorSystem a = start("a", ofA);
                ActorSystem b = start("b", ofB)) {
            ActorRef ear = seen(a, b, b.actorOf(ear(there), "ear"));
            ActorRef asker = a.actorOf(ear(here), "asker");
            TRACE.set(PARENT);
            ear.tell("ask", asker);
            assertEquals("ask in " + trace, there.take());
            assertEquals("answer in " + trace, here.take());
            a.actorSelection(Remoting.get(b).address() + "/user/ear").tell("selected", asker);
            assertEquals("selected in " + trace, there.take());
            TRACE.set("foreign");
            ear.tell("foreign", asker);
            TRACE.set("x".repeat(Frames.LONGEST_TEXT + 1));
            ear.tell("long", asker);
            TRACE.remove();
            ear.tell("none", asker);
            assertEquals("foreign in null", there.take());
            assertEquals("long in null", there.take());
            assertEquals("none in null", there.take());
        }
    }

    @Test
    @DisplayName("Q11: a context with a form for the wire goes to the other node and back, by ref and by selection")
    void context_withText_goesThereAndBack() throws InterruptedException {
        tell(new TravellingTrace(), new TravellingTrace(), PARENT);
    }

    @Test
    @DisplayName("Q11: of two propagations the one with a text goes")
    void contexts_two_oneGoes() throws InterruptedException {
        ContextPropagation nothing = new ContextPropagation() {
            @Override
            public @Nullable Object capture() {
                return "mdc";
            }

            @Override
            public Scope restore(Object captured) {
                return () -> {};
            }
        };
        tell(nothing.and(new TravellingTrace()), nothing.and(new TravellingTrace()), PARENT);
    }

    @Test
    @DisplayName("Q11: a context without a text stays, and a node without a propagation skips what comes")
    void context_withoutText_stays() throws InterruptedException {
        tell(new Trace(), new TravellingTrace(), "null");
        tell(new TravellingTrace(), null, "null");
    }

    @Test
    @DisplayName("wire: a message of version 1 with a context, byte by byte; unknown fields beside it are skipped")
    void frame_ofVersion1() {
        try (ActorSystem a = start("a", new TravellingTrace())) {
            Association association = Remoting.get(a).node().associations().get(Knock.STRANGER);
            ActorRef recipient = RemoteServices.of(a).resolve(ActorPath.fromString(Knock.STRANGER + "/user/b#5"));
            WireOutput output = new WireOutput(64);
            MessageWriter writer = new MessageWriter(association, output, LaneKind.USER);

            writer.write(new Outgoing(recipient, null, new byte[] {9}, null, "00-1-2-01"));

            String hex = HexFormat.of().formatHex(Knock.bytes(output));
            String head = "1004" + "0009" + "2f757365722f622335" + "01" + "0000";
            assertEquals(head + "01" + "01" + "09" + "30302d312d322d3031", hex.substring(8, 8 + head.length() + 24));

            byte[] fields = HexFormat.of().parseHex("03" + "07020102" + "0109" + "30302d312d322d3031" + "ff0100");
            assertEquals("00-1-2-01", Fields.takeContext(WireInput.of(fields)));
            assertNull(Fields.takeContext(WireInput.of(new byte[] {1, 2, 1, 0})));
            assertNull(Fields.takeContext(WireInput.of(new byte[] {0})));
        }
    }
}
