package io.garrick.supervision;

/**
 * What a {@link Decider} wants done about a failed child. A directive is a wish: the restart budget may turn
 * {@link #RESTART} into a stop, and only {@link Supervisor} says what is really done, as a {@link Command}.
 *
 * <p>Origin: Akka's {@code SupervisorStrategy.Directive}.
 */
public enum Directive {
    /** Keep the instance and its state, drop the message that failed, go on. Never counts against a restart budget. */
    RESUME,

    /** Replace the instance by a new one under the same reference and mailbox. Counts against the restart budget. */
    RESTART,

    /** Stop the child. */
    STOP,

    /** The supervisor fails itself with the same exception, and its own supervisor decides. */
    ESCALATE
}
