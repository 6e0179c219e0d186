package io.garrick.pattern;

import io.garrick.actor.ActorRef;
import io.garrick.actor.Terminated;
import io.garrick.actor.spi.SystemServices;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A graceful stop under way: watches the actor, then sends it the message that makes it stop. */
final class StopFuture extends ReplyFuture<Boolean> {

    private final ActorRef target;
    private final long timeoutNanos;

    private StopFuture(SystemServices services, ActorRef target, long timeoutNanos) {
        super(services);
        this.target = target;
        this.timeoutNanos = timeoutNanos;
    }

    static StopFuture stop(ActorRef target, Duration timeout, Object stopMessage) {
        long nanos = Timeouts.positiveNanos(timeout);
        StopFuture future = new StopFuture(SystemServices.of(target), target, nanos);
        future.services.watch(future, target);
        if (!future.isDone()) {
            target.tell(stopMessage, ActorRef.noSender());
            future.services.timers().schedule(future, nanos);
        }
        return future;
    }

    /** The notice; whatever else somebody may send is ignored. Any thread. */
    @Override
    public void tell(Object message, @Nullable ActorRef sender) {
        if (message instanceof Terminated terminated && terminated.getActor().equals(target) && complete(true)) {
            services.timers().entryCancelled();
        }
    }

    @Override
    public void expire() {
        services.unwatch(this, target);
        completeExceptionally(new AskTimeoutException(
                "actor has not stopped in time: target=" + target + " timeout=" + Duration.ofNanos(timeoutNanos)));
    }
}
