package io.garrick.actor.internal;

import java.util.random.RandomGenerator;

/** A generator that is not thread-safe, for all threads of a system. */
final class LockedRandom implements RandomGenerator {

    private final RandomGenerator generator;

    LockedRandom(RandomGenerator generator) {
        this.generator = generator;
    }

    @Override
    public synchronized long nextLong() {
        return generator.nextLong();
    }
}
