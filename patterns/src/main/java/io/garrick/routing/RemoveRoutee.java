package io.garrick.routing;

import java.util.Objects;

/**
 * An order to a router: one routee less. It gets no more messages; one that the router has made itself is stopped by a {@code PoisonPill}, after a
 * while in which senders that have chosen it already tell it their messages.
 *
 * @param routee who is to get no messages any more; nothing happens when it is no routee
 */
public record RemoveRoutee(Routee routee) implements RouterManagement {

    /**
     * Refuses null.
     *
     * @param routee who is to get no messages any more
     */
    public RemoveRoutee {
        Objects.requireNonNull(routee, "routee");
    }
}
