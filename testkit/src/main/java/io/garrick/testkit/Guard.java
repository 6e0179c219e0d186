package io.garrick.testkit;

import org.jspecify.annotations.Nullable;

/** Keeps other threads than the owner's out. */
final class Guard {

    private final Thread owner = Thread.currentThread();
    private final long seed;

    /** What another thread was told that meddled. Written by that thread. */
    @Nullable
    private volatile IllegalStateException meddling;

    Guard(long seed) {
        this.seed = seed;
    }

    boolean isOwner() {
        return Thread.currentThread() == owner;
    }

    void ensureOwner(String call) {
        if (!isOwner()) {
            IllegalStateException refusal =
                    new IllegalStateException("rehearsal belongs to another thread: call=" + call + " thread="
                            + Thread.currentThread().getName() + " owner=" + owner.getName() + " seed=" + seed);
            meddling = refusal;
            throw refusal;
        }
    }

    void ensureAlone() {
        IllegalStateException refused = meddling;
        if (refused != null) {
            throw new IllegalStateException("another thread has meddled with the rehearsal: seed=" + seed, refused);
        }
    }
}
