package io.garrick.actor.spi;

import io.garrick.actor.ActorSystem;

/** A ref that knows its system: every ref that the runtime itself makes. */
public interface SystemBound {

    /**
     * The system that the ref was obtained from.
     *
     * @return the system
     */
    ActorSystem system();
}
