package io.garrick.samples.flight.chaos;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides who crashes when. Each actor has dice of its own, seeded by the seed and its name; they outlive its crashes,
 * else it would crash at the same message for ever. Safe for any thread.
 */
public final class Chaos {

    /** Where in the handling of a message an actor crashes. */
    public enum Point {
        /** Nowhere. */
        NOWHERE,
        /** Before anything is done. */
        BEFORE,
        /** When all is done but the answer, or all if there is no answer. */
        AFTER
    }

    private final long seed;
    private final double probability;
    private final Map<String, SplittableRandom> dice = new ConcurrentHashMap<>();

    /**
     * Makes chaos.
     *
     * @param seed        any number
     * @param probability of a crash for each message that an actor handles, from 0 to 1
     */
    public Chaos(long seed, double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability is out of range: chaos=" + probability);
        }
        this.seed = seed;
        this.probability = probability;
    }

    /**
     * Rolls an actor's dice for a message.
     *
     * @param actor name of the actor
     * @return where it crashes
     */
    public Point roll(String actor) {
        SplittableRandom random =
                dice.computeIfAbsent(actor, name -> new SplittableRandom(seed * 31 + name.hashCode()));
        if (random.nextDouble() >= probability) {
            return Point.NOWHERE;
        }
        return random.nextBoolean() ? Point.BEFORE : Point.AFTER;
    }

    /**
     * Crashes if this is the point.
     *
     * @param actor name of the actor
     * @param here  where the actor is in its handling
     * @param fate  where it shall crash
     * @throws ChaosCrash if both are the same
     */
    public static void strike(String actor, Point here, Point fate) {
        if (here == fate) {
            throw new ChaosCrash(actor, here);
        }
    }
}
