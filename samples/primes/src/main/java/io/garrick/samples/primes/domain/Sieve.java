package io.garrick.samples.primes.domain;

import java.util.BitSet;

/** The sieve of Eratosthenes, segment by segment: another way to the same number, against which the workers' sum is checked. */
public final class Sieve {

    private static final int SEGMENT = 1 << 20;

    private Sieve() {}

    /**
     * Counts primes.
     *
     * @param to the last number, at least 1
     * @return how many there are from 1 to it
     */
    public static long primesTo(long to) {
        int root = (int) Math.sqrt((double) to) + 1;
        BitSet small = composites(root);
        long count = 0;
        for (long first = 2; first <= to; first += SEGMENT) {
            int length = (int) Math.min(SEGMENT, to - first + 1);
            count += length - struckOut(first, length, small, root);
        }
        return count;
    }

    /** How many of so many numbers are multiples of smaller primes. */
    private static int struckOut(long first, int length, BitSet small, int root) {
        BitSet struck = new BitSet(length);
        long last = first + length - 1;
        for (int prime = small.nextClearBit(2); prime <= root; prime = small.nextClearBit(prime + 1)) {
            long square = (long) prime * prime;
            if (square > last) {
                break;
            }
            long multiple = Math.max(square, (first + prime - 1) / prime * prime);
            for (long at = multiple - first; at < length; at += prime) {
                struck.set((int) at);
            }
        }
        return struck.cardinality();
    }

    private static BitSet composites(int to) {
        BitSet composites = new BitSet(to + 1);
        for (int number = 2; (long) number * number <= to; number++) {
            if (!composites.get(number)) {
                for (int multiple = number * number; multiple <= to; multiple += number) {
                    composites.set(multiple);
                }
            }
        }
        return composites;
    }
}
