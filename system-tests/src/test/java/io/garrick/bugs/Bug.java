package io.garrick.bugs;

import io.garrick.actor.ActorSystem;

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

    Runnable begin(ActorSystem system, boolean fixed) {
        return scenario.begin(system, fixed);
    }
}
