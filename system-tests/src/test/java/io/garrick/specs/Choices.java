package io.garrick.specs;

import java.util.SplittableRandom;

/** Random choices of a spec, by any thread; under rehearsal the same for the same seed. */
final class Choices {

    private final SplittableRandom random;

    Choices(long seed) {
        this.random = new SplittableRandom(seed);
    }

    synchronized int below(int bound) {
        return random.nextInt(bound);
    }

    /** True about once in so many times. */
    boolean oneIn(int times) {
        return below(times) == 0;
    }
}
