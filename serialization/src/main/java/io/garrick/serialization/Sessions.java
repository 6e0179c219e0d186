package io.garrick.serialization;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Sessions that nobody uses. A thread looks first at the place where it has left the last one, which costs less than a queue that all share; two threads that have one place
 * go by the queue when they meet. Handing one over is by an atomic exchange, so what one thread has done with it the next one sees.
 */
final class Sessions {

    /** A power of two. */
    private static final int PLACES = 16;

    private final Supplier<Session> maker;
    private final AtomicReferenceArray<Session> places = new AtomicReferenceArray<>(PLACES);
    private final Queue<Session> others = new ConcurrentLinkedQueue<>();

    Sessions(Supplier<Session> maker) {
        this.maker = maker;
    }

    private static int place() {
        return (int) Thread.currentThread().getId() & (PLACES - 1);
    }

    /** One that is the caller's until it is given back; one that has failed is not. */
    Session take() {
        Session kept = places.getAndSet(place(), null);
        if (kept == null) {
            kept = others.poll();
        }
        return kept == null ? make() : kept;
    }

    /** A new one, for good. */
    Session make() {
        return maker.get();
    }

    void giveBack(Session session) {
        session.reset();
        if (!places.compareAndSet(place(), null, session)) {
            others.offer(session);
        }
    }
}
