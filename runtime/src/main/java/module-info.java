/**
 * Joins dispatcher and supervision into actors: names, refs, cells, the tree, watch, stash, timers, dead letters, events.
 */
module io.garrick.runtime {
    requires transitive io.garrick.dispatcher;
    requires transitive io.garrick.supervision;
    requires transitive org.slf4j;
    requires transitive typesafe.config;
    requires org.agrona;
    requires static transitive org.jspecify;

    exports io.garrick.actor;
    exports io.garrick.actor.spi;
    exports io.garrick.event;
}
