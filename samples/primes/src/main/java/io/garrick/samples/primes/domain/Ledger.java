package io.garrick.samples.primes.domain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which ranges wait, who has which one, and what was counted. Each range is entered once, however often it was given and whoever answers. Not thread-safe: it belongs to the
 * master.
 *
 * @param <W> how a worker is known
 */
public final class Ledger<W> {

    private final Deque<Range> waiting;
    private final Map<W, Range> given = new LinkedHashMap<>();
    private final Set<Integer> entered = new HashSet<>();
    private final int all;
    private long primes;

    /**
     * Begins with nothing counted.
     *
     * @param ranges all that is to be counted
     */
    public Ledger(List<Range> ranges) {
        this.waiting = new ArrayDeque<>(ranges);
        this.all = ranges.size();
    }

    /**
     * Gives a worker the next range.
     *
     * @param worker one that has none
     * @return empty when all are given or counted
     * @throws IllegalStateException when it has one
     */
    public Optional<Range> give(W worker) {
        if (given.containsKey(worker)) {
            throw new IllegalStateException("worker has a range already: worker=" + worker + " " + given.get(worker));
        }
        Optional<Range> next = Optional.ofNullable(waiting.poll());
        next.ifPresent(range -> given.put(worker, range));
        return next;
    }

    /**
     * Enters what a worker has counted.
     *
     * @param worker who
     * @param range what it has counted
     * @param count how many primes are in it
     * @return whether it counts: not when the worker does not have this range, or not any more
     */
    public boolean enter(W worker, Range range, long count) {
        if (!given.remove(worker, range)) {
            return false;
        }
        if (!entered.add(range.id())) {
            throw new IllegalStateException("range was counted already: worker=" + worker + " " + range);
        }
        primes += count;
        return true;
    }

    /**
     * A worker is gone: its range waits again, before all others.
     *
     * @param worker who
     * @return the range; empty when it had none
     */
    public Optional<Range> takeBack(W worker) {
        Optional<Range> range = Optional.ofNullable(given.remove(worker));
        range.ifPresent(waiting::addFirst);
        return range;
    }

    /**
     * What a worker has.
     *
     * @param worker who
     * @return its range; empty when it has none
     */
    public Optional<Range> of(W worker) {
        return Optional.ofNullable(given.get(worker));
    }

    /**
     * The workers that have a range.
     *
     * @return a copy
     */
    public List<W> busy() {
        return new ArrayList<>(given.keySet());
    }

    /**
     * How far it has come.
     *
     * @return how many ranges were counted
     */
    public int counted() {
        return entered.size();
    }

    /**
     * How much there is.
     *
     * @return how many ranges there are
     */
    public int all() {
        return all;
    }

    /**
     * Whether every range was counted.
     *
     * @return whether it is over
     */
    public boolean isComplete() {
        return entered.size() == all;
    }

    /**
     * The sum.
     *
     * @return primes in all ranges that were counted
     */
    public long primes() {
        return primes;
    }
}
