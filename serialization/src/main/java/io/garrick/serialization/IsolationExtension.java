package io.garrick.serialization;

import io.garrick.actor.ExtendedActorSystem;
import io.garrick.actor.Extension;
import io.garrick.actor.ExtensionId;
import org.jspecify.annotations.Nullable;

/** What {@code garrick.message-isolation} asks for: the runtime finds it by its name. Programs have no use for it. */
public final class IsolationExtension implements ExtensionId<Extension> {

    /** For the runtime, which names this class. */
    public IsolationExtension() {}

    @Override
    public Extension createExtension(ExtendedActorSystem system) {
        return new Images(SerializationExtension.get(system));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IsolationExtension;
    }

    @Override
    public int hashCode() {
        return IsolationExtension.class.getName().hashCode();
    }

    @Override
    public String toString() {
        return "garrick.message-isolation";
    }
}
