package io.garrick.actor.internal;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.spi.ActorInside;
import io.garrick.actor.spi.SystemServices.ActorVisit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** To an actor: something is to be done inside it. */
final class Visit<T extends @Nullable Object> extends CellMessage {

    private final ActorVisit<T> visit;
    private final CompletableFuture<T> result = new CompletableFuture<>();

    Visit(ActorVisit<T> visit) {
        this.visit = visit;
    }

    CompletionStage<T> result() {
        return result;
    }

    @Override
    void deliver(ActorCell cell) {
        try {
            result.complete(visit.visit(new Inside(cell)));
        } catch (Throwable thrown) {
            result.completeExceptionally(thrown);
        }
    }

    @Override
    void undeliverable(InternalRef to) {
        result.completeExceptionally(new IllegalStateException("actor has ended: actor=" + to));
    }

    private record Inside(ActorCell cell) implements ActorInside {

        @Override
        public AbstractActor instance() {
            if (!cell.hasInstance()) {
                throw new IllegalStateException(
                        "actor has no instance, it could not be made or is about to be replaced: actor=" + cell.ref());
            }
            return cell.instance();
        }

        @Override
        public void receive(Object message, @Nullable ActorRef sender) throws Exception {
            instance();
            cell.during(new Envelope(message, sender), () -> cell.handle(message));
        }

        @Override
        public void lendTo(Thread thread) {
            cell.extras().lentTo = thread;
        }
    }
}
