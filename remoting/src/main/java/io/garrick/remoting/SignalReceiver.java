package io.garrick.remoting;

import io.garrick.actor.spi.RemoteRefProvider.Ended;
import io.garrick.actor.spi.RemoteRefProvider.Signal;

/** Takes the other node's signals, each once and in order, and acknowledges them. */
final class SignalReceiver implements InboundConnection.Receiver {

    private final InboundConnection connection;
    private final Association association;
    private final Peer peer;

    private boolean owes;

    SignalReceiver(InboundConnection connection, Association association, Peer peer) {
        this.connection = connection;
        this.association = association;
        this.peer = peer;
    }

    @Override
    public void frame(int type, WireInput input) {
        if (type != Frames.SIGNAL) {
            throw new MalformedFrameException("frame is not expected on a lane for signals: type=" + type);
        }
        owes = true;
        long number = input.takeNumber();
        int kind = input.takeByte();
        if (kind == Signals.LANE_ENDED) {
            int lane = input.takeCount(Frames.MOST_LANES - 1);
            int ended = input.takeCount(Integer.MAX_VALUE);
            long written = input.takeNumber();
            Fields.skip(input); // nothing is done that a malformed rest would leave half done
            association.laneEnded(peer, number, lane, ended, written);
        } else if (kind == Signals.CREATE) {
            Creation creation = Creation.take(input, association);
            Fields.skip(input);
            association.received(peer, number, creation);
        } else {
            Signal signal = Signals.readSignal(kind, input, association);
            long[] marks = signal instanceof Ended ? Signals.readMarks(input) : new long[0];
            Fields.skip(input);
            association.received(peer, number, signal, marks);
            if (!association.node().trust().admitsSignals()) {
                association
                        .node()
                        .wireLog()
                        .untrusted(connection.describe(), signal.getClass().getName());
            }
        }
    }

    @Override
    public void pause() {
        if (owes) {
            owes = false;
            connection.send(Frames.ACK, association.acknowledged(peer));
        }
    }
}
