/**
 * Messages to bytes and back: Kryo by default, fenced by a list of classes that may travel.
 */
module io.garrick.serialization {
    requires transitive io.garrick.runtime;
    requires com.esotericsoftware.kryo;
    requires org.objenesis;
    requires java.compiler; // not static: a JDK 17 without it refuses a module that provides its services
    requires static transitive org.jspecify;

    exports io.garrick.serialization;

    provides javax.annotation.processing.Processor with
            io.garrick.serialization.index.MessageProcessor;
}
