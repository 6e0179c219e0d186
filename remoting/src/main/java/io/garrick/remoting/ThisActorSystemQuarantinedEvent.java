package io.garrick.remoting;

import io.garrick.actor.Address;

/**
 * Another node has given this one up, and says so; this one has given that one up, too, so that both agree. On the event stream. Who wants to be taken for alive again restarts the
 * system, which is another incarnation then. As in Akka.
 *
 * @param localAddress of this node
 * @param remoteAddress of the other
 */
public record ThisActorSystemQuarantinedEvent(Address localAddress, Address remoteAddress) {}
