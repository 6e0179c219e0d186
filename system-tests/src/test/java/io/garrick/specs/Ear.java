package io.garrick.specs;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.spi.ReplyRef;
import io.garrick.actor.spi.SystemServices;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A ref without a mailbox: what it is told is heard in the thread that tells, at the very moment. */
public final class Ear implements ReplyRef {

    private final ActorSystem system;
    private final ActorPath path;
    private final Consumer<Object> heard;

    public Ear(ActorSystem system, Consumer<Object> heard) {
        this.system = system;
        this.heard = heard;
        SystemServices services = SystemServices.of(system);
        this.path = services.tempPath(services.nextUid());
    }

    @Override
    public ActorSystem system() {
        return system;
    }

    @Override
    public void tell(Object message, @Nullable ActorRef sender) {
        heard.accept(message);
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
}
