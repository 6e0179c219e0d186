package io.garrick.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * The subscriptions of a bus in the order in which they were made: an immutable list, exchanged by compare-and-set, so that no code of users runs
 * under a lock, and a publication sees one state of it. Any thread.
 */
final class Subscriptions<S, C> {

    private final AtomicReference<List<Subscription<S, C>>> list = new AtomicReference<>(List.of());

    List<Subscription<S, C>> all() {
        return Objects.requireNonNull(list.get());
    }

    /** Adds one, unless one is there that is the same. */
    boolean add(Subscription<S, C> added, Predicate<Subscription<S, C>> same) {
        while (true) {
            List<Subscription<S, C>> before = all();
            if (before.stream().anyMatch(same)) {
                return false;
            }
            List<Subscription<S, C>> after = new ArrayList<>(before);
            after.add(added);
            if (list.compareAndSet(before, List.copyOf(after))) {
                return true;
            }
        }
    }

    /** Takes out those that are meant. */
    boolean remove(Predicate<Subscription<S, C>> meant) {
        while (true) {
            List<Subscription<S, C>> before = all();
            List<Subscription<S, C>> after =
                    before.stream().filter(meant.negate()).toList();
            if (after.size() == before.size()) {
                return false;
            }
            if (list.compareAndSet(before, after)) {
                return true;
            }
        }
    }
}
