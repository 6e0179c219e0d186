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
            system.failureLog().error(statement(onFatal), actor, thrown);
        } finally { // the memory that has run out may be missed in the log as well
            act(onFatal);
        }
        return true;
    }

    private static String statement(OnFatal onFatal) {
        return switch (onFatal) {
            case TERMINATE_SYSTEM -> "fatal error, the system ends";
            case HALT_JVM -> "fatal error, the JVM is halted";
            case REPORT -> "fatal error";
        };
    }

    private void act(OnFatal onFatal) {
        switch (onFatal) {
            case TERMINATE_SYSTEM -> system.terminate();
            case HALT_JVM -> Runtime.getRuntime().halt(-1);
            case REPORT -> {}
        }
    }
}
