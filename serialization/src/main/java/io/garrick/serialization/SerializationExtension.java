package io.garrick.serialization;

import io.garrick.actor.ActorSystem;
import io.garrick.actor.ExtendedActorSystem;
import io.garrick.actor.ExtensionId;

/** Gives the serialization of a system. */
public final class SerializationExtension {

    private static final Id ID = new Id();

    private SerializationExtension() {}

    /**
     * The one of a system, made at the first call. From any thread.
     *
     * @param system the system
     * @return its serialization
     * @throws io.garrick.actor.ExtensionException when what stands under {@code garrick.serialization} is wrong
     */
    public static Serialization get(ActorSystem system) {
        return system.registerExtension(ID);
    }

    /** By which the system knows it. */
    private static final class Id implements ExtensionId<Serialization> {

        @Override
        public Serialization createExtension(ExtendedActorSystem system) {
            return new Serialization(system);
        }

        @Override
        public String toString() {
            return "garrick.serialization";
        }
    }
}
