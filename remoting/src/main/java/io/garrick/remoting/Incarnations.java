package io.garrick.remoting;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import java.util.List;

/**
 * Which life of a node a ref is of: uids count upwards from the number of the incarnation, and never come further than this in a life, at a million a second in half a year. Two
 * lives of one node, whose numbers are random, are taken for one in half a million.
 */
final class Incarnations {

    private static final long FARTHEST = 1L << 44;

    private Incarnations() {}

    /** Whether a ref does not tell its node's life: its uid counts from the incarnation of its parent's node, which has created it. */
    static boolean isSilent(ActorRef ref) {
        List<String> names = ref.path().elements();
        return !names.isEmpty() && names.get(0).equals("remote");
    }

    /** Whether a ref tells its node's life. */
    static boolean isTold(ActorRef ref) {
        return ref.path().uid() != ActorPath.NO_UID && !isSilent(ref);
    }

    static boolean isOf(ActorRef ref, long incarnation) {
        long uid = ref.path().uid();
        return uid != ActorPath.NO_UID && isOf(uid, incarnation);
    }

    static boolean isOf(long uid, long incarnation) {
        long count = uid - incarnation;
        return count >= 0 && count < FARTHEST;
    }

    /** Whether two actors are of one life of their node. */
    static boolean areOfOne(long uid, long other) {
        return isOf(uid, other) || isOf(other, uid);
    }
}
