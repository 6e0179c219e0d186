package io.garrick.remoting;

import io.garrick.actor.Address;

/**
 * The last connection with an incarnation of another node has ended. On the event stream; what it means for actors is said by {@link QuarantinedEvent}, or by nothing: connections
 * come and go. As in Akka.
 *
 * @param localAddress of this node
 * @param remoteAddress of the other
 * @param incarnation of the other
 */
public record DisassociatedEvent(Address localAddress, Address remoteAddress, long incarnation) {}
