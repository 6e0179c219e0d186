package io.garrick.remoting;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Frames on their way out, one behind the other: each its length in four bytes, its type in one, then what is in it. For one thread at a time.
 */
final class WireOutput {

    private static final byte[] NONE = {};

    /** The first room that is made; with the first byte, since most that could be written to never are. */
    private final int capacity;

    private byte[] bytes = NONE;
    private int position;
    private int start;

    WireOutput(int capacity) {
        this.capacity = capacity;
    }

    /** Begins a frame. */
    WireOutput begin(int type) {
        start = position;
        ensure(5);
        position += 4;
        bytes[position++] = (byte) type;
        return this;
    }

    /** Ends the frame that was begun. */
    void end() {
        int length = position - start - 4;
        bytes[start] = (byte) (length >>> 24);
        bytes[start + 1] = (byte) (length >>> 16);
        bytes[start + 2] = (byte) (length >>> 8);
        bytes[start + 3] = (byte) length;
    }

    /** Takes back what has come since it had this size. */
    void backTo(int size) {
        position = size;
    }

    /** Bytes of the frame that was begun, its type included. */
    int frameLength() {
        return position - start - 4;
    }

    int size() {
        return position;
    }

    void clear() {
        position = 0;
    }

    /** A copy of what is in it. */
    byte[] toBytes() {
        return Arrays.copyOf(bytes, position);
    }

    /** What is in it, until something is put. */
    ByteBuffer content() {
        return ByteBuffer.wrap(bytes, 0, position);
    }

    WireOutput putByte(int value) {
        ensure(1);
        bytes[position++] = (byte) value;
        return this;
    }

    WireOutput putLong(long value) {
        ensure(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[position++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** Seven bits a byte, the lowest first; small numbers are short. */
    WireOutput putNumber(long value) {
        ensure(10);
        long left = value;
        while ((left & ~0x7FL) != 0) {
            bytes[position++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[position++] = (byte) left;
        return this;
    }

    WireOutput putText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putNumber(utf8.length);
        return putBytes(utf8, 0, utf8.length);
    }

    WireOutput putBytes(byte[] source, int from, int length) {
        ensure(length);
        System.arraycopy(source, from, bytes, position, length);
        position += length;
        return this;
    }

    private void ensure(int more) {
        if (more > bytes.length - position) {
            int room = bytes.length == 0 ? capacity : bytes.length * 2;
            bytes = Arrays.copyOf(bytes, Math.max(room, Math.addExact(position, more)));
        }
    }
}
