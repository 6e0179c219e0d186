package io.garrick.specs;

import io.garrick.actor.ActorSystem;
import io.garrick.actor.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Listens for dead letters, in the threads that lose them, so that none is missed when the system ends. */
final class LostMessages {

    private final List<DeadLetter> letters = new ArrayList<>();
    private boolean expected;
    private boolean ignored;

    void listen(ActorSystem system) {
        system.eventStream().subscribe(new Ear(system, letter -> add((DeadLetter) letter)), DeadLetter.class);
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
}
