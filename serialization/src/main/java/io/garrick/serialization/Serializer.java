package io.garrick.serialization;

import java.nio.ByteBuffer;

/**
 * Makes bytes of messages of some classes, and back. Called from many threads at a time. Programs extend {@link SerializerWithStringManifest} or
 * {@link JSerializer}, or implement this, and register it with {@link Serialization#register}.
 */
public interface Serializer {

    /**
     * Names this serializer on the wire.
     *
     * @return a number from 16 on, alike on all nodes
     */
    int identifier();

    /**
     * What the reader must know beside the bytes.
     *
     * @param message the message
     * @return such as a name of its type and version; empty when the bytes say it all
     */
    String manifest(Object message);

    /**
     * Writes a message.
     *
     * @param message the message
     * @return its bytes
     */
    byte[] toBinary(Object message);

    /**
     * Writes a message into a buffer; by default by way of an array.
     *
     * @param message the message
     * @param target gets the bytes at its position
     * @throws java.nio.BufferOverflowException when they do not fit
     */
    default void toBinary(Object message, ByteBuffer target) {
        target.put(toBinary(message));
    }

    /**
     * Reads a message.
     *
     * @param source the bytes, from its position to its limit
     * @param manifest what {@link #manifest} said
     * @return the message
     */
    Object fromBinary(ByteBuffer source, String manifest);
}
