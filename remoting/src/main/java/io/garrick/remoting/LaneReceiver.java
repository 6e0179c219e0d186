package io.garrick.remoting;

/** Delivers the messages of one connection, as long as no newer one of the same lane has come. */
final class LaneReceiver implements InboundConnection.Receiver {

    private final InboundConnection connection;
    private final Association association;
    private final Peer peer;
    private final InboundLane lane;
    private final MessageReader reader;

    /** Whether this is inside {@link #frames}. On the connection's thread. */
    private boolean delivers;

    LaneReceiver(InboundConnection connection, Association association, Peer peer, Hello hello) {
        this.connection = connection;
        this.association = association;
        this.peer = peer;
        this.lane = peer.lane(hello.lane());
        this.reader = new MessageReader(association, hello, connection::describe, connection::isUnwanted);
    }

    @Override
    public void frames(Runnable takeAll) {
        boolean mayDeliver = lane.ifOwner(connection, () -> {
            delivers = true;
            try {
                takeAll.run();
            } finally {
                delivers = false;
                reader.handOn(lane);
            }
        });
        if (!mayDeliver) {
            connection.close();
        }
    }

    /** Inside {@link #frames}, but for those that came together with the greeting. */
    @Override
    public void frame(int type, WireInput input) {
        if (delivers) {
            deliver(type, input);
        } else {
            frames(() -> deliver(type, input));
        }
    }

    private void deliver(int type, WireInput input) {
        switch (type) {
            case Frames.MESSAGE, Frames.CHUNK, Frames.GAP -> reader.read(type, input, lane);
            case Frames.BYE -> connection.send(Frames.BYE_ACK, input.takeNumber());
            default -> throw new MalformedFrameException("frame is not expected on a lane for messages: type=" + type);
        }
    }

    @Override
    public void pause() {
        if (peer.isHolding()) {
            association.released(peer);
        }
    }
}
