/**
 * Probes, manual time, and the rehearsal: whole systems, one thread at a time, replayed from a seed.
 */
module io.garrick.testkit {
    requires transitive io.garrick.runtime;
    requires static transitive org.jspecify;

    exports io.garrick.testkit;
}
