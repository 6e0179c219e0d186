package io.garrick.samples.primes.actors;

import io.garrick.samples.primes.domain.Range;
import java.util.List;

/**
 * What a master is to do.
 *
 * @param ranges all that is to be counted
 * @param workers how many workers of its own it has
 * @param nodes how many other nodes it waits for before it begins
 */
public record Plan(List<Range> ranges, int workers, int nodes) {

    /**
     * Takes a copy.
     *
     * @param ranges all that is to be counted
     * @param workers how many workers of its own it has
     * @param nodes how many other nodes it waits for before it begins
     */
    public Plan {
        ranges = List.copyOf(ranges);
    }
}
