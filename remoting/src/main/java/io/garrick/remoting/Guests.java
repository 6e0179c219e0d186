package io.garrick.remoting;

import java.util.concurrent.atomic.AtomicInteger;

/** How many connections others have made to this node, which has room for so many. Any thread. */
final class Guests {

    private final int most;
    private final AtomicInteger inside = new AtomicInteger();

    Guests(int most) {
        this.most = most;
    }

    /** Whether one more may stay; if so it has to {@link #leave}. */
    boolean enter() {
        if (inside.incrementAndGet() <= most) {
            return true;
        }
        inside.decrementAndGet();
        return false;
    }

    void leave() {
        inside.decrementAndGet();
    }

    int count() {
        return inside.get();
    }
}
