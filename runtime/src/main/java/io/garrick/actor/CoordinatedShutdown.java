package io.garrick.actor;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The orderly end of a system: tasks, in phases that follow each other. The actors stop in the last phase; until then tasks may create actors, tell and ask them. It is run once,
 * by whoever comes first: {@link ActorSystem#terminate()}, {@link ActorSystem#close()}, the JVM when it begins to end (SIGTERM), or {@link #run(Reason)}. All methods may be called from
 * any thread.
 *
 * <pre>{@code
 * CoordinatedShutdown.get(system)
 *     .addTask(CoordinatedShutdown.PhaseServiceUnbind(), "unbind", () -> server.stopAccepting().thenApply(unbound -> Done.getInstance()));
 * }</pre>
 *
 * <p><b>Phases</b> and the order between them are settings, see {@link CoordinatedShutdownSettings}: a phase begins when all that it depends on are over. They run one
 * after the other, also those that do not depend on each other, these in the order of their names.
 *
 * <p><b>Tasks</b> of a phase run at the same time, each on a thread of its own, so they may block; what the {@code Supplier} returns says when the task is done. A phase is over when all its tasks
 * are, or when its time-out ends: then those that are not done are named in the log and are waited for no longer. A task that throws, or whose stage fails, is logged with its phase and
 * name. With {@code recover = on} the next phase follows all the same; with {@code off} the run ends there and fails.
 *
 * <p><b>In a rehearsal</b> everything happens on its thread and in its time, and there are no JVM shutdown hooks.
 *
 * <p>Origin: Akka's class of this name. Here a run that fails does not keep {@code terminate()} from stopping the actors, and a failure in {@code /user} runs the phases too.
 */
public interface CoordinatedShutdown extends Extension {

    /** Why a system is shut down; programs may have reasons of their own. */
    interface Reason {}

    /**
     * The shutdown of a system.
     *
     * @param system a system of this runtime
     * @return the same object at each call
     */
    static CoordinatedShutdown get(ActorSystem system) {
        return ((ExtendedActorSystem) system).coordinatedShutdown();
    }

    // ---------------------------------------------------------------- tasks

    /**
     * Adds a task. A phase that has begun takes no more: the task is not run, which the log says.
     *
     * @param phase one of the configured phases
     * @param taskName what the log calls it; need not be unique
     * @param task called once, on a thread where it may block; the stage completes when the task is done
     * @throws IllegalArgumentException when there is no such phase, or the name is empty
     */
    void addTask(String phase, String taskName, Supplier<CompletionStage<Done>> task);

    /**
     * As {@link #addTask}, for a task that may have become needless by then.
     *
     * @param phase one of the configured phases
     * @param taskName what the log calls it; need not be unique
     * @param task as for {@link #addTask}
     * @return takes the task back, until its phase begins
     * @throws IllegalArgumentException when there is no such phase, or the name is empty
     */
    Cancellable addCancellableTask(String phase, String taskName, Supplier<CompletionStage<Done>> task);

    /**
     * Adds a task that is done when an actor has ended.
     *
     * @param phase one of the configured phases
     * @param taskName what the log calls it
     * @param actor whose end is waited for
     * @param stopMessage what it is told when the phase begins; empty when it ends by itself
     * @throws IllegalArgumentException when there is no such phase, or the name is empty
     */
    void addActorTerminationTask(String phase, String taskName, ActorRef actor, Optional<Object> stopMessage);

    /**
     * Adds something to run when the JVM begins to end, before the system is shut down for that reason; also when the system has terminated by then, or when {@code run-by-jvm-shutdown-hook} is
     * off. Hooks of a system run one after the other, in the order in which they were added, those of several systems at the same time. What they throw is logged.
     *
     * @param hook what to run; must end soon, everything waits for it
     */
    default void addJvmShutdownHook(Runnable hook) {
        addCancellableJvmShutdownHook(hook);
    }

    /**
     * As {@link #addJvmShutdownHook}, for what may have become needless by then.
     *
     * @param hook what to run
     * @return takes the hook back, until it has begun; cancelled already when the JVM is ending, or when this is a rehearsal
     */
    Cancellable addCancellableJvmShutdownHook(Runnable hook);

    // ---------------------------------------------------------------- running

    /**
     * Runs all phases, unless that has begun already. The last one stops the actors, unless the settings say otherwise. Returns at once.
     *
     * @param reason why; kept if this call is the first
     * @return the end of the run, whoever began it: completes when the last phase is over (usually, when the system has terminated); fails when a phase that does not recover has
     *     failed, with the task's failure or a {@link java.util.concurrent.TimeoutException}
     */
    default CompletionStage<Done> run(Reason reason) {
        return run(reason, Optional.empty());
    }

    /**
     * As {@link #run(Reason)}, without the phases before a given one: their tasks are not run.
     *
     * @param reason why
     * @param fromPhase the first phase to run; empty for all
     * @return as {@link #run(Reason)}
     * @throws IllegalArgumentException when there is no such phase
     */
    CompletionStage<Done> run(Reason reason, Optional<String> fromPhase);

    /**
     * As {@link #run(Reason)}.
     *
     * @param reason why
     * @return as {@link #run(Reason)}
     */
    default CompletionStage<Done> runAll(Reason reason) {
        return run(reason);
    }

    /**
     * As {@link #run(Reason)}, for no reason that is known.
     *
     * @return as {@link #run(Reason)}
     */
    default CompletionStage<Done> runAll() {
        return run(unknownReason());
    }

    /**
     * Why the system is shut down.
     *
     * @return the reason that the first run was given; empty while there is none
     */
    Optional<Reason> getShutdownReason();

    /**
     * How long a phase may take.
     *
     * @param phase one of the configured phases
     * @return its time-out
     * @throws IllegalArgumentException when there is no such phase
     */
    Duration timeout(String phase);

    /**
     * How long a run may take: the time-outs of all phases that have something to do.
     *
     * @return the sum
     */
    Duration totalTimeout();

    // ---------------------------------------------------------------- phases

    /**
     * The first phase: before anything is taken away from those outside.
     *
     * @return its name
     */
    static String PhaseBeforeServiceUnbind() {
        return "before-service-unbind";
    }

    /**
     * Servers stop accepting connections.
     *
     * @return its name
     */
    static String PhaseServiceUnbind() {
        return "service-unbind";
    }

    /**
     * Requests that have been accepted are answered.
     *
     * @return its name
     */
    static String PhaseServiceRequestsDone() {
        return "service-requests-done";
    }

    /**
     * Servers end.
     *
     * @return its name
     */
    static String PhaseServiceStop() {
        return "service-stop";
    }

    /**
     * Before the node leaves its cluster.
     *
     * @return its name
     */
    static String PhaseBeforeClusterShutdown() {
        return "before-cluster-shutdown";
    }

    /**
     * Shards are handed over to other nodes.
     *
     * @return its name
     */
    static String PhaseClusterShardingShutdownRegion() {
        return "cluster-sharding-shutdown-region";
    }

    /**
     * The node says that it leaves the cluster.
     *
     * @return its name
     */
    static String PhaseClusterLeave() {
        return "cluster-leave";
    }

    /**
     * Singletons are handed over to other nodes.
     *
     * @return its name
     */
    static String PhaseClusterExiting() {
        return "cluster-exiting";
    }

    /**
     * The other nodes have seen that this one is going.
     *
     * @return its name
     */
    static String PhaseClusterExitingDone() {
        return "cluster-exiting-done";
    }

    /**
     * The node is no longer of the cluster.
     *
     * @return its name
     */
    static String PhaseClusterShutdown() {
        return "cluster-shutdown";
    }

    /**
     * The last one in which actors live.
     *
     * @return its name
     */
    static String PhaseBeforeActorSystemTerminate() {
        return "before-actor-system-terminate";
    }

    /**
     * The last phase of all: the actors stop.
     *
     * @return its name
     */
    static String PhaseActorSystemTerminate() {
        return "actor-system-terminate";
    }

    // ---------------------------------------------------------------- reasons

    /**
     * None that is known.
     *
     * @return always the same
     */
    static Reason unknownReason() {
        return ShutdownReason.UnknownReason;
    }

    /**
     * {@link ActorSystem#terminate()} or {@link ActorSystem#close()} was called, or the system ends because an actor under {@code /user} has failed past its guardian.
     *
     * @return always the same
     */
    static Reason actorSystemTerminateReason() {
        return ShutdownReason.ActorSystemTerminateReason;
    }

    /**
     * The JVM is ending.
     *
     * @return always the same
     */
    static Reason jvmExitReason() {
        return ShutdownReason.JvmExitReason;
    }

    /**
     * The cluster has put this node down.
     *
     * @return always the same
     */
    static Reason clusterDowningReason() {
        return ShutdownReason.ClusterDowningReason;
    }

    /**
     * The node could not join its cluster.
     *
     * @return always the same
     */
    static Reason clusterJoinUnsuccessfulReason() {
        return ShutdownReason.ClusterJoinUnsuccessfulReason;
    }

    /**
     * The cluster is configured otherwise than this node.
     *
     * @return always the same
     */
    static Reason incompatibleConfigurationDetectedReason() {
        return ShutdownReason.IncompatibleConfigurationDetectedReason;
    }
}
