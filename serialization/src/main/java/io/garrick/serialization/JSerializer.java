package io.garrick.serialization;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A serializer whose manifest is the class, or nothing. The class is looked up in the list of what may travel before it is loaded. */
public abstract class JSerializer implements Serializer {

    /** For subclasses. */
    protected JSerializer() {}

    /**
     * Whether the reader needs the class.
     *
     * @return whether the class's name travels beside the bytes
     */
    public abstract boolean includeManifest();

    /**
     * Reads a message.
     *
     * @param bytes the bytes
     * @param manifest the class; null unless {@link #includeManifest}
     * @return the message
     */
    protected abstract Object fromBinaryJava(byte[] bytes, @Nullable Class<?> manifest);

    @Override
    public final String manifest(Object message) {
        return includeManifest() ? message.getClass().getName() : "";
    }

    /**
     * Reads a message of a serializer that needs no class; all others are read by {@link Serialization#deserialize(byte[], int, String)}.
     *
     * @throws SerializationException when a class is needed
     */
    @Override
    public final Object fromBinary(ByteBuffer source, String manifest) {
        if (!manifest.isEmpty()) {
            throw new SerializationException("class is looked up by Serialization.deserialize only: class=" + manifest
                    + " serializer=" + getClass().getName());
        }
        return fromBinaryJava(Buffers.rest(source), null);
    }
}
