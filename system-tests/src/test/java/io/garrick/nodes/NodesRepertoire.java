package io.garrick.nodes;

import io.garrick.testkit.Explored;
import io.garrick.testkit.Rehearsal;

/** Nodes under faults, to be replayed; as a main program, in a JVM of its own. */
public final class NodesRepertoire {

    private static final int SEEDS = 5;

    private NodesRepertoire() {}

    /** @param none not used */
    public static void main(String[] none) {
        System.out.println(play());
    }

    /**
     * What came of some seeds.
     *
     * @return the hash over all events, and how many there were
     */
    public static String play() {
        Explored seen = Rehearsal.explore(
                SEEDS, rehearsal -> new Chaos(new Nodes(rehearsal, "lanes = 3\n" + DeployScene.ALLOWED), true).play());
        return Long.toHexString(seen.traceHash()) + " " + seen.events();
    }
}
