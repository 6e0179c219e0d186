package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import io.garrick.actor.OnFatal;
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
        OnFatal onFatal = system.settings().onFatal();
        try {
            system.logger().error("fatal error: actor={} onFatal={}", actor, onFatal, thrown);
        } finally { // the memory that has run out may be missed in the log as well
            act(onFatal);
        }
        return true;
    }

    private void act(OnFatal onFatal) {
        switch (onFatal) {
            case TERMINATE_SYSTEM -> system.terminate();
            case HALT_JVM -> Runtime.getRuntime().halt(-1);
            case REPORT -> {}
        }
    }
}
