package io.garrick.actor;

/** In which process an actor is to live, see {@link Deploy}. A module that reaches other processes brings scopes of its own. */
public interface Scope {

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
