package io.garrick.remoting;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.spi.Transport.End;
import java.nio.ByteBuffer;

/** A node, and what is said to it by connections of which it knows nothing. */
final class FuzzedNode implements AutoCloseable {

    private final ActorSystem system = ActorSystem.create(
            "fuzz",
            ConfigFactory.parseString(
                    "garrick { daemonic = on, dead-letters-logged = 0, loglevel = off, remote { port = 0 } }"));
    private final Node node = Remoting.get(system).node();

    Node node() {
        return node;
    }

    /** Says all of it, in two parts. */
    void hear(byte[] bytes, int cut) {
        InboundConnection connection = new InboundConnection(node);
        DeafLink link = new DeafLink();
        connection.opened(link);
        int first = Math.min(Math.max(0, cut), bytes.length);
        connection.received(ByteBuffer.wrap(bytes, 0, first));
        connection.received(ByteBuffer.wrap(bytes, first, bytes.length - first));
        connection.closed(End.CLOSED, null);
    }

    @Override
    public void close() {
        system.close();
    }
}
