package io.garrick.actor.spi;

import io.garrick.actor.ActorRef;

/**
 * A ref in front of an actor's own one, for those who have to give out a ref of a class of theirs. The runtime takes it for the actor's: who watches, unwatches or
 * stops it, does that to the actor, and notices name the actor's own ref.
 *
 * <p>Implementations are {@code equal} to that ref, as it is to them, with its {@code hashCode}, and hand on what they are told.
 */
public interface StandIn extends ActorRef, SystemBound {

    /**
     * The actor's own ref.
     *
     * @return always the same one, which is no stand-in
     */
    ActorRef actual();

    /**
     * A ref without what stands in front of it.
     *
     * @param ref any ref
     * @return the actor's own ref for a stand-in, else the same
     */
    static ActorRef actual(ActorRef ref) {
        return ref instanceof StandIn ? ((StandIn) ref).actual() : ref;
    }
}
