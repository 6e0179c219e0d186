package io.garrick.actor.spi;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import org.jspecify.annotations.Nullable;

/** An actor seen from inside, for test kits: valid during a {@linkplain SystemServices#visit visit}, on the thread that carries it out. */
public interface ActorInside {

    /**
     * The current instance.
     *
     * @return the instance
     * @throws IllegalStateException when there is none: it could not be made, or is about to be replaced
     */
    AbstractActor instance();

    /**
     * Has the instance handle a message here and now. What it throws is thrown here, and is no failure of the actor: its supervisor does not hear of it.
     *
     * @param message what to handle, by the behaviour; the runtime's own messages ({@code PoisonPill} and so on) too
     * @param sender whom the actor is to see as the sender
     * @throws Exception what the handler throws
     */
    void receive(Object message, @Nullable ActorRef sender) throws Exception;

    /**
     * From now on a thread counts as the one that runs the actor whenever nobody does (M15), so that a test may call the instance's methods, and these the context's.
     * The stash stays out of its reach. Meanwhile no other thread should tell the actor anything.
     *
     * @param thread the only one that this holds for
     */
    void lendTo(Thread thread);
}
