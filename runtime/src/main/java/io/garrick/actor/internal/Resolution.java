package io.garrick.actor.internal;

import io.garrick.actor.ActorIdentity;
import io.garrick.actor.ActorNotFoundException;
import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSelection;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Identify;
import io.garrick.actor.InvalidMessageException;
import io.garrick.actor.spi.ReplyRef;
import io.garrick.dispatch.TimerTask;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One {@link ActorSelection#resolveOne} under way: the sender of the questions. Completed by the first of: an actor's answer, the last of the
 * answers that nobody is there any more, the time-out. What completes it is handed to the default dispatcher, since dependents run where a
 * future is completed, and must not run inside the handler of the actor that answers.
 */
final class Resolution extends TimerTask implements ReplyRef {

    private final LocalSystem system;
    private final ActorSelection selection;
    private final Duration timeout;
    private final long uid;
    private final CompletableFuture<ActorRef> future = new CompletableFuture<>();

    /** How many of those asked may yet answer. */
    private final AtomicInteger asked;

    private Resolution(LocalSystem system, ActorSelection selection, Duration timeout, int asked) {
        this.system = system;
        this.selection = selection;
        this.timeout = timeout;
        this.uid = system.nextUid();
        this.asked = new AtomicInteger(asked);
    }

    static CompletionStage<ActorRef> start(LocalSystem system, Selection selection, Duration timeout) {
        boolean remote = selection.isRemote() || selection.beyond() != null;
        List<ActorRef> found = selection.find();
        Resolution resolution = new Resolution(system, selection, timeout, remote ? 1 : found.size());
        if (remote) {
            resolution.ask(() -> selection.tell(new Identify(resolution.uid), resolution));
        } else if (found.isEmpty()) {
            resolution.future.completeExceptionally(resolution.notFound("nobody is there"));
        } else {
            resolution.ask(() -> resolution.askAll(found));
        }
        return resolution.future.minimalCompletionStage();
    }

    private void ask(Runnable question) {
        try {
            system.timers().schedule(this, Durations.nanos(timeout));
        } catch (IllegalStateException closed) {
            abandon();
        }
        question.run();
    }

    private void askAll(List<ActorRef> found) {
        Identify question = new Identify(uid);
        for (ActorRef one : found) {
            system.tell(one, question, this);
        }
    }

    // ---------------------------------------------------------------- the answers

    @Override
    public void tell(Object message, @Nullable ActorRef sender) {
        if (message == null) {
            throw InvalidMessageException.nullMessage(this);
        }
        if (!(message instanceof ActorIdentity)
                || !((ActorIdentity) message).correlationId().equals(uid)) {
            system.deadLetter(new DeadLetter(
                    message, sender == null ? system.deadLetters() : sender, this, DeadLetter.Reason.NO_RECIPIENT));
            return;
        }
        ActorRef found = ((ActorIdentity) message).ref().orElse(null);
        if (found == null && asked.decrementAndGet() > 0) {
            return;
        }
        if (cancel()) {
            system.timers().entryCancelled();
            complete(found, "nobody is there any more");
        }
    }

    @Override
    protected void run() {
        complete(null, "nobody has answered in time");
    }

    @Override
    public void abandon() {
        future.completeExceptionally(notFound("system has ended"));
    }

    private void complete(@Nullable ActorRef found, String problem) {
        Runnable completion = () -> {
            if (found == null) {
                future.completeExceptionally(notFound(problem));
            } else {
                future.complete(found);
            }
        };
        try {
            system.dispatcher().execute(completion);
        } catch (RejectedExecutionException ended) {
            completion.run();
        }
    }

    private ActorNotFoundException notFound(String problem) {
        return new ActorNotFoundException(
                selection, "actor was not found, " + problem + ": selection=" + selection + " timeout=" + timeout);
    }

    // ---------------------------------------------------------------- the ref

    @Override
    public ActorSystem system() {
        return system;
    }

    @Override
    public ActorPath path() {
        return system.tempPath(uid);
    }

    @Override
    @Deprecated
    public boolean isTerminated() {
        return future.isDone();
    }

    @Override
    public int hashCode() {
        return InternalRef.hash(uid);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public String toString() {
        return "Actor[" + path().toSerializationFormat() + "]";
    }
}
