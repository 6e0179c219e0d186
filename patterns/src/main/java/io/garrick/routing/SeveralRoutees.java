package io.garrick.routing;

import io.garrick.actor.ActorRef;
import io.garrick.actor.MailboxFullException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Each of several routees.
 *
 * @param routees who they are, in the order of sending
 */
public record SeveralRoutees(List<Routee> routees) implements Routee {

    /**
     * Keeps a copy.
     *
     * @param routees who they are
     */
    public SeveralRoutees {
        routees = List.copyOf(routees);
    }

    /**
     * Sends it to all, also to those behind one whose mailbox is full.
     *
     * @throws MailboxFullException the first that was thrown, after all have been sent to
     */
    @Override
    public void send(Object message, @Nullable ActorRef sender) {
        MailboxFullException first = null;
        for (Routee routee : routees) {
            try {
                routee.send(message, sender);
            } catch (MailboxFullException full) {
                first = first == null ? full : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
