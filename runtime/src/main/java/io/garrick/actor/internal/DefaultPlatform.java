package io.garrick.actor.internal;

import io.garrick.actor.spi.Platform;

/** The platform of systems that are told nothing else; the way from the API into this package. */
public final class DefaultPlatform {

    /** Threads, time and randomness of the machine. */
    public static final Platform.Factory FACTORY = ThreadPlatform::new;

    private DefaultPlatform() {}
}
