package io.garrick.routing;

import io.garrick.actor.ActorRef;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A routee that is one actor. A router watches it, and lets go of it when it has ended.
 *
 * @param ref the actor
 */
public record ActorRefRoutee(ActorRef ref) implements Routee {

    /**
     * Refuses null.
     *
     * @param ref the actor
     */
    public ActorRefRoutee {
        Objects.requireNonNull(ref, "ref");
    }

    @Override
    public void send(Object message, @Nullable ActorRef sender) {
        ref.tell(message, sender);
    }
}
