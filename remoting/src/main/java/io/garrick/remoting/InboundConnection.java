package io.garrick.remoting;

import io.garrick.actor.spi.Transport.End;
import org.jspecify.annotations.Nullable;

/** A connection that another node has made. Its greeting says what it is for; then a {@link Receiver} of that kind has the frames. */
final class InboundConnection extends Connection {

    @Nullable
    private Association association;

    @Nullable
    private Peer peer;

    @Nullable
    private Receiver receiver;

    @Nullable
    private Hello hello;

    private boolean isGuest;

    InboundConnection(Node node) {
        super(node);
    }

    /** What is done with the frames of one kind of lane. On the connection's thread. */
    interface Receiver {

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
    void frame(int type, WireInput input) {
        if (receiver != null) {
            receiver.frame(type, input);
            return;
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
        handshakeDone();
        hello = greeting;
        if (!greeting.to().equals(node.address())) {
            refuse(Refusal.Reason.ADDRESS, "another node was meant: to=" + greeting.to() + " here=" + node.address());
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
        Peer known = with.identify(greeting.incarnation(), greeting.epoch(), this, true);
        if (known == null) {
            refuse(
                    with.whyNot(greeting.incarnation(), greeting.epoch()),
                    "incarnation was given up, or its epoch is over: incarnation="
                            + Long.toUnsignedString(greeting.incarnation()) + " epoch=" + greeting.epoch()
                            + " address=" + greeting.from());
            return;
        }
        peer = known;
        with.makeRoom(known, greeting.kind(), this);
        decoder.limit(limit(greeting.kind()));
        receiver = receiver(with, known, greeting);
        WireOutput output = new WireOutput(64);
        new Welcome(node.incarnation(), with.epoch()).write(output);
        link().send(output.content());
        if (greeting.kind().carriesMessages()
                && !known.lane(greeting.lane()).takeOver(this, greeting.connection(), greeting.first())) {
            close(); // a newer one has come before it
        }
        with.released(known);
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
        node.wireLog().refusing(text, describe());
        WireOutput output = new WireOutput(256);
        new Refusal(reason, node.incarnation(), text).write(output);
        link().send(output.content());
        close();
    }

    @Override
    void pause() {
        if (receiver != null) {
            receiver.pause();
        }
    }

    @Override
    void ended(End end) {
        if (isGuest) {
            node.guests().leave();
        }
        if (association != null && peer != null) {
            association.gone(peer, this);
        }
    }

    @Override
    String describe() {
        return "from=" + (hello == null ? "unknown" : hello.from()) + " lane="
                + (hello == null ? "unknown" : hello.kind()) + " peer=" + peer();
    }
}
