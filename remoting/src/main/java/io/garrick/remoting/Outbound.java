package io.garrick.remoting;

import io.garrick.actor.spi.Transport.End;

/** What is sent over connections that this node makes. Called on the connection's thread. */
interface Outbound {

    /** The handshake is done. */
    void ready(OutboundConnection connection);

    /** A frame has come back. */
    void frame(OutboundConnection connection, int type, WireInput input);

    /** The link takes more again. */
    void writable(OutboundConnection connection);

    /** The connection has ended, or has never been ready. */
    void ended(OutboundConnection connection, End end);
}
