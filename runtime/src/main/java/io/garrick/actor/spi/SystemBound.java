package io.garrick.actor.spi;

import io.garrick.actor.ActorSystem;

/** What knows its system: every ref that the runtime itself makes, and a system's scheduler. */
public interface SystemBound {

    /**
     * The system that this was obtained from.
     *
     * @return the system
     */
    ActorSystem system();
}
