/**
 * Refs on another host: associations, delivery of system messages, failure detection.
 */
module io.garrick.remoting {
    requires transitive io.garrick.runtime;
    requires transitive io.garrick.serialization;
    requires static transitive org.jspecify;

    exports io.garrick.remoting;
}
