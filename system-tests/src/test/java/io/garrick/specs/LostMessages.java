package io.garrick.specs;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.spi.ReplyRef;
import io.garrick.actor.spi.SystemServices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Listens for dead letters, in the threads that lose them, so that none is missed when the system ends. */
final class LostMessages {

    private final List<DeadLetter> letters = new ArrayList<>();
    private boolean expected;
    private boolean ignored;

    void listen(ActorSystem system) {
        system.eventStream().subscribe(new Listener(system), DeadLetter.class);
    }

    synchronized void add(DeadLetter letter) {
        if (!ignored) {
            letters.add(letter);
        }
    }

    synchronized List<DeadLetter> letters() {
        expected = true;
        return List.copyOf(letters);
    }

    synchronized Optional<DeadLetter> unexpected() {
        return expected ? Optional.empty() : letters.stream().findFirst();
    }

    synchronized void ignoreFromNowOn() {
        ignored = !expected;
    }

    /** A subscriber without a mailbox. */
    private final class Listener implements ReplyRef {
        private final ActorSystem system;
        private final ActorPath path;

        Listener(ActorSystem system) {
            this.system = system;
            SystemServices services = SystemServices.of(system);
            this.path = services.tempPath(services.nextUid());
        }

        @Override
        public ActorSystem system() {
            return system;
        }

        @Override
        public void tell(Object message, @Nullable ActorRef sender) {
            add((DeadLetter) message);
        }

        @Override
        public ActorPath path() {
            return path;
        }

        @Override
        @Deprecated
        public boolean isTerminated() {
            return false;
        }
    }
}
