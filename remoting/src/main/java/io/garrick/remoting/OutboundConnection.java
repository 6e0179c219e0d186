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

    private boolean foundNode;

    /** @param greeting made when the connection stands */
    OutboundConnection(Association association, LaneKind kind, Outbound owner, Supplier<Hello> greeting) {
        super(association.node());
        this.association = association;
        this.kind = kind;
        this.owner = owner;
        this.greeting = greeting;
    }

    void connect() {
        connect(node.settings().handshakeTimeout().toNanos());
    }

    void connect(long timeoutNanos) {
        node.transport()
                .connect(
                        association.address().host().orElseThrow(),
                        association.address().port().orElseThrow(),
                        timeoutNanos,
                        this);
    }

    boolean isReady() {
        return peer != null;
    }

    /** Whether anybody was there who did not say that another node was meant. */
    boolean foundNode() {
        return foundNode;
    }

    @Override
    void stands() {
        foundNode = true;
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
            close();
        } else {
            association.isSecured();
            owner.ready(this);
        }
    }

    private void refused(Refusal refusal) {
        handshakeDone();
        foundNode = refusal.reason() != Refusal.Reason.ADDRESS;
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
    void notSecured(Throwable problem) {
        association.notSecured(problem);
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
