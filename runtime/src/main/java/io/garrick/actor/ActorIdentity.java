package io.garrick.actor;

import java.util.Objects;
import java.util.Optional;

/**
 * The answer to {@link Identify}.
 *
 * @param correlationId the question's {@link Identify#messageId()}
 * @param ref the actor's ref; empty when nobody is there
 */
public record ActorIdentity(Object correlationId, Optional<ActorRef> ref) {

    /**
     * Refuses null.
     *
     * @param correlationId the question's {@link Identify#messageId()}
     * @param ref the actor's ref; empty when nobody is there
     */
    public ActorIdentity {
        Objects.requireNonNull(correlationId, "correlationId");
        Objects.requireNonNull(ref, "ref");
    }

    /**
     * The actor's ref.
     *
     * @return empty when nobody is there
     */
    public Optional<ActorRef> getActorRef() {
        return ref;
    }
}
