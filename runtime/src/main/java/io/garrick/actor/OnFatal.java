package io.garrick.actor;

/** What a system does after it has reported a fatal error: {@link OutOfMemoryError} or another {@link VirtualMachineError} (S08). */
public enum OnFatal {
    /** End the system; the default. */
    TERMINATE_SYSTEM,

    /** End the JVM at once, without shutdown hooks, exit status 255. */
    HALT_JVM,

    /** Nothing more: the actor is stopped, everything else goes on. */
    REPORT
}
