package io.garrick.pattern;

import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.InvalidMessageException;
import io.garrick.actor.MailboxFullException;
import io.garrick.actor.Status;
import io.garrick.actor.spi.SystemServices;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One question under way. Completed by the first of: an answer, the time-out. */
final class AskFuture extends ReplyFuture<Object> {

    private final ActorRef target;
    private final long timeoutNanos;

    /** Known when the question has been made, which may need to know where to answer. */
    private Class<?> messageClass = Object.class;

    private AskFuture(ActorRef target, Duration timeout) {
        super(SystemServices.of(target));
        this.target = target;
        this.timeoutNanos = Timeouts.positiveNanos(timeout);
    }

    static AskFuture ask(ActorRef target, Object message, Duration timeout) {
        AskFuture future = new AskFuture(target, timeout);
        future.send(message);
        return future;
    }

    static AskFuture askWithReplyTo(ActorRef target, Function<ActorRef, Object> messageFactory, Duration timeout) {
        AskFuture future = new AskFuture(target, timeout);
        future.send(messageFactory.apply(future));
        return future;
    }

    @SuppressWarnings(
            "deprecation") // a target that is known to be dead is told apart at once; one that dies later is not
    private void send(Object message) {
        if (message == null) {
            throw InvalidMessageException.nullMessage(target);
        }
        messageClass = message.getClass();
        boolean dead = target.isTerminated();
        try {
            target.tell(message, this);
        } catch (MailboxFullException full) {
            completeExceptionally(full);
        }
        if (dead) {
            completeExceptionally(new AskTimeoutException("asked actor has already ended: " + what()));
        }
        if (!isDone()) {
            scheduleTimeout(timeoutNanos);
        }
    }

    private String what() {
        return "target=" + target + " messageClass=" + messageClass.getName() + " sender=" + this + " timeout="
                + Duration.ofNanos(timeoutNanos);
    }

    /** An answer: the first one counts, a later one is a dead letter. Any thread. */
    @Override
    public void tell(Object message, @Nullable ActorRef sender) {
        if (message == null) {
            throw InvalidMessageException.nullMessage(this);
        }
        if (complete(message)) {
            services.timers().entryCancelled();
        } else {
            services.deadLetter(new DeadLetter(
                    message, sender == null ? system().deadLetters() : sender, this, DeadLetter.Reason.EXPIRED));
        }
    }

    @Override
    public boolean complete(Object answer) {
        if (answer instanceof Status.Failure failure) {
            return completeExceptionally(failure.cause());
        }
        return super.complete(answer instanceof Status.Success success ? success.status() : answer);
    }

    @Override
    public void expire() {
        completeExceptionally(new AskTimeoutException("ask timed out: " + what()));
    }

    @Override
    public void abandon() {
        completeExceptionally(new AskTimeoutException("system has ended before the answer came: " + what()));
    }
}
