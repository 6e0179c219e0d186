package io.garrick.dispatch;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An unbounded queue that hands over the most urgent message first, and equals in the order of their arrival.
 *
 * <p>Producers only add to a lock-free queue; the consumer moves what has arrived into a heap of its own before it takes the first from there. So no
 * sender waits for another, or for the heap, and a user's generator or comparator runs in the consumer's thread alone, under no lock. A message is
 * considered from the moment on when its {@code offer} and those that began before it have returned.
 */
final class PriorityMessageQueue implements MessageQueue {

    private final Ranking ranking;
    private final GrowingQueue arrived = new GrowingQueue();

    /** Consumer only, as the next. */
    private final MessageHeap heap;

    private long arrivals;

    /** How many were handed over; the number that have come is the producers' index. Written by the consumer only. */
    private volatile long taken;

    PriorityMessageQueue(QueueOwner owner, Comparator<? super Envelope> comparator) {
        this.ranking = new Ranking(owner, comparator);
        this.heap = new MessageHeap(ranking);
    }

    @Override
    @Nullable
    public Object offer(Object message) {
        arrived.offer(message);
        return null;
    }

    @Override
    @Nullable
    public Object poll() {
        sortIn(arrived.size());
        Ranking.Entry first = heap.poll();
        ranking.report();
        if (first == null) {
            return null;
        }
        taken = arrivals - heap.size();
        return first.message;
    }

    /** As many as there were when it began: who sends all the time does not keep the consumer here. */
    private void sortIn(int waiting) {
        for (int left = waiting; left > 0; left--) {
            Object message = arrived.relaxedPoll();
            if (message == null) {
                return; // its producer is between its two stores; those behind it come with the next poll
            }
            Ranking.Entry entry = ranking.entry(message);
            entry.arrival = arrivals;
            arrivals++;
            heap.add(entry);
        }
    }

    @Override
    public long taken() {
        return taken;
    }

    @Override
    public boolean isEmpty() {
        return size() == 0;
    }

    /** The consumer's count is read first, so it is never ahead of the producers'. */
    @Override
    public int size() {
        long out = taken;
        return (int) Math.min(arrived.currentProducerIndex() - out, Integer.MAX_VALUE);
    }
}
