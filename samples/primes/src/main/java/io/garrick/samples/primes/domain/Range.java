package io.garrick.samples.primes.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers that one worker looks at in one go.
 *
 * @param id which one of all ranges, from 1 on
 * @param first the first number
 * @param last the last number, which belongs to it
 */
public record Range(int id, long first, long last) {

    /** So many ranges at most are made of a task. */
    public static final int MOST = 100_000;

    /**
     * Checks the numbers.
     *
     * @param id which one, from 1 on
     * @param first the first number, from 1 on
     * @param last the last number
     * @throws IllegalArgumentException when these are no numbers of a range
     */
    public Range {
        if (id < 1 || first < 1 || last < first) {
            throw new IllegalArgumentException("range is none: id=" + id + " first=" + first + " last=" + last);
        }
    }

    /**
     * Cuts the numbers from 1 on into ranges.
     *
     * @param to the last number
     * @param size how many numbers each range has; the last one may have fewer
     * @return all of them, in order
     * @throws IllegalArgumentException when there would be none, or more than {@link #MOST}
     */
    public static List<Range> cut(long to, long size) {
        if (to < 1 || size < 1 || (to - 1) / size + 1 > MOST) {
            throw new IllegalArgumentException("numbers cannot be cut: to=" + to + " size=" + size + " most=" + MOST);
        }
        List<Range> ranges = new ArrayList<>();
        for (long first = 1; first <= to; first += size) {
            ranges.add(new Range(ranges.size() + 1, first, Math.min(to, first + size - 1)));
        }
        return ranges;
    }

    /**
     * Counts the primes in it, by dividing: slow on purpose, so that there is something to share.
     *
     * @return how many
     */
    public long primes() {
        long count = 0;
        for (long number = first; number <= last; number++) {
            if (isPrime(number)) {
                count++;
            }
        }
        return count;
    }

    private static boolean isPrime(long number) {
        if (number < 4 || number % 2 == 0) {
            return number == 2 || number == 3;
        }
        for (long divisor = 3; divisor * divisor <= number; divisor += 2) {
            if (number % divisor == 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "range " + id + " (" + first + " to " + last + ")";
    }
}
