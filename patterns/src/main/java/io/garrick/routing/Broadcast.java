package io.garrick.routing;

import io.garrick.actor.spi.RemoteServices;
import java.util.Objects;

/**
 * For a router: the message in it goes to all routees, whatever the router would choose.
 *
 * @param message what the routees get
 */
public record Broadcast(Object message) implements RemoteServices.MessageHolder {

    /**
     * Refuses null.
     *
     * @param message what the routees get
     */
    public Broadcast {
        Objects.requireNonNull(message, "message");
    }

    @Override
    public Broadcast around(Object other) {
        return new Broadcast(other);
    }
}
