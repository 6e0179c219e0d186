package io.garrick.routing;

import io.garrick.actor.ActorSystem;
import io.garrick.actor.spi.SystemServices;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Any of them, each as probable as the others. The system's generator, which has a lock, is asked for a seed alone.
 *
 * <p>Origin: the numbers are those of SplitMix64 (Steele, Lea and Flood, 2014): a sum that any thread can add to, and a function that scatters its values.
 */
public final class RandomRoutingLogic implements RoutingLogic {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final AtomicLong sum;

    /**
     * With numbers of its own.
     *
     * @param system whose randomness it begins with; a rehearsal's seed decides it
     */
    public RandomRoutingLogic(ActorSystem system) {
        sum = new AtomicLong(SystemServices.of(system).random().nextLong());
    }

    @Override
    public Routee select(Object message, List<Routee> routees) {
        return routees.isEmpty() ? NoRoutee.INSTANCE : routees.get(below(routees.size()));
    }

    private int below(int bound) {
        long mixed = sum.getAndAdd(GOLDEN);
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        long bits = (mixed ^ mixed >>> 31) >>> 32;
        return (int) (bits * bound >>> 32);
    }
}
