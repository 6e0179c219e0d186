package io.garrick.pattern;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An actor that waits for the end of all actors it is told of, its souls, and after the last one ends the system: for programs that are over when
 * their work is.
 *
 * <p>A soul that is dead already is one that has just ended. Told of twice, it is one soul. A reaper that was never told of any waits for ever. Since
 * it may act as soon as it knows of no living soul, tell it of actors before the others can be over, or of all
 * {@linkplain WatchMe#WatchMe(Set) in one message}.
 *
 * <p>A restart of the reaper, by its parent's group say, keeps the souls. A reaper that is stopped has forgotten them. A soul that restarts has not
 * ended. An actor above the reaper cannot be a soul: it ends after the reaper.
 *
 * <pre>{@code
 * ActorRef reaper = system.actorOf(Reaper.props(), "reaper");
 * reaper.tell(new Reaper.WatchMe(Set.of(reader, writer)), ActorRef.noSender());
 * system.whenTerminated().toCompletableFuture().join();
 * }</pre>
 *
 * <p>Origin: Derek Wyatt's "Shutdown Patterns in Akka 2" (2012), where {@code allSoulsReaped} is a method to override.
 */
public final class Reaper {

    private Reaper() {}

    /**
     * An order: wait for the ends of these, too.
     *
     * @param refs whom to wait for: one or more, none of them the reaper itself, which would fail with an {@link IllegalArgumentException}
     */
    public record WatchMe(Set<ActorRef> refs) {

        /**
         * Takes a copy.
         *
         * @param refs whom to wait for
         * @throws IllegalArgumentException when there are none: nobody's end would ever be the last
         */
        public WatchMe {
            refs = Set.copyOf(refs);
            if (refs.isEmpty()) {
                throw new IllegalArgumentException(
                        "a reaper needs somebody to wait for, name one actor or more: refs=" + refs);
            }
        }

        /**
         * Waits for one.
         *
         * @param ref whom to wait for
         */
        public WatchMe(ActorRef ref) {
            this(Set.of(ref));
        }
    }

    /**
     * A reaper that ends the system: {@link ActorSystem#terminate()}, phases of the coordinated shutdown included.
     *
     * @return what to create it with; several reapers may be made of it, each has its own souls
     */
    public static Props props() {
        return props(ActorSystem::terminate);
    }

    /**
     * A reaper that does something else after the last soul.
     *
     * @param allSoulsReaped what: called by the reaper, so it must not block; once each time that no soul is left. The reaper lives on, and may be
     *     told of others. What it throws is the reaper's failure, and it is not called again for the same souls
     * @return what to create it with; several reapers may be made of it, each has its own souls
     */
    public static Props props(Consumer<? super ActorSystem> allSoulsReaped) {
        Objects.requireNonNull(allSoulsReaped, "allSoulsReaped");
        Souls souls = new Souls();
        return Props.create(ReaperActor.class, () -> new ReaperActor(allSoulsReaped, souls));
    }
}
