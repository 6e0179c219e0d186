package io.garrick.actor;

/** The reasons that {@link CoordinatedShutdown} knows; they are called as logs of other systems call them. */
enum ShutdownReason implements CoordinatedShutdown.Reason {
    UnknownReason,
    ActorSystemTerminateReason,
    JvmExitReason,
    ClusterDowningReason,
    ClusterJoinUnsuccessfulReason,
    IncompatibleConfigurationDetectedReason
}
