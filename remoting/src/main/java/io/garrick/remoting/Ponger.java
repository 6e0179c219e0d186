package io.garrick.remoting;

/** Answers signs of life. */
final class Ponger implements InboundConnection.Receiver {

    private final Connection connection;

    Ponger(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void frame(int type, WireInput input) {
        if (type != Frames.PING) {
            throw new MalformedFrameException("frame is not expected on a lane for heartbeats: type=" + type);
        }
        connection.send(Frames.PONG, input.takeNumber());
    }

    @Override
    public void pause() {}
}
