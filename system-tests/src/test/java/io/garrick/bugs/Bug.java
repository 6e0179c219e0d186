package io.garrick.bugs;

import io.garrick.actor.ActorSystem;
import io.garrick.testkit.Rehearsal;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The four. */
enum Bug {
    LOST_UPDATE(LostUpdate::begin),
    LATE_TIMER(LateTimer::begin),
    MISSED_TERMINATION(MissedTermination::begin),
    MUTUAL_STASH(MutualStash::begin);

    private final Scenario scenario;

    Bug(Scenario scenario) {
        this.scenario = scenario;
    }

    /** Starts the actors and sets timers; what it returns holds when all has been handled. */
    private interface Scenario {
        Runnable begin(ActorSystem system, boolean fixed);
    }

    /** The name of the class it is in. */
    String source() {
        return Stream.of(name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    /** Plays it from its begin to its end, and throws what is wrong then. */
    void play(Rehearsal rehearsal, boolean fixed, Consumer<Rehearsal> run) {
        Runnable check = scenario.begin(rehearsal.create("bug"), fixed);
        rehearsal.runFor(Duration.ZERO); // everybody is there
        run.accept(rehearsal);
        check.run();
    }
}
