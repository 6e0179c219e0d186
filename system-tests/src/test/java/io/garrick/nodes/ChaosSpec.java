package io.garrick.nodes;

import io.garrick.testkit.Rehearsal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Promises that hold whatever fails, rehearsed. */
class ChaosSpec {

    private static final int SEEDS = Integer.getInteger("specs.seeds", 50);

    @ParameterizedTest
    @CsvSource({"1, false", "3, false", "1, true", "3, true"})
    @DisplayName(
            "N02, N03, N04, W01, W02: three nodes with partitions, slow links, pauses, broken connections and restarts keep every promise")
    void threeNodes_underFaults_keepThePromises(int lanes, boolean kills) {
        Rehearsal.explore(SEEDS, rehearsal -> new Chaos(new Nodes(rehearsal, "lanes = " + lanes), kills).play());
    }
}
