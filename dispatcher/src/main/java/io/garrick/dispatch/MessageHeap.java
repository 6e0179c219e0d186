package io.garrick.dispatch;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A binary heap whose entries know their places, so that any of them can be taken out in logarithmic time. It moves entries and never drops one, whatever the
 * {@link Ranking} answers: an inconsistent one costs the order, not a message. For one thread at a time.
 */
final class MessageHeap {

    private static final int SMALLEST = 8;

    private final Ranking ranking;
    private Ranking.@Nullable Entry[] entries = new Ranking.Entry[SMALLEST];
    private int size;

    MessageHeap(Ranking ranking) {
        this.ranking = ranking;
    }

    int size() {
        return size;
    }

    void add(Ranking.Entry entry) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, size * 2);
        }
        size++;
        rise(entry, size - 1);
    }

    /** Takes the first one. */
    Ranking.@Nullable Entry poll() {
        Ranking.Entry first = entries[0];
        if (first != null) {
            remove(first);
        }
        return first;
    }

    /** Takes one that is in the heap. */
    void remove(Ranking.Entry entry) {
        int hole = entry.place;
        size--;
        Ranking.Entry last = entries[size];
        entries[size] = null;
        if (last != null && last != entry) {
            sink(last, hole);
            if (last.place == hole) {
                rise(last, hole);
            }
        }
        if (entries.length > SMALLEST && size < entries.length / 4) {
            entries = Arrays.copyOf(entries, entries.length / 2); // what a burst has taken is given back
        }
    }

    private void rise(Ranking.Entry entry, int from) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) / 2;
            Ranking.Entry above = entries[parent];
            if (above == null || !ranking.isBefore(entry, above)) {
                break;
            }
            put(above, place);
            place = parent;
        }
        put(entry, place);
    }

    private void sink(Ranking.Entry entry, int from) {
        int place = from;
        while (2 * place + 1 < size) {
            int child = 2 * place + 1;
            Ranking.Entry below = entries[child];
            Ranking.Entry right = entries[child + 1 < size ? child + 1 : child];
            if (below != null && right != null && right != below && ranking.isBefore(right, below)) {
                below = right;
                child++;
            }
            if (below == null || !ranking.isBefore(below, entry)) {
                break;
            }
            put(below, place);
            place = child;
        }
        put(entry, place);
    }

    private void put(Ranking.Entry entry, int place) {
        entries[place] = entry;
        entry.place = place;
    }
}
