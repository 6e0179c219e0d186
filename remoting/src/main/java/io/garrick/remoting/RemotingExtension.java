package io.garrick.remoting;

import io.garrick.actor.ExtendedActorSystem;
import io.garrick.actor.ExtensionId;
import org.jspecify.annotations.Nullable;

/** By which a system knows {@link Remoting}: its name stands in {@code garrick.extensions}, or a section {@code garrick.remote} does that by itself. */
public final class RemotingExtension implements ExtensionId<Remoting> {

    static final RemotingExtension ID = new RemotingExtension();

    /** For the configuration, which names this class. */
    public RemotingExtension() {}

    @Override
    public Remoting createExtension(ExtendedActorSystem system) {
        return new Remoting(system, SettingsOfRemote.read(system.settings().config()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RemotingExtension;
    }

    @Override
    public int hashCode() {
        return RemotingExtension.class.getName().hashCode();
    }

    @Override
    public String toString() {
        return "garrick.remote";
    }
}
