package io.garrick.remoting;

import io.garrick.actor.Address;

/**
 * This node and another have met: the first connection of an incarnation stands. On the event stream. As in Akka.
 *
 * @param localAddress of this node
 * @param remoteAddress of the other
 * @param incarnation of the other
 */
public record AssociatedEvent(Address localAddress, Address remoteAddress, long incarnation) {}
