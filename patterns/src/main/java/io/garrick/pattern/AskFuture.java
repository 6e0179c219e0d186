package io.garrick.pattern;

import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.InvalidMessageException;
import io.garrick.actor.MailboxFullException;
import io.garrick.actor.Status;
import io.garrick.actor.spi.SystemServices;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One question under way. Completed by the first of: an answer, the time-out. */
final class AskFuture extends ReplyFuture<Object> {

    private final ActorRef target;
    private final Class<?> messageClass;
    private final long timeoutNanos;

    private AskFuture(SystemServices services, ActorRef target, Class<?> messageClass, long timeoutNanos) {
        super(services);
        this.target = target;
        this.messageClass = messageClass;
        this.timeoutNanos = timeoutNanos;
    }

    /** What is asked may need to know where to answer. */
    interface Question {
        Object to(ActorRef replyTo);
    }

    static AskFuture ask(ActorRef target, Class<?> messageClass, Question question, Duration timeout) {
        long nanos = Timeouts.positiveNanos(timeout);
        AskFuture future = new AskFuture(SystemServices.of(target), target, messageClass, nanos);
        future.send(question.to(future));
        return future;
    }

    @SuppressWarnings(
            "deprecation") // a target that is known to be dead is told apart at once; one that dies later is not
    private void send(Object message) {
        boolean dead = target.isTerminated();
        try {
            target.tell(message, this);
        } catch (MailboxFullException full) {
            completeExceptionally(full);
        }
        if (dead) {
            completeExceptionally(new AskTimeoutException("asked actor has already ended: " + what()));
        } else if (!isDone()) {
            services.timers().schedule(this, timeoutNanos);
        }
    }

    private String what() {
        return "target=" + target + " messageClass=" + messageClass.getName() + " sender=" + this;
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
        completeExceptionally(
                new AskTimeoutException("ask timed out: " + what() + " timeout=" + Duration.ofNanos(timeoutNanos)));
    }
}
