package io.garrick.routing;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSelection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A routee that is whoever is at a path when a message is sent. It stays a routee when nobody is there: then the message is a dead letter.
 *
 * @param selection who is meant
 */
public record ActorSelectionRoutee(ActorSelection selection) implements Routee {

    /**
     * Refuses null.
     *
     * @param selection who is meant
     */
    public ActorSelectionRoutee {
        Objects.requireNonNull(selection, "selection");
    }

    @Override
    public void send(Object message, @Nullable ActorRef sender) {
        selection.tell(message, sender);
    }
}
