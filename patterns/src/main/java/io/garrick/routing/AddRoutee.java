package io.garrick.routing;

import java.util.Objects;

/**
 * An order to a router: one routee more. It is watched if it is an {@link ActorRefRoutee}, and let go when it has ended.
 *
 * @param routee who is to get messages, too
 */
public record AddRoutee(Routee routee) implements RouterManagement {

    /**
     * Refuses null.
     *
     * @param routee who is to get messages, too
     */
    public AddRoutee {
        Objects.requireNonNull(routee, "routee");
    }
}
