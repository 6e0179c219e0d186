package io.garrick.remoting;

import io.garrick.actor.ActorRef;
import java.util.HashMap;
import java.util.Map;

/**
 * Lives of another node that this one does not talk to any more. Those that this node has given up are until it lifts that; those that have given this node up are until they lift
 * it, which they say by a later epoch. Guarded by its association's monitor.
 */
final class GivenUp {

    private static final int FOR_GOOD = Integer.MAX_VALUE;

    /** By incarnation, up to which epoch. */
    private final Map<Long, Integer> epochs = new HashMap<>();

    void add(long incarnation) {
        epochs.put(incarnation, FOR_GOOD);
    }

    /** It says that it has given this node up in that epoch; whether that is news. */
    boolean addAsItSays(long incarnation, int epoch) {
        return epochs.putIfAbsent(incarnation, epoch) == null;
    }

    boolean contains(long incarnation, int epoch) {
        Integer last = epochs.get(incarnation);
        return last != null && epoch <= last;
    }

    /** Whether a ref is of one of them. */
    boolean hasLifeOf(ActorRef ref) {
        return epochs.keySet().stream().anyMatch(incarnation -> Incarnations.isOf(ref, incarnation));
    }

    boolean isEmpty() {
        return epochs.isEmpty();
    }

    void clear() {
        epochs.clear();
    }
}
