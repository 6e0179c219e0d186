package io.garrick.nodes;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Promises that hold whatever fails, rehearsed. */
class ChaosSpec {

    /** The nightly run plays more of these than of any other spec. */
    private static final int SEEDS = Integer.getInteger("specs.seeds.chaos", Nodes.SEEDS);

    @ParameterizedTest
    @CsvSource({"1, false", "3, false", "1, true", "3, true"})
    @DisplayName(
            "N02, N03, N04, W01, W02: three nodes with partitions, slow links, pauses, broken connections and restarts keep every promise")
    void threeNodes_underFaults_keepThePromises(int lanes, boolean kills) {
        Nodes.explore(
                SEEDS,
                "lanes = " + lanes + "\n" + DeployScene.ALLOWED,
                (nodes, rehearsal) -> new Chaos(nodes, kills).play());
    }

    @Test
    @DisplayName(
            "N02, N03, N04, W01, W02: and so they do when connections are closed, and nodes forgotten, as soon as nothing is said")
    void threeNodes_thatForgetEachOther_keepThePromises() {
        Nodes.explore(
                "idle-timeout = 200 ms, lanes = 2\n" + DeployScene.ALLOWED,
                (nodes, rehearsal) -> new Chaos(nodes, true).play());
    }
}
