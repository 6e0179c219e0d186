/**
 * Probes, manual time, and the rehearsal: whole systems, one thread at a time, replayed from a seed.
 */
module io.garrick.testkit {
    requires transitive io.garrick.runtime;
    requires static transitive org.jspecify;
    // For io.garrick.testkit.junit alone. Not transitive: whoever uses that package requires JUnit himself, and nobody
    // else shall need it to compile.
    requires static org.junit.jupiter.api;

    exports io.garrick.testkit;
    exports io.garrick.testkit.junit;
}
