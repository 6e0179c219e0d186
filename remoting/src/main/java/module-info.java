/**
 * Refs on another host: associations, delivery of system messages, failure detection; over TCP or TLS by Netty.
 */
module io.garrick.remoting {
    requires transitive io.garrick.runtime;
    requires transitive io.garrick.serialization;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.garrick.remoting;
}
