package io.garrick.pattern;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Terminated;
import java.util.Set;
import java.util.function.Consumer;

/** The actor behind {@link Reaper}. */
final class ReaperActor extends AbstractActor {

    private final Consumer<? super ActorSystem> allSoulsReaped;
    private final Set<ActorRef> souls;

    ReaperActor(Consumer<? super ActorSystem> allSoulsReaped, Souls all) {
        this.allSoulsReaped = allSoulsReaped;
        this.souls = all.of(getSelf());
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Reaper.WatchMe.class, order -> watch(order.refs()))
                .match(Terminated.class, end -> reap(end.actor()))
                .build();
    }

    private void watch(Set<ActorRef> refs) {
        if (refs.contains(getSelf())) {
            throw new IllegalArgumentException(
                    "a reaper cannot wait for its own end, tell another one of it: reaper=" + getSelf());
        }
        souls.addAll(refs);
        refs.forEach(getContext()::watch);
    }

    private void reap(ActorRef soul) {
        if (souls.remove(soul) && souls.isEmpty()) {
            allSoulsReaped.accept(getContext().getSystem());
        }
    }
}
