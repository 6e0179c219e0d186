package io.garrick.dispatch;

import java.util.Comparator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Who goes first among the messages of one queue: a user's {@link PriorityGenerator} or comparator, with the order of arrival for equals, and
 * a guard around both. Whatever they throw or answer, no message gets lost: a message that cannot be ranked goes last, two that cannot be compared keep the
 * order of their arrival.
 *
 * <p>A generator is called where the message is {@linkplain #entry entered}; a comparator is called by {@link #isBefore}, that is wherever the queue sorts.
 */
final class Ranking {

    private final QueueOwner owner;

    /** Null when the comparator decides. */
    @Nullable
    private final PriorityGenerator generator;

    private final Comparator<? super Envelope> comparator;

    /** The first failure. */
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private final AtomicBoolean reported = new AtomicBoolean();

    Ranking(QueueOwner owner, Comparator<? super Envelope> comparator) {
        this.owner = owner;
        this.comparator = comparator;
        this.generator = comparator instanceof PriorityGenerator ? (PriorityGenerator) comparator : null;
    }

    /** A message in a {@link MessageHeap}. */
    static final class Entry {
        final Object message;

        /** By a generator. */
        private final int priority;

        /** For a comparator. */
        @Nullable
        private final Envelope envelope;

        /** Position in the order of arrival, given by the queue. */
        long arrival;

        /** The heap's: where it is. */
        int place;

        /** Neighbours in the order of arrival, for a queue that needs them. */
        @Nullable
        Entry older;

        @Nullable
        Entry newer;

        private Entry(Object message, int priority, @Nullable Envelope envelope) {
            this.message = message;
            this.priority = priority;
            this.envelope = envelope;
        }
    }

    /** Enters a message; may call the user's generator. */
    Entry entry(Object message) {
        return generator == null
                ? new Entry(message, 0, owner.envelope(message))
                : new Entry(message, priority(generator, message), null);
    }

    private int priority(PriorityGenerator asked, Object message) {
        try {
            return asked.gen(owner.message(message));
        } catch (Throwable thrown) {
            failure.compareAndSet(null, thrown);
            return Integer.MAX_VALUE;
        }
    }

    /** Whether one is handled before the other; may call the user's comparator. */
    boolean isBefore(Entry one, Entry other) {
        int order = one.envelope == null || other.envelope == null
                ? Integer.compare(one.priority, other.priority)
                : compare(one.envelope, other.envelope);
        return order == 0 ? one.arrival - other.arrival < 0 : order < 0;
    }

    private int compare(Envelope one, Envelope other) {
        try {
            return comparator.compare(one, other);
        } catch (Throwable thrown) {
            failure.compareAndSet(null, thrown);
            return 0;
        }
    }

    /** Reports the first failure, once. Outside all locks. */
    void report() {
        Throwable thrown = failure.get();
        if (thrown != null && !reported.get() && reported.compareAndSet(false, true)) {
            owner.rankingFailed(thrown);
        }
    }
}
