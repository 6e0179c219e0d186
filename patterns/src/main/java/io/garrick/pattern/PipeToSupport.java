package io.garrick.pattern;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSelection;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Done;
import io.garrick.actor.MailboxFullException;
import io.garrick.actor.Status;
import io.garrick.actor.spi.ReplyRef;
import io.garrick.actor.spi.SystemBound;
import io.garrick.actor.spi.SystemServices;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The other end of {@link Patterns#pipe}: names the receiver.
 *
 * @param <T> what the stage gives
 */
public final class PipeToSupport<T> {

    private final CompletionStage<T> stage;
    private final Executor executor;

    PipeToSupport(CompletionStage<T> stage, Executor executor) {
        this.stage = stage;
        this.executor = executor;
    }

    /**
     * Sends the result, without a sender.
     *
     * @param recipient who gets the value, or a {@link Status.Failure}; {@link Done} where the stage gives no value
     * @return the stage, complete after the message was sent
     */
    public CompletionStage<T> to(ActorRef recipient) {
        return to(recipient, ActorRef.noSender());
    }

    /**
     * Sends the result: from the executor, or, where that refuses (it is full, or has been shut down), from the thread that
     * completes the stage.
     *
     * @param recipient who gets the value, or a {@link Status.Failure}; {@link Done} where the stage gives no value
     * @param sender whom the recipient sees as sender
     * @return the stage, complete after the message was sent; fails with {@link MailboxFullException} when the recipient's mailbox refused it, which is a
     *     dead letter then
     */
    public CompletionStage<T> to(ActorRef recipient, @Nullable ActorRef sender) {
        return stage.whenCompleteAsync(
                (value, thrown) -> tell(recipient, message(value, thrown), sender), executor(recipient));
    }

    /** Runs the sending in the context of who pipes, where the recipient's system lets contexts travel. */
    private Executor executor(ActorRef recipient) {
        boolean ofThisRuntime = recipient instanceof SystemBound || recipient instanceof ReplyRef;
        return ofThisRuntime ? CarryingExecutor.of(SystemServices.of(recipient), this::execute) : this::execute;
    }

    /** An executor that is full, or has ended before the stage completes, must not cost the result. */
    private void execute(Runnable send) {
        try {
            executor.execute(send);
        } catch (RejectedExecutionException refused) {
            send.run();
        }
    }

    /**
     * Sends the result to whoever a selection means then, without a sender.
     *
     * @param selection who gets the value, or a {@link Status.Failure}; {@link Done} where the stage gives no value
     * @return the stage, complete after the message was sent
     */
    public CompletionStage<T> to(ActorSelection selection) {
        return to(selection, ActorRef.noSender());
    }

    /**
     * Sends the result to whoever a selection means then.
     *
     * @param selection who gets the value, or a {@link Status.Failure}; {@link Done} where the stage gives no value
     * @param sender whom the recipient sees as sender
     * @return the stage, complete after the message was sent; fails as {@link #to(ActorRef, ActorRef)} does
     */
    public CompletionStage<T> to(ActorSelection selection, @Nullable ActorRef sender) {
        return stage.whenCompleteAsync(
                (value, thrown) -> {
                    Object message = message(value, thrown);
                    try {
                        selection.tell(message, sender);
                    } catch (MailboxFullException full) {
                        refused(selection.anchor(), message, sender);
                        throw full;
                    }
                },
                executor(selection.anchor()));
    }

    private static void tell(ActorRef recipient, Object message, @Nullable ActorRef sender) {
        try {
            recipient.tell(message, sender);
        } catch (MailboxFullException full) {
            refused(recipient, message, sender);
            throw full;
        }
    }

    private static void refused(ActorRef recipient, Object message, @Nullable ActorRef sender) {
        SystemServices services = SystemServices.of(recipient);
        ActorRef from = sender == null ? services.system().deadLetters() : sender;
        services.deadLetter(new DeadLetter(message, from, recipient, DeadLetter.Reason.OVERFLOW));
    }

    private static Object message(@Nullable Object value, @Nullable Throwable thrown) {
        if (thrown != null) {
            return new Status.Failure(DispatchedFuture.reason(thrown));
        }
        return value == null ? Done.getInstance() : value;
    }
}
