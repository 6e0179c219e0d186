package io.garrick.actor.internal;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Done;
import io.garrick.actor.InvalidMessageException;
import io.garrick.actor.Terminated;
import io.garrick.actor.spi.ReplyRef;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Waits for the end of an actor, as a task of a shutdown does. Any thread. */
final class EndOfActor implements ReplyRef {

    private final LocalSystem system;
    private final ActorRef target;
    private final ActorPath path;
    private final CompletableFuture<Done> end = new CompletableFuture<>();

    private EndOfActor(LocalSystem system, ActorRef target) {
        this.system = system;
        this.target = target;
        this.path = system.tempPath(system.nextUid());
    }

    /** Watches first, so that the end is not missed. */
    static CompletionStage<Done> of(LocalSystem system, ActorRef target, Optional<Object> stopMessage) {
        EndOfActor waiting = new EndOfActor(system, target);
        system.watch(waiting, target);
        stopMessage.ifPresent(message -> target.tell(message, ActorRef.noSender()));
        return waiting.end;
    }

    @Override
    public void tell(Object message, @Nullable ActorRef sender) {
        if (message == null) {
            throw InvalidMessageException.nullMessage(this);
        }
        if (message instanceof Terminated && ((Terminated) message).getActor().equals(target)) {
            end.complete(Done.getInstance());
        } else {
            system.deadLetter(new DeadLetter(
                    message, sender == null ? system.deadLetters() : sender, this, DeadLetter.Reason.NO_RECIPIENT));
        }
    }

    @Override
    public ActorSystem system() {
        return system;
    }

    @Override
    public ActorPath path() {
        return path;
    }

    @Override
    @Deprecated
    public boolean isTerminated() {
        return end.isDone();
    }

    @Override
    public int hashCode() {
        return Long.hashCode(path.uid());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public String toString() {
        return "Actor[" + path.toSerializationFormat() + "]";
    }
}
