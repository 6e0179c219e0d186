package io.garrick.actor;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a system is shut down: immutable, each part changed by a {@code withX} that gives a copy. The order of the phases is checked when a system is started.
 *
 * @param phases every phase by its name, in order of name; among them {@link CoordinatedShutdown#PhaseActorSystemTerminate()}, which comes last
 * @param defaultPhaseTimeout the time-out of phases that have none of their own
 * @param runByJvmShutdownHook whether the JVM, when it begins to end, has the system shut down and waits for that; when not, the system leaves the JVM alone
 * @param runByActorSystemTerminate whether {@code terminate()} and {@code close()} run the phases; when not, they stop the actors at once
 * @param terminateActorSystem whether the last phase stops the actors
 * @param exitJvm whether the JVM is ended after the last phase
 * @param exitCode the JVM's exit status then
 */
public record CoordinatedShutdownSettings(
        Map<String, Phase> phases,
        Duration defaultPhaseTimeout,
        boolean runByJvmShutdownHook,
        boolean runByActorSystemTerminate,
        boolean terminateActorSystem,
        boolean exitJvm,
        int exitCode) {

    private static final CoordinatedShutdownSettings DEFAULTS =
            new CoordinatedShutdownSettings(defaultPhases(), Duration.ofSeconds(5), true, true, true, false, 0);

    /**
     * One phase.
     *
     * @param dependsOn names of phases that come before
     * @param timeout how long its tasks are waited for; empty for the default
     * @param recover whether the shutdown goes on after a task of this phase has failed or was not done in time
     * @param enabled whether its tasks are run at all
     */
    public record Phase(List<String> dependsOn, Optional<Duration> timeout, boolean recover, boolean enabled) {

        /**
         * Checks the parts.
         *
         * @param dependsOn see {@link #dependsOn()}
         * @param timeout see {@link #timeout()}
         * @param recover see {@link #recover()}
         * @param enabled see {@link #enabled()}
         * @throws IllegalArgumentException when the time-out is not positive
         */
        public Phase {
            dependsOn = List.copyOf(dependsOn);
            timeout.ifPresent(CoordinatedShutdownSettings::ensurePositive);
        }

        /**
         * An enabled phase with the default time-out, that recovers.
         *
         * @param phases names of those that come before
         * @return the phase
         */
        public static Phase after(String... phases) {
            return new Phase(Arrays.asList(phases), Optional.empty(), true, true);
        }

        /**
         * Changes what comes before.
         *
         * @param value see {@link #dependsOn()}
         * @return a changed copy
         */
        public Phase withDependsOn(List<String> value) {
            return new Phase(value, timeout, recover, enabled);
        }

        /**
         * Changes the time-out.
         *
         * @param value how long its tasks are waited for
         * @return a changed copy
         */
        public Phase withTimeout(Duration value) {
            return new Phase(dependsOn, Optional.of(value), recover, enabled);
        }

        /**
         * Changes what follows a failure.
         *
         * @param value see {@link #recover()}
         * @return a changed copy
         */
        public Phase withRecover(boolean value) {
            return new Phase(dependsOn, timeout, value, enabled);
        }

        /**
         * Changes whether its tasks are run.
         *
         * @param value see {@link #enabled()}
         * @return a changed copy
         */
        public Phase withEnabled(boolean value) {
            return new Phase(dependsOn, timeout, recover, value);
        }
    }

    /**
     * Checks the parts.
     *
     * @param phases see {@link #phases()}
     * @param defaultPhaseTimeout see {@link #defaultPhaseTimeout()}
     * @param runByJvmShutdownHook see {@link #runByJvmShutdownHook()}
     * @param runByActorSystemTerminate see {@link #runByActorSystemTerminate()}
     * @param terminateActorSystem see {@link #terminateActorSystem()}
     * @param exitJvm see {@link #exitJvm()}
     * @param exitCode see {@link #exitCode()}
     * @throws IllegalArgumentException when a time-out is not positive, or the last phase is missing
     */
    public CoordinatedShutdownSettings {
        phases = Collections.unmodifiableMap(new TreeMap<>(phases));
        ensurePositive(defaultPhaseTimeout);
        if (!phases.containsKey(CoordinatedShutdown.PhaseActorSystemTerminate())) {
            throw new IllegalArgumentException("shutdown phase is missing, it may be disabled but must be there: phase="
                    + CoordinatedShutdown.PhaseActorSystemTerminate());
        }
    }

    private static Map<String, Phase> defaultPhases() {
        Map<String, Phase> phases = new TreeMap<>();
        Phase next = Phase.after();
        for (String name : List.of(
                CoordinatedShutdown.PhaseBeforeServiceUnbind(),
                CoordinatedShutdown.PhaseServiceUnbind(),
                CoordinatedShutdown.PhaseServiceRequestsDone(),
                CoordinatedShutdown.PhaseServiceStop(),
                CoordinatedShutdown.PhaseBeforeClusterShutdown(),
                CoordinatedShutdown.PhaseClusterShardingShutdownRegion(),
                CoordinatedShutdown.PhaseClusterLeave(),
                CoordinatedShutdown.PhaseClusterExiting(),
                CoordinatedShutdown.PhaseClusterExitingDone(),
                CoordinatedShutdown.PhaseClusterShutdown(),
                CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
                CoordinatedShutdown.PhaseActorSystemTerminate())) {
            phases.put(name, next);
            next = Phase.after(name);
        }
        for (String slow : List.of(
                CoordinatedShutdown.PhaseClusterShardingShutdownRegion(),
                CoordinatedShutdown.PhaseClusterExiting(),
                CoordinatedShutdown.PhaseActorSystemTerminate())) {
            phases.computeIfPresent(slow, (name, phase) -> phase.withTimeout(Duration.ofSeconds(10)));
        }
        return phases;
    }

    private static void ensurePositive(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("time-out of a shutdown phase must be positive: timeout=" + timeout);
        }
    }

    /**
     * What holds when nothing is said: the twelve phases that {@link CoordinatedShutdown} names, in a row.
     *
     * @return the defaults
     */
    public static CoordinatedShutdownSettings defaults() {
        return DEFAULTS;
    }

    /**
     * Adds a phase, or changes one.
     *
     * @param name its name
     * @param phase replaces the one of that name
     * @return a changed copy
     */
    public CoordinatedShutdownSettings withPhase(String name, Phase phase) {
        Map<String, Phase> copy = new TreeMap<>(phases);
        copy.put(name, Objects.requireNonNull(phase, "phase"));
        return new CoordinatedShutdownSettings(
                copy,
                defaultPhaseTimeout,
                runByJvmShutdownHook,
                runByActorSystemTerminate,
                terminateActorSystem,
                exitJvm,
                exitCode);
    }

    /**
     * Changes the time-out of phases that have none of their own.
     *
     * @param value see {@link #defaultPhaseTimeout()}
     * @return a changed copy
     */
    public CoordinatedShutdownSettings withDefaultPhaseTimeout(Duration value) {
        return new CoordinatedShutdownSettings(
                phases,
                value,
                runByJvmShutdownHook,
                runByActorSystemTerminate,
                terminateActorSystem,
                exitJvm,
                exitCode);
    }

    /**
     * Changes whether the end of the JVM shuts the system down.
     *
     * @param value see {@link #runByJvmShutdownHook()}
     * @return a changed copy
     */
    public CoordinatedShutdownSettings withRunByJvmShutdownHook(boolean value) {
        return new CoordinatedShutdownSettings(
                phases, defaultPhaseTimeout, value, runByActorSystemTerminate, terminateActorSystem, exitJvm, exitCode);
    }

    /**
     * Changes whether {@code terminate()} and {@code close()} run the phases.
     *
     * @param value see {@link #runByActorSystemTerminate()}
     * @return a changed copy
     */
    public CoordinatedShutdownSettings withRunByActorSystemTerminate(boolean value) {
        return new CoordinatedShutdownSettings(
                phases, defaultPhaseTimeout, runByJvmShutdownHook, value, terminateActorSystem, exitJvm, exitCode);
    }

    /**
     * Changes whether the last phase stops the actors.
     *
     * @param value see {@link #terminateActorSystem()}
     * @return a changed copy
     */
    public CoordinatedShutdownSettings withTerminateActorSystem(boolean value) {
        return new CoordinatedShutdownSettings(
                phases, defaultPhaseTimeout, runByJvmShutdownHook, runByActorSystemTerminate, value, exitJvm, exitCode);
    }

    /**
     * Changes whether the JVM is ended after the last phase.
     *
     * @param value see {@link #exitJvm()}
     * @return a changed copy
     */
    public CoordinatedShutdownSettings withExitJvm(boolean value) {
        return new CoordinatedShutdownSettings(
                phases,
                defaultPhaseTimeout,
                runByJvmShutdownHook,
                runByActorSystemTerminate,
                terminateActorSystem,
                value,
                exitCode);
    }

    /**
     * Changes the JVM's exit status after the last phase.
     *
     * @param value see {@link #exitCode()}
     * @return a changed copy
     */
    public CoordinatedShutdownSettings withExitCode(int value) {
        return new CoordinatedShutdownSettings(
                phases,
                defaultPhaseTimeout,
                runByJvmShutdownHook,
                runByActorSystemTerminate,
                terminateActorSystem,
                exitJvm,
                value);
    }
}
