package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import io.garrick.supervision.SupervisorStrategy;

/** What happens when the JVM itself can no longer be trusted: out of memory and its kin (S08). Any thread. */
final class FatalErrors {

    private final LocalSystem system;

    FatalErrors(LocalSystem system) {
        this.system = system;
    }

    boolean report(Throwable thrown, ActorRef actor) {
        if (!SupervisorStrategy.isFatal(thrown)) {
            return false;
        }
        system.logger()
                .error(
                        "fatal error: actor={} onFatal={}",
                        actor,
                        system.settings().onFatal(),
                        thrown);
        switch (system.settings().onFatal()) {
            case TERMINATE_SYSTEM -> system.terminate();
            case HALT_JVM -> Runtime.getRuntime().halt(-1);
            case REPORT -> {}
        }
        return true;
    }
}
