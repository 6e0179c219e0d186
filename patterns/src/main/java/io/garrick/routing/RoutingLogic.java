package io.garrick.routing;

import java.util.List;

/**
 * Chooses who gets a message. Any number of threads ask at once, each in the midst of its {@code tell}: it must not block, and should not lock.
 *
 * <p>Origin: name and shape as in Akka.
 */
@FunctionalInterface
public interface RoutingLogic {

    /**
     * Chooses.
     *
     * @param message what is sent; not a {@link Broadcast}, which reaches all without a choice
     * @param routees those there are now, not to be changed; perhaps none
     * @return one of them, or {@link SeveralRoutees}; {@link NoRoutee#INSTANCE} makes the message a dead letter
     */
    Routee select(Object message, List<Routee> routees);
}
