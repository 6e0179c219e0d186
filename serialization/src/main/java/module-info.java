/**
 * Messages to bytes and back: Kryo by default, fenced by a list of classes that may travel.
 */
module io.garrick.serialization {
    requires transitive io.garrick.runtime;
    requires com.esotericsoftware.kryo;
    requires org.objenesis;
    requires static transitive org.jspecify;

    exports io.garrick.serialization;
}
