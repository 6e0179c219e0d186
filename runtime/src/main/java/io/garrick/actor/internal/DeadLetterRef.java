package io.garrick.actor.internal;

import io.garrick.actor.ActorIdentity;
import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Identify;
import io.garrick.actor.InvalidMessageException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /deadLetters}: takes everything and delivers nothing. Also stands in for a sender that there is not. */
final class DeadLetterRef implements InternalRef {

    private final LocalSystem system;
    private final ActorPath path;

    DeadLetterRef(LocalSystem system, ActorPath path) {
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
        } else if (message instanceof DeadLetter) {
            system.deadLetter((DeadLetter) message);
        } else {
            system.deadLetter(
                    new DeadLetter(message, sender == null ? this : sender, this, DeadLetter.Reason.NO_RECIPIENT));
        }
    }

    /** It never ends, so a watch on it hears nothing. */
    @Override
    public void sendSystem(CellMessage message) {}

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
        return false;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(uid());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public String toString() {
        return "Actor[" + path + "]";
    }
}
