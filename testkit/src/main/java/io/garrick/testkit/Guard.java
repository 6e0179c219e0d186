package io.garrick.testkit;

import org.jspecify.annotations.Nullable;

/** Keeps other threads than the owner's out. */
final class Guard {

    private final Thread owner = Thread.currentThread();
    private final long seed;

    /** Whose turn it is when it is not the owner's. Written by the owner. */
    @Nullable
    private volatile Thread holder;

    /** What another thread was told that meddled. Written by that thread. */
    @Nullable
    private volatile IllegalStateException meddling;

    Guard(long seed) {
        this.seed = seed;
    }

    /** Somebody else acts for the owner, or nobody any more. */
    void holder(@Nullable Thread thread) {
        holder = thread;
    }

    Thread owner() {
        return owner;
    }

    /** Whether somebody acts for the owner. */
    boolean isHandedOver() {
        return holder != null;
    }

    /** Whether the calling thread is the one that acts. */
    boolean isOwner() {
        Thread other = holder;
        return Thread.currentThread() == (other == null ? owner : other);
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
