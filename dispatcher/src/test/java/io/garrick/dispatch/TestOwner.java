package io.garrick.dispatch;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** An owner whose elements are bare messages; {@link Character}s are exempt, and a message's sender is its class. */
final class TestOwner implements QueueOwner {

    final AtomicInteger warnings = new AtomicInteger();
    final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    @Override
    public boolean isExempt(Object element) {
        return element instanceof Character;
    }

    @Override
    public Object message(Object element) {
        return element;
    }

    @Override
    public Envelope envelope(Object element) {
        return new Envelope() {
            @Override
            public Object message() {
                return element;
            }

            @Override
            public Object sender() {
                return element.getClass();
            }
        };
    }

    @Override
    public void senderCannotWait() {
        warnings.incrementAndGet();
    }

    @Override
    public void rankingFailed(Throwable thrown) {
        failures.add(thrown);
    }
}
