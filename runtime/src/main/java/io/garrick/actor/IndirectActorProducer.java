package io.garrick.actor;

/**
 * Makes actors that somebody else assembles, such as a container that injects what they need. {@code Props.create(MyProducer.class, args…)} makes one
 * producer at once, which then makes every instance of the actor.
 */
public interface IndirectActorProducer {

    /**
     * Makes an actor. Called by the runtime at each start and restart, on the thread that runs the actor; the constructor must run within this call.
     *
     * @return a fresh instance
     */
    AbstractActor produce();

    /**
     * What is made; asked once.
     *
     * @return the class, or a superclass, of what {@link #produce} returns
     */
    Class<? extends AbstractActor> actorClass();
}
