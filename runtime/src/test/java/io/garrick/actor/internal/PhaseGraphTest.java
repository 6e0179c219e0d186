package io.garrick.actor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.ConfigurationException;
import io.garrick.actor.CoordinatedShutdown;
import io.garrick.actor.CoordinatedShutdownSettings;
import io.garrick.actor.CoordinatedShutdownSettings.Phase;
import io.garrick.actor.SystemSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PhaseGraphTest {

    private static final List<String> ROW = List.of(
            "before-service-unbind",
            "service-unbind",
            "service-requests-done",
            "service-stop",
            "before-cluster-shutdown",
            "cluster-sharding-shutdown-region",
            "cluster-leave",
            "cluster-exiting",
            "cluster-exiting-done",
            "cluster-shutdown",
            "before-actor-system-terminate",
            "actor-system-terminate");

    private static CoordinatedShutdownSettings only(Map<String, Phase> phases) {
        return new CoordinatedShutdownSettings(phases, Duration.ofSeconds(1), false, true, true, false, 0);
    }

    private static Map<String, Phase> last() {
        return new HashMap<>(Map.of("actor-system-terminate", Phase.after()));
    }

    private static SystemSettings settings(String block) {
        return SystemSettings.from(ConfigFactory.parseString("garrick.coordinated-shutdown {" + block + "}"));
    }

    private static String refusal(CoordinatedShutdownSettings settings) {
        return String.valueOf(assertThrows(ConfigurationException.class, () -> PhaseGraph.of(settings))
                .getMessage());
    }

    @Test
    @DisplayName("M14 The default phases are twelve in a row, with 5 s each, three of them with 10")
    void order_ofTheDefaults_isTheRow() {
        PhaseGraph graph = PhaseGraph.of(CoordinatedShutdownSettings.defaults());
        assertEquals(ROW, graph.order());
        for (int i = 0; i < ROW.size(); i++) {
            assertEquals(i, graph.indexOf(ROW.get(i)));
            boolean slow = List.of("cluster-sharding-shutdown-region", "cluster-exiting", "actor-system-terminate")
                    .contains(ROW.get(i));
            assertEquals(Duration.ofSeconds(slow ? 10 : 5), graph.timeout(i), ROW.get(i));
        }
    }

    @Test
    @DisplayName(
            "M14 Any phases without a circle run after all that they depend on, the one that stops the actors last, always in the same order")
    void order_ofAnyGraph_isTopologicalAndTheSame() {
        for (int seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<String> names = new ArrayList<>();
            Map<String, Phase> phases = last();
            int count = 1 + random.nextInt(12);
            for (int i = 0; i < count; i++) {
                String name = (char) ('a' + random.nextInt(26)) + "-" + i;
                List<String> before =
                        names.stream().filter(other -> random.nextInt(4) == 0).toList();
                phases.put(name, Phase.after().withDependsOn(before));
                names.add(name);
            }
            List<String> order = PhaseGraph.of(only(phases)).order();
            assertEquals(phases.size(), order.size());
            assertEquals("actor-system-terminate", order.get(order.size() - 1));
            phases.forEach((name, phase) -> phase.dependsOn()
                    .forEach(before -> assertTrue(order.indexOf(before) < order.indexOf(name), order::toString)));
            assertEquals(order, PhaseGraph.of(only(new HashMap<>(phases))).order());
        }
    }

    @Test
    @DisplayName("M14 Phases that do not depend on each other run in the order of their names")
    void order_ofIndependentPhases_isThatOfTheirNames() {
        Map<String, Phase> phases = last();
        List.of("c", "a", "d", "b").forEach(name -> phases.put(name, Phase.after()));
        assertEquals(
                List.of("a", "b", "c", "d", "actor-system-terminate"),
                PhaseGraph.of(only(phases)).order());
    }

    @Test
    @DisplayName("M14 Phases that depend on each other in a circle are a ConfigurationException that names the circle")
    void circle_isRefusedAndNamed() {
        Map<String, Phase> phases = last();
        phases.put("a", Phase.after("b"));
        phases.put("b", Phase.after("c"));
        phases.put("c", Phase.after("b"));
        assertTrue(refusal(only(phases)).contains("phases=b -> c -> b"), () -> refusal(only(phases)));
        Map<String, Phase> self = last();
        self.put("a", Phase.after("a"));
        assertTrue(refusal(only(self)).contains("phases=a -> a"), () -> refusal(only(self)));
    }

    @Test
    @DisplayName("M14 A phase that depends on one that is not defined is a ConfigurationException that names both")
    void unknownPhase_isRefusedAndNamed() {
        CoordinatedShutdownSettings settings =
                CoordinatedShutdownSettings.defaults().withPhase("mine", Phase.after("servicestop"));
        String refusal = refusal(settings);
        assertTrue(refusal.contains("phase=servicestop") && refusal.contains("wantedBy=mine"), refusal);
        assertTrue(refusal.contains("nearest=[service-stop"), refusal);
    }

    @Test
    @DisplayName("M14 No phase comes after the one that stops the actors")
    void phaseAfterTheLast_isRefusedAndNamed() {
        CoordinatedShutdownSettings settings =
                CoordinatedShutdownSettings.defaults().withPhase("mine", Phase.after("actor-system-terminate"));
        assertTrue(refusal(settings).contains("phase=mine"), () -> refusal(settings));
        assertThrows(IllegalArgumentException.class, () -> only(Map.of()));
    }

    @Test
    @DisplayName("M14 A system whose phases are wrong does not start, and leaves no thread")
    void create_phasesAreWrong_isRefused() {
        SystemSettings wrong = settings("phases.mine.depends-on = [yours], phases.yours.depends-on = [mine]");
        ConfigurationException refused =
                assertThrows(ConfigurationException.class, () -> ActorSystem.create("circle", wrong));
        assertTrue(String.valueOf(refused.getMessage()).contains("mine -> yours -> mine"), refused::getMessage);
        org.awaitility.Awaitility.await()
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("garrick-circle-")));
    }

    @Test
    @DisplayName("M14 The configuration says all of it: phases with their parts, and what runs them")
    void configuration_ofEverything_isRead() {
        CoordinatedShutdownSettings read = settings(
                        "default-phase-timeout = 3 s, run-by-jvm-shutdown-hook = off, run-by-actor-system-terminate = off,"
                                + "terminate-actor-system = off, exit-jvm = on, exit-code = 7, phases {"
                                + "  mine { depends-on = [service-stop], timeout = 2 s, recover = off, enabled = off }, "
                                + "cluster-leave { depends-on = [mine] } }")
                .coordinatedShutdown();
        assertEquals(
                new Phase(List.of("service-stop"), Optional.of(Duration.ofSeconds(2)), false, false),
                read.phases().get("mine"));
        assertEquals(Phase.after("mine"), read.phases().get("cluster-leave"));
        assertEquals(
                CoordinatedShutdownSettings.defaults()
                        .withDefaultPhaseTimeout(Duration.ofSeconds(3))
                        .withRunByJvmShutdownHook(false)
                        .withRunByActorSystemTerminate(false)
                        .withTerminateActorSystem(false)
                        .withExitJvm(true)
                        .withExitCode(7)
                        .withPhase(
                                "mine",
                                Phase.after("service-stop")
                                        .withTimeout(Duration.ofSeconds(2))
                                        .withRecover(false)
                                        .withEnabled(false))
                        .withPhase("cluster-leave", Phase.after("mine")),
                read);
        PhaseGraph graph = PhaseGraph.of(read);
        assertEquals(Duration.ofSeconds(3), graph.timeout(graph.indexOf(CoordinatedShutdown.PhaseClusterLeave())));
        assertTrue(graph.indexOf("mine") < graph.indexOf("cluster-leave"));
    }

    @Test
    @DisplayName("M14 An unknown key is an error that names the nearest, and a time-out must be positive")
    void configuration_wrong_isRefused() {
        for (String wrong : List.of("exit-jvn = on", "phases.service-stop.time-out = 1 s")) {
            ConfigurationException refused = assertThrows(ConfigurationException.class, () -> settings(wrong));
            assertTrue(String.valueOf(refused.getMessage()).contains("nearest=["), refused::getMessage);
        }
        assertThrows(ConfigurationException.class, () -> settings("phases.service-stop.timeout = 0 s"));
        assertThrows(ConfigurationException.class, () -> settings("default-phase-timeout = -1 s"));
    }
}
