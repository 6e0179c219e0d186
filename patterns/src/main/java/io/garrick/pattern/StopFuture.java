package io.garrick.pattern;

import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.InvalidMessageException;
import io.garrick.actor.MailboxFullException;
import io.garrick.actor.Terminated;
import io.garrick.actor.spi.SystemServices;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A graceful stop under way: watches the actor, then sends it the message that makes it stop. */
final class StopFuture extends ReplyFuture<Boolean> {

    private final ActorRef target;
    private final long timeoutNanos;

    private StopFuture(ActorRef target, Duration timeout) {
        super(SystemServices.of(target));
        this.target = target;
        this.timeoutNanos = Timeouts.positiveNanos(timeout);
    }

    static StopFuture stop(ActorRef target, Duration timeout, Object stopMessage) {
        if (stopMessage == null) {
            throw InvalidMessageException.nullMessage(target);
        }
        StopFuture future = new StopFuture(target, timeout);
        future.services.watch(future, target);
        if (!future.isDone()) {
            future.send(stopMessage);
        }
        return future;
    }

    private void send(Object stopMessage) {
        try {
            target.tell(stopMessage, ActorRef.noSender());
        } catch (MailboxFullException full) {
            giveUp(full);
        }
        if (!isDone()) {
            scheduleTimeout(timeoutNanos);
        }
    }

    /** The notice; whatever else somebody may send is a dead letter. Any thread. */
    @Override
    public void tell(Object message, @Nullable ActorRef sender) {
        if (message == null) {
            throw InvalidMessageException.nullMessage(this);
        }
        if (!(message instanceof Terminated terminated)) {
            services.deadLetter(new DeadLetter(
                    message, sender == null ? system().deadLetters() : sender, this, DeadLetter.Reason.NO_RECIPIENT));
        } else if (terminated.getActor().equals(target) && complete(true)) {
            services.timers().entryCancelled();
        }
    }

    @Override
    public void expire() {
        giveUp(new AskTimeoutException(
                "actor has not stopped in time: target=" + target + " timeout=" + Duration.ofNanos(timeoutNanos)));
    }

    /** A system ends when all its actors have. */
    @Override
    public void abandon() {
        complete(true);
    }

    private void giveUp(Exception why) {
        services.unwatch(this, target);
        completeExceptionally(why);
    }
}
