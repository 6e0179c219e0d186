package io.garrick.benchmarks;

import java.util.concurrent.atomic.AtomicLong;

/** How many messages were handled, and a checksum of their contents. Written by one thread at a time, read by any. */
final class Work {

    private final AtomicLong count = new AtomicLong();
    private final AtomicLong checksum = new AtomicLong();

    /** Adds a message that was handled. */
    long add(Object message) {
        checksum.setRelease(checksum.getPlain() + Messages.weigh(message));
        return add(1);
    }

    /** Adds messages that somebody else has looked at. */
    long add(long messages) {
        long next = count.getPlain() + messages;
        count.setRelease(next);
        return next;
    }

    long count() {
        return count.getAcquire();
    }

    long checksum() {
        return checksum.getAcquire();
    }
}
