package io.garrick.remoting;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What is in one frame. Every length is compared with what is left before anything is made of it. For one thread at a time. */
final class WireInput {

    private byte[] bytes = {};
    private int position;
    private int limit;

    /** Turns to other bytes. */
    void wrap(byte[] source, int from, int length) {
        bytes = source;
        position = from;
        limit = from + length;
    }

    static WireInput of(byte[] source) {
        WireInput input = new WireInput();
        input.wrap(source, 0, source.length);
        return input;
    }

    int left() {
        return limit - position;
    }

    int takeByte() {
        ensure(1);
        return bytes[position++] & 0xFF;
    }

    long takeLong() {
        ensure(8);
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | bytes[position++] & 0xFF;
        }
        return value;
    }

    long takeNumber() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = takeByte();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new MalformedFrameException("number is longer than ten bytes: position=" + position);
    }

    /** A number that counts something. */
    int takeCount(int most) {
        long value = takeNumber();
        if (value < 0 || value > most) {
            throw new MalformedFrameException("number is out of range: number=" + value + " most=" + most);
        }
        return (int) value;
    }

    String takeText(int most) {
        int length = takeCount(most);
        ensure(length);
        String text = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }

    /** So many bytes. */
    byte[] takeBytes(int length) {
        ensure(length);
        byte[] taken = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return taken;
    }

    void skip(int length) {
        ensure(length);
        position += length;
    }

    /** Some of what is left. */
    void take(byte[] target, int from, int length) {
        ensure(length);
        System.arraycopy(bytes, position, target, from, length);
        position += length;
    }

    /** All that is left, until the next frame. */
    ByteBuffer rest() {
        ByteBuffer rest = ByteBuffer.wrap(bytes, position, limit - position);
        position = limit;
        return rest;
    }

    void ensureEmpty() {
        if (left() != 0) {
            throw new MalformedFrameException("bytes are left in the frame: left=" + left());
        }
    }

    private void ensure(int length) {
        if (length > left()) {
            throw new MalformedFrameException("frame ends too early: wanted=" + length + " left=" + left());
        }
    }
}
