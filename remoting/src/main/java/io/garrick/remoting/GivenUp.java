package io.garrick.remoting;

import io.garrick.actor.ActorRef;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lives of another node that this one does not talk to any more. Those that this node has given up are until it lifts that; those that have given this node up are until they lift
 * it, which they say by a later epoch. Guarded by its association's monitor.
 */
final class GivenUp {

    private static final int FOR_GOOD = Integer.MAX_VALUE;

    /** Of one address: incarnations are random, so the one that was given up first counts as the oldest. When so many have followed it there it has long lost the port. */
    static final int MOST = 256;

    /** By incarnation, up to which epoch; in the order in which they were given up. */
    private final Map<Long, Integer> epochs = new LinkedHashMap<>();

    void add(long incarnation) {
        epochs.remove(incarnation);
        epochs.put(incarnation, FOR_GOOD);
        forgetOldest();
    }

    private void forgetOldest() {
        if (epochs.size() > MOST) {
            epochs.remove(epochs.keySet().iterator().next());
        }
    }

    /** It says that it has given this node up in that epoch; whether that is news. */
    boolean addAsItSays(long incarnation, int epoch) {
        boolean isNews = epochs.putIfAbsent(incarnation, epoch) == null;
        forgetOldest();
        return isNews;
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
