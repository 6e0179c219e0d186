package io.garrick.remoting;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Changes under a monitor, and what follows from them outside of it, in the order of the changes: whoever finds nobody at it does what is due, for others too. Any thread.
 */
final class Effects {

    private final Node node;

    /** Guarded by this. */
    private final ArrayDeque<Runnable> due = new ArrayDeque<>();

    private boolean running;

    Effects(Node node) {
        this.node = node;
    }

    /** @param change adds to the list what is to be done afterwards; what it throws leaves its part undone and reaches the caller */
    void change(Consumer<List<Runnable>> change) {
        if (Thread.holdsLock(this)) {
            throw new IllegalStateException(
                    "change within a change: what follows from it would be done under the monitor");
        }
        List<Runnable> effects = new ArrayList<>();
        synchronized (this) {
            change.accept(effects);
            due.addAll(effects);
            if (running || due.isEmpty()) {
                return;
            }
            running = true;
        }
        Runnable next = next();
        while (next != null) {
            try {
                next.run();
            } catch (RuntimeException | Error failure) {
                node.log().error("task of an association failed, the others go on", failure);
            }
            next = next();
        }
    }

    /** A look at what is under the monitor, from which nothing follows. */
    synchronized <T> T look(Supplier<T> value) {
        return value.get();
    }

    @Nullable
    private synchronized Runnable next() {
        Runnable next = due.poll();
        running = next != null;
        return next;
    }
}
