package io.garrick.remoting;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;

/**
 * Which life of a node a ref is of: uids count upwards from the number of the incarnation, and never come further than this in a life, at a million a second in half a year. Two
 * lives of one node, whose numbers are random, are taken for one in half a million.
 */
final class Incarnations {

    private static final long FARTHEST = 1L << 44;

    private Incarnations() {}

    static boolean isOf(ActorRef ref, long incarnation) {
        long uid = ref.path().uid();
        long count = uid - incarnation;
        return uid != ActorPath.NO_UID && count >= 0 && count < FARTHEST;
    }
}
