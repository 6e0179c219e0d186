package io.garrick.actor.internal;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import org.jspecify.annotations.Nullable;

/** The parent of the root guardian: not an actor, but the system itself. What reaches it ends the system, or is its end. */
final class TopRef implements InternalRef {

    private final LocalSystem system;
    private final ActorPath rootPath;

    TopRef(LocalSystem system, ActorPath rootPath) {
        this.system = system;
        this.rootPath = rootPath;
    }

    @Override
    public void sendSystem(CellMessage message) {
        if (message instanceof CellMessage.ChildGone) {
            system.rootEnded();
        } else if (message instanceof CellMessage.Failed) {
            CellMessage.Failed failed = (CellMessage.Failed) message;
            system.failed(failed.child, failed.cause);
            failed.child.sendSystem(new CellMessage.Stop());
        }
    }

    @Override
    public ActorPath childPath(String name, long uid) {
        return rootPath;
    }

    @Override
    public void tell(Object message, @Nullable ActorRef sender) {
        system.deadLetter(new DeadLetter(
                message, sender == null ? system.deadLetters() : sender, this, DeadLetter.Reason.NO_RECIPIENT));
    }

    @Override
    public LocalSystem system() {
        return system;
    }

    @Override
    public long uid() {
        return 0;
    }

    @Override
    public ActorPath path() {
        return rootPath;
    }

    @Override
    @Deprecated
    public boolean isTerminated() {
        return false;
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public String toString() {
        return "Actor[" + rootPath + "..]";
    }
}
