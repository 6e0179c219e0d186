package io.garrick.remoting;

import io.garrick.serialization.Serializer;

/**
 * A value in a signal, by a serializer: its identifier, its manifest, and the bytes.
 *
 * @param serializer its identifier
 * @param manifest what it says of the bytes
 * @param bytes its
 */
record Payload(int serializer, String manifest, byte[] bytes) {

    /** Throws what the serializer throws. */
    static Payload of(Object value, Node node) {
        Serializer serializer = node.serialization().findSerializerFor(value);
        return new Payload(serializer.identifier(), serializer.manifest(value), serializer.toBinary(value));
    }

    void put(WireOutput output) {
        output.putNumber(serializer).putText(manifest);
        output.putNumber(bytes.length).putBytes(bytes, 0, bytes.length);
    }

    static Payload take(WireInput input) {
        int serializer = input.takeCount(Integer.MAX_VALUE);
        String manifest = input.takeText(Frames.LONGEST_TEXT);
        return new Payload(serializer, manifest, input.takeBytes(input.takeCount(Integer.MAX_VALUE)));
    }

    /** Throws what the serializer throws. */
    Object value(Node node) {
        return node.serialization().deserialize(bytes, serializer, manifest);
    }
}
