package io.garrick.actor;

import java.util.Optional;

/** In which process an actor is to live, see {@link Deploy}. A module that reaches other processes brings scopes of its own. */
public interface Scope {

    /**
     * The node where the actor is to live.
     *
     * @return its address; empty, by default, for a scope that names none
     */
    default Optional<Address> node() {
        return Optional.empty();
    }

    /**
     * This scope, or another where this one says nothing.
     *
     * @param other what holds then
     * @return by default this one
     */
    default Scope withFallback(Scope other) {
        return this;
    }
}
