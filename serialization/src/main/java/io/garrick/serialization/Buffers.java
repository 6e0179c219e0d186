package io.garrick.serialization;

import java.nio.ByteBuffer;

/** Bytes out of buffers. */
final class Buffers {

    private Buffers() {}

    /** Takes what is left. */
    static byte[] rest(ByteBuffer source) {
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        return bytes;
    }
}
