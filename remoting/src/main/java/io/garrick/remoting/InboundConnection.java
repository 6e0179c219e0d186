package io.garrick.remoting;

import io.garrick.actor.spi.Transport.End;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A connection that another node has made. Its greeting says what it is for; then a {@link Receiver} of that kind has the frames. */
final class InboundConnection extends Connection {

    /** Characters of the names in a certificate that an error tells: the text has a limit. */
    private static final int MOST_NAMES = 256;

    @Nullable
    private Association association;

    @Nullable
    private Peer peer;

    @Nullable
    private Receiver receiver;

    @Nullable
    private Hello hello;

    private boolean isGuest;

    /** Nothing can be added to what there is with the other node any more. */
    private boolean over;

    private final Runnable takeAll = super::frames;

    InboundConnection(Node node) {
        super(node);
    }

    /** What is done with the frames of one kind of lane. On the connection's thread. */
    interface Receiver {

        /** Has all taken that have come, each of which comes by {@link #frame}. */
        default void frames(Runnable takeAll) {
            takeAll.run();
        }

        void frame(int type, WireInput input);

        /** All that has come was handled. */
        void pause();
    }

    @Override
    void stands() {
        isGuest = node.guests().enter();
        if (!isGuest) {
            refuse(
                    Refusal.Reason.FULL,
                    "too many connections: limit=" + node.settings().maxConnections());
        }
    }

    @Override
    void frames() {
        Receiver known = receiver;
        if (known == null) {
            super.frames();
        } else {
            known.frames(takeAll);
        }
    }

    @Override
    void frame(int type, WireInput input) {
        if (receiver != null) {
            receiver.frame(type, input);
            return;
        }
        if (hello != null) {
            throw new MalformedFrameException("frame comes before the welcome: type=" + type);
        }
        if (type != Frames.HELLO || input.takeNumber() != Frames.MAGIC) {
            throw new MalformedFrameException("first frame is no greeting: type=" + type);
        }
        long version = input.takeNumber();
        if (version == Frames.VERSION) {
            greeted(Hello.read(input));
        } else {
            refuse(Refusal.Reason.VERSION, "protocol version differs: offered=" + version + " here=" + Frames.VERSION);
        }
    }

    private void greeted(Hello greeting) {
        hello = greeting;
        if (!greeting.to().equals(node.address())) {
            refuse(Refusal.Reason.ADDRESS, "another node was meant: to=" + greeting.to() + " here=" + node.address());
            return;
        }
        Set<String> names = link().peerNames().orElse(null);
        String host = greeting.from().host().orElseThrow();
        if (names != null && !ClaimedHost.isNamed(host, names)) {
            refuse(Refusal.Reason.OTHER, "certificate does not name the host: host=" + host + " names=" + few(names));
            return;
        }
        Association with = node.associations().greeted(greeting.from());
        if (with == null) {
            refuse(
                    Refusal.Reason.FULL,
                    "too many nodes that nobody here has talked to: limit=" + Associations.MOST_STRANGERS);
            return;
        }
        association = with;
        if (!with.waits(greeting.incarnation(), greeting.epoch(), this)) {
            admit(with, greeting);
        } else if (greeting.kind() == LaneKind.HEARTBEAT) {
            receiver = new Ponger(this); // else two nodes that doubt each other would wait for each other
            decoder.limit(limit(LaneKind.HEARTBEAT));
            welcome(with);
        } // else it has as long as any handshake has
    }

    private static String few(Set<String> names) {
        String text = names.toString();
        return text.length() <= MOST_NAMES ? text : text.substring(0, MOST_NAMES) + "...";
    }

    /** It is known now who is at the address. On the connection's thread. */
    void judge() {
        Association with = association;
        Hello greeting = hello;
        if (with != null && greeting != null && !over && !isUnwanted()) {
            admit(with, greeting);
        }
    }

    private void admit(Association with, Hello greeting) {
        Peer known = with.identify(greeting.incarnation(), greeting.epoch(), this, true);
        if (known == null && receiver != null) {
            close(); // was welcomed already; the next one hears why
            return;
        }
        if (known == null) {
            refuse(
                    with.whyNot(greeting.incarnation(), greeting.epoch()),
                    "incarnation was given up, is not at its address, or its epoch is over: incarnation="
                            + Long.toUnsignedString(greeting.incarnation()) + " epoch=" + greeting.epoch()
                            + " address=" + greeting.from());
            return;
        }
        peer = known;
        with.makeRoom(known, greeting.kind(), this);
        if (receiver != null) {
            return; // welcomed already
        }
        decoder.limit(limit(greeting.kind()));
        receiver = receiver(with, known, greeting);
        welcome(with);
        if (greeting.kind().carriesMessages()
                && !known.lane(greeting.lane()).takeOver(this, greeting.connection(), greeting.first())) {
            close(); // a newer one has come before it
        }
        with.released(known);
    }

    private void welcome(Association with) {
        handshakeDone();
        WireOutput output = new WireOutput(64);
        new Welcome(node.incarnation(), with.epoch()).write(output);
        link().send(output.content());
    }

    private int limit(LaneKind kind) {
        return switch (kind) {
            case HEARTBEAT -> Frames.HANDSHAKE_LIMIT * 2;
            case CONTROL, USER -> node.settings().maxFrame() + Frames.LONGEST_HEAD;
            case LARGE -> MessageWriter.CHUNK_BYTES + Frames.LONGEST_HEAD;
        };
    }

    private Receiver receiver(Association with, Peer known, Hello greeting) {
        return switch (greeting.kind()) {
            case CONTROL -> new SignalReceiver(this, with, known);
            case HEARTBEAT -> new Ponger(this);
            case USER, LARGE -> new LaneReceiver(this, with, known, greeting);
        };
    }

    private void refuse(Refusal.Reason reason, String text) {
        handshakeDone();
        node.wireLog().refusing(text, describe());
        WireOutput output = new WireOutput(256);
        new Refusal(reason, node.incarnation(), text).write(output);
        link().send(output.content());
        close();
    }

    @Override
    boolean owesGreeting() {
        return hello == null;
    }

    @Override
    void pause() {
        if (receiver != null) {
            receiver.pause();
        }
    }

    @Override
    void ended(End end) {
        over = true;
        if (isGuest) {
            node.guests().leave();
        }
        if (association != null && peer != null) {
            association.gone(peer, this);
        } else if (association != null) {
            association.waitsNoMore(this);
        }
    }

    @Override
    String describe() {
        return "from=" + (hello == null ? "unknown" : hello.from()) + " lane="
                + (hello == null ? "unknown" : hello.kind()) + " peer=" + peer();
    }
}
