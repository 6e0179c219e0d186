package io.garrick.serialization;

import java.nio.ByteBuffer;

/** A serializer whose manifest is any text, such as a short name and a version; no class need be loaded by name. */
public abstract class SerializerWithStringManifest implements Serializer {

    /** For subclasses. */
    protected SerializerWithStringManifest() {}

    /**
     * Reads a message.
     *
     * @param bytes the bytes
     * @param manifest what {@link #manifest} said
     * @return the message
     */
    public abstract Object fromBinary(byte[] bytes, String manifest);

    @Override
    public Object fromBinary(ByteBuffer source, String manifest) {
        return fromBinary(Buffers.rest(source), manifest);
    }
}
