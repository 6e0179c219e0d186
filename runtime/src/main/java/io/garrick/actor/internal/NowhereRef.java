package io.garrick.actor.internal;

import io.garrick.actor.ActorIdentity;
import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Identify;
import io.garrick.actor.InvalidMessageException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place where nobody was found: the recipient of what was sent there. Two are equal when their places are; one with the uid of an actor of this system that has ended is
 * equal to the ref of that one (N01).
 */
final class NowhereRef implements InternalRef {

    private final LocalSystem system;
    private final ActorPath path;

    NowhereRef(LocalSystem system, ActorPath path) {
        this.system = system;
        this.path = path;
    }

    @Override
    public void tell(Object message, @Nullable ActorRef sender) {
        if (message == null) {
            throw InvalidMessageException.nullMessage(this);
        }
        if (message instanceof Identify && sender != null) {
            system.tell(sender, new ActorIdentity(((Identify) message).messageId(), Optional.empty()), this);
        } else {
            system.deadLetter(new DeadLetter(
                    message, sender == null ? system.deadLetters() : sender, this, DeadLetter.Reason.NO_RECIPIENT));
        }
    }

    @Override
    public void sendSystem(CellMessage message) {
        message.undeliverable(this);
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

    @Override
    @Deprecated
    public boolean isTerminated() {
        return true;
    }

    @Override
    public int hashCode() {
        return uid() == ActorPath.NO_UID ? path.hashCode() : InternalRef.hash(uid());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return (other instanceof NowhereRef || other instanceof LocalRef && uid() != ActorPath.NO_UID)
                && uid() == ((InternalRef) other).uid()
                && path.equals(((InternalRef) other).path());
    }

    @Override
    public String toString() {
        return "Actor[" + path.toSerializationFormat() + "]";
    }
}
