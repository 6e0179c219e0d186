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

/** One question under way. Completed by the first of: an answer, the time-out. Extended by the one that is asked of a selection. */
class AskFuture extends ReplyFuture<Object> {

    private final ActorRef target;
    private final long timeoutNanos;

    /** Known when the question has been made, which may need to know where to answer. */
    private Class<?> messageClass = Object.class;

    AskFuture(ActorRef target, Duration timeout) {
        super(SystemServices.of(target));
        this.target = target;
        this.timeoutNanos = Timeouts.positiveNanos(timeout);
    }

    /** Makes the question, which may need to know where to answer, and sends it. */
    final AskFuture sendMade(Function<ActorRef, Object> messageFactory) {
        return send(messageFactory.apply(this));
    }

    /** Sends the question. */
    final AskFuture send(Object message) {
        if (message == null) {
            throw new InvalidMessageException("message is null: recipient=" + target());
        }
        messageClass = message.getClass();
        String whyNobody = whyNobody();
        try {
            deliver(message);
        } catch (MailboxFullException full) {
            completeExceptionally(full);
        }
        if (whyNobody != null) {
            completeExceptionally(new AskTimeoutException(whyNobody + ": " + what()));
        }
        if (!isDone()) {
            scheduleTimeout(timeoutNanos);
        }
        return this;
    }

    /** Who is asked, for reports. */
    Object target() {
        return target;
    }

    /** Why no answer can come, where that is known before the question is sent; a target that ends later is not told apart. */
    @Nullable
    @SuppressWarnings("deprecation") // a look from outside is enough here
    String whyNobody() {
        return target.isTerminated() ? "asked actor has already ended" : null;
    }

    void deliver(Object message) {
        target.tell(message, this);
    }

    private String what() {
        return "target=" + target() + " messageClass=" + messageClass.getName() + " sender=" + this + " timeout="
                + Duration.ofNanos(timeoutNanos);
    }

    /** An answer: the first one counts, a later one is a dead letter. Any thread. */
    @Override
    public final void tell(Object message, @Nullable ActorRef sender) {
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
    public final boolean complete(Object answer) {
        return completeBy(answer);
    }

    /** Reads the answer; whether it was the first. */
    boolean completeBy(Object answer) {
        if (answer instanceof Status.Failure failure) {
            return completeExceptionally(failure.cause());
        }
        return completeWith(answer instanceof Status.Success success ? success.status() : answer);
    }

    /** Completes with the value itself. */
    final boolean completeWith(Object value) {
        return super.complete(value);
    }

    @Override
    public final void expire() {
        completeExceptionally(new AskTimeoutException("ask timed out: " + what()));
    }

    @Override
    public final void abandon() {
        completeExceptionally(new AskTimeoutException("system has ended before the answer came: " + what()));
    }
}
