package io.garrick.remoting;

import io.garrick.actor.ActorRef;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Lives of another node on which a verdict was passed before it was ever met, by uids of their actors: should one turn up, it was given up already. Guarded by its association's
 * monitor.
 */
final class Unmet {

    /** Of one address. The oldest has to go: whoever has ended so many lives there ago is not there any more. */
    private static final int MOST = 64;

    /** One for each life. */
    private final Set<Long> uids = new LinkedHashSet<>();

    void add(ActorRef subject) {
        long uid = subject.path().uid();
        if (!Incarnations.isTold(subject) || uids.stream().anyMatch(known -> Incarnations.areOfOne(known, uid))) {
            return;
        }
        if (uids.size() == MOST) {
            uids.remove(uids.iterator().next());
        }
        uids.add(uid);
    }

    boolean contains(long incarnation) {
        return uids.stream().anyMatch(uid -> Incarnations.isOf(uid, incarnation));
    }

    boolean isEmpty() {
        return uids.isEmpty();
    }

    void clear() {
        uids.clear();
    }
}
