package io.garrick.routing;

import io.garrick.actor.ActorRef;
import org.jspecify.annotations.Nullable;

/** Whom a router may give a message to. Any thread. */
public interface Routee {

    /**
     * Gives it a message.
     *
     * @param message what to send
     * @param sender whom the receiver sees as the sender, if anybody
     * @throws io.garrick.actor.MailboxFullException as {@link ActorRef#tell} does
     */
    void send(Object message, @Nullable ActorRef sender);
}
