package io.garrick.supervision;

/** The deciders that need no user code. */
final class DefaultDecider {

    static final Decider RESTARTING = DefaultDecider::restartOrStop;

    static final Decider STOPPING = DefaultDecider::stopOrEscalate;

    private DefaultDecider() {}

    private static Directive restartOrStop(Throwable cause) {
        if (cause instanceof ActorInitializationException
                || cause instanceof ActorKilledException
                || cause instanceof DeathPactException) {
            return Directive.STOP;
        }
        return cause instanceof Exception ? Directive.RESTART : stopOrEscalate(cause);
    }

    private static Directive stopOrEscalate(Throwable cause) {
        boolean ofThisActorAlone = cause instanceof Exception
                || cause instanceof LinkageError
                || cause instanceof StackOverflowError
                || cause instanceof AssertionError;
        return ofThisActorAlone ? Directive.STOP : Directive.ESCALATE;
    }
}
