package io.garrick.remoting;

import org.jspecify.annotations.Nullable;

/**
 * How far the messages of one lane have come. One connection at a time delivers, under this object's monitor, what was read at a time; a newer one waits for that and then shuts the
 * older one out, so that no message overtakes another. {@code delivered} is read by any thread.
 */
final class InboundLane {

    /** Who may deliver. Guarded by this. */
    @Nullable
    private InboundConnection owner;

    /** The owner's, or its last one's. Guarded by this. */
    private int connection;

    /** Number of the last message that was delivered, or that will never come. Written under the monitor. */
    private volatile long delivered;

    long delivered() {
        return delivered;
    }

    /** A connection takes over, and the one before it is closed; false when it is itself an old one. */
    synchronized boolean takeOver(InboundConnection newer, int number, long first) {
        if (number <= connection) {
            return false;
        }
        if (owner != null) {
            owner.close();
        }
        owner = newer;
        connection = number;
        delivered = Math.max(delivered, first - 1);
        return true;
    }

    /** Does something if this connection is still the one that delivers. */
    synchronized boolean ifOwner(InboundConnection asking, Runnable delivery) {
        if (owner != asking) {
            return false;
        }
        delivery.run();
        return true;
    }

    /** So many more were delivered. By the owner, inside {@link #ifOwner}. */
    void advance(long count) {
        long before = delivered; // written under the monitor alone
        delivered = before + count;
    }

    /** All up to this number were delivered, or will never come. By the owner, inside {@link #ifOwner}. */
    void advanceTo(long number) {
        delivered = Math.max(delivered, number); // as above
    }

    /** Its node was given up: nothing is delivered any more from when this returns, so that what was watched there may count as ended (W02). */
    synchronized void shut() {
        owner = null;
        connection = Integer.MAX_VALUE;
    }

    /** The other node says that a connection has ended on its side, and what was written to it and those before. */
    synchronized void ended(int number, long written) {
        if (number >= connection) {
            if (owner != null) {
                owner.close();
                owner = null;
            }
            connection = number;
            delivered = Math.max(delivered, written);
        }
    }
}
