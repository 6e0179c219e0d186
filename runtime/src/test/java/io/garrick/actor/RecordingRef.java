package io.garrick.actor;

import io.garrick.actor.spi.SystemBound;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A ref that keeps what it is told, for tests that have no system. */
public class RecordingRef implements ActorRef, SystemBound {

    private final ActorPath path;
    private final List<Object> told = new ArrayList<>();
    private boolean ended;

    /** A ref below {@code /user}. */
    public RecordingRef(String name) {
        path = ActorPath.root(new Address("garrick", "test"))
                .child("user")
                .child(name)
                .withUid(1);
    }

    /** What it was told, oldest first. */
    public List<Object> told() {
        return told;
    }

    /** Has it end. */
    public void end() {
        ended = true;
    }

    @Override
    public void tell(Object message, @Nullable ActorRef sender) {
        told.add(message);
    }

    @Override
    public ActorPath path() {
        return path;
    }

    @Override
    @Deprecated
    public boolean isTerminated() {
        return ended;
    }

    @Override
    public ActorSystem system() {
        throw new UnsupportedOperationException("no system: ref=" + this);
    }

    @Override
    public String toString() {
        return "Actor[" + path.toSerializationFormat() + "]";
    }
}
