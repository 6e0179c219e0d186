package io.garrick.actor.internal;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.InvalidMessageException;
import io.garrick.actor.spi.RemoteRefProvider.Route;
import io.garrick.actor.spi.RemoteRefProvider.Signal;
import org.jspecify.annotations.Nullable;

/** An actor of another node: its path, and the way there. Two are equal when path and uid are. */
sealed class RemoteRef implements InternalRef permits FarParent {

    private final LocalSystem system;
    private final ActorPath path;
    private final Route route;

    RemoteRef(LocalSystem system, ActorPath path, Route route) {
        this.system = system;
        this.path = path;
        this.route = route;
    }

    @Override
    public void tell(Object message, @Nullable ActorRef sender) {
        if (message == null) {
            throw InvalidMessageException.nullMessage(this);
        }
        route.tell(this, message, sender);
    }

    /** To whom a selection means there. */
    void select(ActorPath selected, Object message, @Nullable ActorRef sender) {
        route.select(selected, message, sender);
    }

    @Override
    public void sendSystem(CellMessage message) {
        Signal signal = message.overWire(this);
        if (signal != null) {
            route.signal(signal);
        }
    }

    final Route route() {
        return route;
    }

    @Override
    public LocalSystem system() {
        return system;
    }

    @Override
    public long uid() {
        return path.uid();
    }

    @Override
    public ActorPath path() {
        return path;
    }

    /** Only its node knows. */
    @Override
    @Deprecated
    public boolean isTerminated() {
        return false;
    }

    @Override
    public int hashCode() {
        return uid() == ActorPath.NO_UID ? path.hashCode() : InternalRef.hash(uid());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof RemoteRef || other instanceof DeployedRef)
                        && uid() == ((InternalRef) other).uid()
                        && path.equals(((InternalRef) other).path());
    }

    @Override
    public String toString() {
        return "Actor[" + path.toSerializationFormat() + "]";
    }
}
