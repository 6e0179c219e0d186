package io.garrick.dispatch;

import java.util.Comparator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The most urgent goes first, of equals the one that came first: a heap, and beside it a list in the order of arrival for finding the oldest.
 *
 * <p>A generator is asked in the sender's thread before the lock is taken. A comparator is called under the lock, which it must not need.
 */
final class PriorityLine implements WaitingLine<Ranking.Entry> {

    private final Ranking ranking;
    private final MessageHeap heap;
    private long arrivals;

    /** Ends of the list. */
    private Ranking.@Nullable Entry oldest;

    private Ranking.@Nullable Entry newest;

    PriorityLine(QueueOwner owner, Comparator<? super Envelope> comparator) {
        this.ranking = new Ranking(owner, comparator);
        this.heap = new MessageHeap(ranking);
    }

    @Override
    public Ranking.Entry entry(Object message) {
        return ranking.entry(message);
    }

    @Override
    public void add(Ranking.Entry entry) {
        entry.arrival = arrivals;
        arrivals++;
        entry.older = newest;
        if (newest == null) {
            oldest = entry;
        } else {
            newest.newer = entry;
        }
        newest = entry;
        heap.add(entry);
    }

    @Override
    @Nullable
    public Object poll() {
        Ranking.Entry first = heap.poll();
        if (first == null) {
            return null;
        }
        unlink(first);
        return first.message;
    }

    @Override
    public Object removeOldest(Predicate<Object> test) {
        Ranking.Entry entry = oldest;
        while (entry != null && !test.test(entry.message)) {
            entry = entry.newer;
        }
        if (entry == null) {
            throw new NoSuchElementException("no message may be dropped: size=" + heap.size());
        }
        unlink(entry);
        heap.remove(entry);
        return entry.message;
    }

    private void unlink(Ranking.Entry entry) {
        Ranking.Entry older = entry.older;
        Ranking.Entry newer = entry.newer;
        if (older == null) {
            oldest = newer;
        } else {
            older.newer = newer;
        }
        if (newer == null) {
            newest = older;
        } else {
            newer.older = older;
        }
        entry.older = null;
        entry.newer = null;
    }

    @Override
    public int size() {
        return heap.size();
    }

    @Override
    public void unlocked() {
        ranking.report();
    }
}
