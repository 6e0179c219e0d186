/**
 * Messages between systems: one connection for each pair of nodes, over TCP or TLS by Netty.
 */
module io.garrick.remoting {
    requires transitive io.garrick.runtime;
    requires io.garrick.serialization;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.garrick.remoting;
}
