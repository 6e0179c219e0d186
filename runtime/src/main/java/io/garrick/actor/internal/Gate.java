package io.garrick.actor.internal;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What must wait for something, and then goes in its order before all that comes later. Nothing is done under its lock. Any thread.
 */
final class Gate {

    /** Guarded by this. */
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();

    private boolean letsThrough;

    private boolean running;

    /** Whether it may be passed without asking. */
    private volatile boolean open;

    boolean isOpen() {
        return open;
    }

    /** Does something when its turn comes; false when too much is waiting already. */
    boolean pass(Runnable action, int most) {
        synchronized (this) {
            if (!letsThrough && waiting.size() >= most) {
                return false;
            }
            waiting.add(action);
        }
        run();
        return true;
    }

    /** What has waited is done, and whatever comes from here on. */
    void open() {
        synchronized (this) {
            letsThrough = true;
        }
        run();
    }

    private void run() {
        boolean threw = true;
        try {
            for (Runnable next = begin(); next != null; next = next()) {
                next.run();
            }
            threw = false;
        } finally {
            if (threw) {
                leave();
            }
        }
    }

    /** Something has thrown: what waits goes with the next that comes. */
    private synchronized void leave() {
        running = false;
    }

    private synchronized @Nullable Runnable begin() {
        return running || !letsThrough ? null : next();
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = waiting.poll();
        running = next != null;
        open = !running;
        return next;
    }
}
