package io.garrick.remoting;

import io.garrick.actor.spi.Transport.End;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A connection that this node makes. Greets, and is ready once it was welcomed by a node that this one talks to. */
final class OutboundConnection extends Connection {

    private final Association association;
    private final Outbound owner;
    private final LaneKind kind;
    private final Supplier<Hello> greeting;

    @Nullable
    private Peer peer;

    private boolean refused;

    /** @param greeting made when the connection stands */
    OutboundConnection(Association association, LaneKind kind, Outbound owner, Supplier<Hello> greeting) {
        super(association.node());
        this.association = association;
        this.kind = kind;
        this.owner = owner;
        this.greeting = greeting;
    }

    void connect() {
        node.transport()
                .connect(
                        association.address().host().orElseThrow(),
                        association.address().port().orElseThrow(),
                        node.settings().handshakeTimeout().toNanos(),
                        this);
    }

    boolean isReady() {
        return peer != null;
    }

    /** Whether the other node was there and said no. */
    boolean wasRefused() {
        return refused;
    }

    @Override
    void stands() {
        WireOutput output = new WireOutput(256);
        greeting.get().write(output);
        link().send(output.content());
    }

    @Override
    void frame(int type, WireInput input) {
        if (peer != null) {
            owner.frame(this, type, input);
        } else if (type == Frames.WELCOME) {
            welcome(Welcome.read(input));
        } else if (type == Frames.REFUSED) {
            refused(Refusal.read(input));
        } else {
            throw new MalformedFrameException("frame is not expected in a handshake: type=" + type);
        }
    }

    private void welcome(Welcome welcome) {
        handshakeDone();
        peer = association.identify(welcome.incarnation(), welcome.epoch(), this, false);
        if (peer == null) {
            refused = true;
            close();
        } else {
            owner.ready(this);
        }
    }

    private void refused(Refusal refusal) {
        handshakeDone();
        refused = true;
        association.refused(refusal);
        close();
    }

    @Override
    public void writable() {
        if (isReady()) {
            owner.writable(this);
        }
    }

    @Override
    void ended(End end) {
        if (peer != null) {
            association.gone(peer, this);
        }
        owner.ended(this, end);
    }

    @Override
    String describe() {
        return "to=" + association.address() + " lane=" + kind + " peer=" + peer();
    }
}
