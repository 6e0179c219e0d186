package io.garrick.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GroupHistoryTest {

    private static final int EVENTS_PER_HISTORY = 500;
    private static final int EVENTS_PER_SHORT_HISTORY = 20;

    @Test
    @DisplayName(
            "S09 S10 S13 groups in order, budgets, delays and stale generations in 500,000 random events; every transition is taken")
    void supervisor_randomGroupHistories_keepsTheRules() {
        replay(1, 1_000, EVENTS_PER_HISTORY);
    }

    @Test
    @Tag("nightly")
    @DisplayName("S09 S10 S13 groups in order, budgets, delays and stale generations in 20,000,000 random events")
    void supervisor_manyRandomGroupHistories_keepsTheRules() {
        replay(1_001, 40_000, EVENTS_PER_HISTORY);
    }

    @Test
    @Tag("nightly")
    @DisplayName(
            "S09 S10 S13 groups from their beginning, in 1,000,000 short random histories; every transition is taken")
    void supervisor_aMillionShortGroupHistories_keepsTheRules() {
        replay(41_001, 1_000_000, EVENTS_PER_SHORT_HISTORY);
    }

    private static void replay(long firstSeed, int histories, int events) {
        Map<Transition, Set<Phase>> taken = new EnumMap<>(Transition.class);
        for (long seed = firstSeed; seed < firstSeed + histories; seed++) {
            try {
                new GroupHistory(
                                seed,
                                (phase, transition) -> taken.computeIfAbsent(
                                                transition, any -> EnumSet.noneOf(Phase.class))
                                        .add(phase))
                        .run(events);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed=" + seed + ": " + failure.getMessage(), failure);
            }
        }
        Map<Transition, Set<Phase>> table = new EnumMap<>(Transition.class);
        for (Transition each : Transition.values()) {
            table.put(each, origins(each));
        }
        assertEquals(table, taken);
    }

    private static Set<Phase> origins(Transition transition) {
        Set<Phase> origins = EnumSet.allOf(Phase.class);
        origins.removeIf(phase -> !transition.isFrom(phase));
        return origins;
    }
}
