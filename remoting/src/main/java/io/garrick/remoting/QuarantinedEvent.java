package io.garrick.remoting;

import io.garrick.actor.Address;

/**
 * An incarnation of another node was given up: those of its actors that are watched count as ended, it is not talked to any more, and what comes from it is dropped. On the event
 * stream. Another incarnation at the same address is talked to at once; {@link Remoting#liftQuarantine} forgives this one. As in Akka.
 *
 * @param address of the other
 * @param incarnation which of them
 * @param reason why, for people
 */
public record QuarantinedEvent(Address address, long incarnation, String reason) {}
