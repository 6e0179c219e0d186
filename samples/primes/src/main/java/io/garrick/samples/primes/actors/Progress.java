package io.garrick.samples.primes.actors;

import io.garrick.actor.Address;
import io.garrick.samples.primes.domain.Range;

/** Who wants to know how far the master is. Called by the master, in turn. */
public interface Progress {

    /**
     * Another node has joined.
     *
     * @param node what it is called
     * @param address where it is
     * @param workers how many workers are created there
     */
    void joined(String node, Address address, int workers);

    /**
     * A node has gone.
     *
     * @param node what it is called
     * @param lost whether it was given up, and has not taken its leave
     */
    void left(String node, boolean lost);

    /** The first range is about to be given. */
    void begins();

    /**
     * A range was counted, for the first and only time.
     *
     * @param range the numbers
     * @param primes how many of them are primes
     * @param worker who has counted
     */
    void counted(Range range, long primes, String worker);

    /**
     * A worker has ended that had a range, which is to be counted again.
     *
     * @param range the numbers
     * @param worker who had it
     */
    void takenBack(Range range, String worker);

    /** Nobody is left who could count. */
    void deserted();

    /**
     * Everything is counted.
     *
     * @param primes the sum
     */
    void complete(long primes);

    /**
     * The master ends before everything is counted.
     *
     * @param counted how many ranges were counted
     * @param all how many there are
     */
    void interrupted(int counted, int all);
}
