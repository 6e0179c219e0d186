package io.garrick.actor;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A watched actor has ended (promises W01, W02): exactly one for each {@link ActorContext#watch}, after every message that the actor sent to the
 * watcher; its sender is the actor that ended. An actor that does not handle it fails with {@link
 * io.garrick.supervision.DeathPactException} (W04). One that the runtime did not make is ignored.
 */
public final class Terminated extends AutoReceivedMessage {

    private final ActorRef actor;
    private final boolean existenceConfirmed;
    private final boolean addressTerminated;

    /**
     * Made by the runtime.
     *
     * @param actor who has ended
     * @param existenceConfirmed whether it is known to have lived
     * @param addressTerminated whether the verdict is about its node rather than about itself
     */
    public Terminated(ActorRef actor, boolean existenceConfirmed, boolean addressTerminated) {
        this.actor = Objects.requireNonNull(actor, "actor");
        this.existenceConfirmed = existenceConfirmed;
        this.addressTerminated = addressTerminated;
    }

    /**
     * Who has ended.
     *
     * @return the ref that was watched
     */
    public ActorRef actor() {
        return actor;
    }

    /**
     * Who has ended.
     *
     * @return the ref that was watched
     */
    public ActorRef getActor() {
        return actor;
    }

    /**
     * Whether the actor is known to have lived.
     *
     * @return {@code false} when it was gone already, or its node could not be asked
     */
    public boolean existenceConfirmed() {
        return existenceConfirmed;
    }

    /**
     * Whether the verdict is about the node of the actor rather than about the actor itself.
     *
     * @return {@code false} for local actors
     */
    public boolean addressTerminated() {
        return addressTerminated;
    }

    /**
     * Whether the actor is known to have existed.
     *
     * @return as {@link #existenceConfirmed()}
     */
    public boolean getExistenceConfirmed() {
        return existenceConfirmed;
    }

    /**
     * Whether the actor's whole node was declared dead.
     *
     * @return as {@link #addressTerminated()}
     */
    public boolean getAddressTerminated() {
        return addressTerminated;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Terminated
                && actor.equals(((Terminated) other).actor)
                && existenceConfirmed == ((Terminated) other).existenceConfirmed
                && addressTerminated == ((Terminated) other).addressTerminated;
    }

    @Override
    public int hashCode() {
        return actor.hashCode();
    }

    @Override
    public String toString() {
        return "Terminated[actor=" + actor + ", existenceConfirmed=" + existenceConfirmed + ", addressTerminated="
                + addressTerminated + "]";
    }
}
