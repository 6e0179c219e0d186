package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import io.garrick.actor.Cancellable;
import io.garrick.actor.CoordinatedShutdown;
import io.garrick.actor.CoordinatedShutdownSettings;
import io.garrick.actor.Done;
import io.garrick.actor.spi.Platform;
import io.garrick.dispatch.Dispatcher;
import io.garrick.dispatch.DispatcherSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The shutdown of a system: its tasks by phase, and the run, of which there is one. The thread that ends a phase begins the next one, so no thread waits. The last phase begins the {@link
 * Termination} and is over when that is. Any thread.
 *
 * <p>A system that ends without any task has no timer and no thread for this: {@code terminate()} then stops the actors before it returns.
 */
final class LocalShutdown implements CoordinatedShutdown {

    private static final String TERMINATE = "terminate-system";

    /** What the JVM waits for beyond the time-outs of the phases, which should have ended the run by then. */
    private static final long GRACE_NANOS = 1_000_000_000L;

    private final LocalSystem system;
    private final Platform platform;
    private final Termination termination;
    private final CoordinatedShutdownSettings settings;
    private final PhaseGraph graph;
    private final JvmHooks jvmHooks;
    private final ShutdownTask terminate;

    /** The end of the run; at the latest, that of the system. */
    private final CompletableFuture<Done> done = new CompletableFuture<>();

    /** From here on nothing holds up the guardians that come after {@code /user}. */
    private final CompletableFuture<Done> systemMayEnd = new CompletableFuture<>();

    private final CompletableFuture<Done> systemEnded = new CompletableFuture<>();

    /** Guards what follows; never held over code of a user. */
    private final Object lock = new Object();

    private final SortedMap<Integer, List<ShutdownTask>> tasks = new TreeMap<>();

    /** Phases before this one have begun. */
    private int next;

    @Nullable
    private Reason reason;

    /** Whether the system ended without any task. */
    private boolean passed;

    @Nullable
    private ShutdownPhase current;

    @Nullable
    private Dispatcher dispatcher;

    private boolean jvmEnds;
    private boolean exited;

    LocalShutdown(LocalSystem system, Platform platform, Termination termination) {
        this.system = system;
        this.platform = platform;
        this.termination = termination;
        this.settings = system.settings().coordinatedShutdown();
        this.graph = PhaseGraph.of(settings);
        this.jvmHooks = new JvmHooks(system.failureLog());
        this.terminate = new ShutdownTask(this, graph.size() - 1, TERMINATE, this::terminateActors);
    }

    PhaseGraph graph() {
        return graph;
    }

    // ---------------------------------------------------------------- tasks

    @Override
    public void addTask(String phase, String taskName, Supplier<CompletionStage<Done>> task) {
        addCancellableTask(phase, taskName, task);
    }

    @Override
    public Cancellable addCancellableTask(String phase, String taskName, Supplier<CompletionStage<Done>> task) {
        ShutdownTask added = new ShutdownTask(this, graph.indexOf(phase), taskName, task);
        if (!add(added)) {
            system.logger().warn("shutdown task was added too late and is not run: phase={} task={}", phase, taskName);
        } else if (system.settings().daemonic()) {
            runWhenJvmEnds();
        }
        return added;
    }

    private boolean add(ShutdownTask task) {
        synchronized (lock) {
            return task.phase() >= next
                    && tasks.computeIfAbsent(task.phase(), phase -> new ArrayList<>())
                            .add(task);
        }
    }

    boolean cancel(ShutdownTask task) {
        synchronized (lock) {
            List<ShutdownTask> others = task.phase() < next ? null : tasks.get(task.phase());
            if (others == null || !others.remove(task)) {
                return false;
            }
            if (others.isEmpty()) {
                tasks.remove(task.phase());
            }
            task.spCancelled();
            return true;
        }
    }

    boolean isCancelled(ShutdownTask task) {
        synchronized (lock) {
            return task.lpCancelled();
        }
    }

    @Override
    public void addActorTerminationTask(String phase, String taskName, ActorRef actor, Optional<Object> stopMessage) {
        Objects.requireNonNull(actor, "actor");
        addTask(phase, taskName, () -> EndOfActor.of(system, actor, stopMessage));
    }

    /** Whether it is the runtime's task, which runs nobody's code. */
    boolean isOwn(ShutdownTask task) {
        return task == terminate;
    }

    /** A thread for each task, so that one that blocks holds up neither an actor nor another task; they are there during the run only. */
    Dispatcher dispatcher() {
        synchronized (lock) {
            Dispatcher started = dispatcher;
            if (started == null) {
                started = platform.start(DispatcherSettings.of("shutdown")
                        .withKind(DispatcherSettings.Kind.PINNED)
                        .withDaemon(system.settings().defaultDispatcher().daemon()));
                dispatcher = started;
            }
            return started;
        }
    }

    // ---------------------------------------------------------------- the run

    @Override
    public CompletionStage<Done> run(Reason why, Optional<String> fromPhase) {
        Objects.requireNonNull(why, "reason");
        run(why, fromPhase.map(graph::indexOf).orElse(0));
        return done.minimalCompletionStage();
    }

    private void run(Reason why, int from) {
        boolean tell;
        synchronized (lock) {
            if (reason != null) {
                return;
            }
            reason = why;
            tell = !tasks.isEmpty();
        }
        if (tell) {
            system.logger().info("coordinated shutdown begins: reason={}", FailureLog.text(why));
        }
        goOn(from);
    }

    /** Runs the phases, or, where there is nothing to run and nobody to tell, passes over them all at once. */
    private void runOrPass() {
        boolean pass;
        synchronized (lock) {
            pass = tasks.isEmpty() && !settings.exitJvm() && (reason == null || passed);
            if (pass) {
                reason = CoordinatedShutdown.actorSystemTerminateReason();
                next = graph.size();
                passed = true;
            }
        }
        if (pass) {
            terminateActors();
        } else {
            run(CoordinatedShutdown.actorSystemTerminateReason(), 0);
        }
    }

    /** Begins the next phase that has something to do. */
    private void goOn(int from) {
        for (int index = from; index < graph.size(); index++) {
            ShutdownPhase phase = take(index);
            if (phase != null) {
                phase.begin();
                return;
            }
        }
        end(null);
    }

    @Nullable
    private ShutdownPhase take(int index) {
        List<ShutdownTask> all = new ArrayList<>();
        synchronized (lock) {
            next = index + 1;
            current = null;
            all.addAll(tasks.getOrDefault(index, List.of()));
        }
        if (graph.isLast(index) && settings.terminateActorSystem()) {
            all.add(terminate);
        }
        if (all.isEmpty()) {
            return null;
        }
        if (!graph.phase(index).enabled()) {
            system.logger().info("shutdown phase is disabled, its tasks are not run: phase={}", graph.name(index));
            return null;
        }
        ShutdownPhase phase = new ShutdownPhase(this, system, index, all);
        synchronized (lock) {
            current = phase;
        }
        phase.limit(graph.timeout(index));
        return phase;
    }

    void phaseEnded(int index, @Nullable Throwable failure) {
        if (failure == null) {
            goOn(index + 1);
        } else {
            end(failure);
        }
    }

    private void end(@Nullable Throwable failure) {
        systemMayEnd.complete(Done.getInstance());
        if (failure == null) {
            done.complete(Done.getInstance());
            exitJvm();
        } else {
            done.completeExceptionally(failure);
        }
    }

    private void exitJvm() {
        synchronized (lock) {
            if (!settings.exitJvm() || jvmEnds || exited) {
                return;
            }
            exited = true;
        }
        platform.exitJvm(settings.exitCode());
    }

    // ---------------------------------------------------------------- with the system

    void systemStarted() {
        if (!system.settings().daemonic()) { // such a system is not waited for, unless there are tasks
            runWhenJvmEnds();
        }
    }

    /** Runs the phases, and then stops the actors, whatever has come of that. */
    void terminate() {
        if (settings.runByActorSystemTerminate()) {
            runOrPass();
            done.minimalCompletionStage().whenComplete((ended, failure) -> termination.begin());
        } else {
            terminateActors();
        }
    }

    private CompletionStage<Done> terminateActors() {
        systemMayEnd.complete(Done.getInstance());
        termination.begin();
        return systemEnded;
    }

    /** It has failed past its guardian, or somebody else has stopped it: the phases run all the same, while it stops. */
    void userStops() {
        termination.begin();
        if (settings.runByActorSystemTerminate()) {
            runOrPass();
        } else {
            systemMayEnd.complete(Done.getInstance());
        }
    }

    /** Whether nothing is to be run before {@code /system} may stop. */
    boolean letsSystemEnd() {
        return systemMayEnd.isDone();
    }

    void whenSystemMayEnd(Runnable stop) {
        systemMayEnd.minimalCompletionStage().thenRun(stop);
    }

    /** The last actor has ended; what the program wants to do now may end the JVM. */
    void rootEnded() {
        jvmHooks.forgetShutdown();
    }

    /** After everybody who waits for the end of the system has been told. */
    void systemEnded() {
        systemEnded.complete(Done.getInstance());
        done.complete(Done.getInstance()); // the run has failed, or somebody has not waited for it
        if (getShutdownReason().isPresent()) {
            exitJvm();
        }
    }

    /** What {@code close()} says of the run when it has waited in vain; empty while no phase is under way. */
    String describe() {
        synchronized (lock) {
            return current == null ? "" : " " + current.describe();
        }
    }

    // ---------------------------------------------------------------- with the JVM

    @Override
    public Cancellable addCancellableJvmShutdownHook(Runnable hook) {
        return jvmHooks.add(platform, hook);
    }

    private void runWhenJvmEnds() {
        if (settings.runByJvmShutdownHook()) {
            jvmHooks.addShutdown(platform, this::jvmEnds);
        }
    }

    /** On the JVM's thread, which waits. */
    private void jvmEnds() {
        synchronized (lock) {
            jvmEnds = true;
        }
        long limitNanos = Durations.nanos(totalTimeout().plusNanos(GRACE_NANOS));
        run(CoordinatedShutdown.jvmExitReason(), 0);
        boolean ended = await(done, limitNanos);
        if (ended && settings.terminateActorSystem()) {
            ended = await(systemEnded, termination.hasBegun() ? GRACE_NANOS : terminateNanos());
        }
        if (!ended) {
            system.logger().warn("JVM ends before the system has terminated: alive={}{}", system.alive(), describe());
        }
    }

    /** For a run that has failed before the last phase: stops the actors now; returns how long that may take. */
    private long terminateNanos() {
        termination.begin();
        return Durations.nanos(graph.timeout(graph.size() - 1));
    }

    private static boolean await(CompletableFuture<Done> future, long nanos) {
        try {
            future.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException failed) {
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    // ---------------------------------------------------------------- questions

    @Override
    public Optional<Reason> getShutdownReason() {
        synchronized (lock) {
            return Optional.ofNullable(reason);
        }
    }

    @Override
    public Duration timeout(String phase) {
        return graph.timeout(graph.indexOf(phase));
    }

    @Override
    public Duration totalTimeout() {
        List<Integer> busy;
        synchronized (lock) {
            busy = new ArrayList<>(tasks.keySet());
        }
        int last = graph.size() - 1;
        if (settings.terminateActorSystem() && !busy.contains(last)) {
            busy.add(last);
        }
        return busy.stream()
                .filter(phase -> graph.phase(phase).enabled())
                .map(graph::timeout)
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public String toString() {
        return "CoordinatedShutdown[" + system.name() + "]";
    }
}
