package io.garrick.serialization;

import com.esotericsoftware.kryo.io.Input;

/** Input that believes no length before it has compared it with what is left, so that little bytes allocate little. */
final class BoundedInput extends Input {

    BoundedInput(byte[] bytes, int offset, int count) {
        super(bytes, offset, count);
    }

    /** Fails unless so many things of at least so many bytes may follow. */
    int ensureLeft(int count, int bytesEach) {
        long left = (long) limit - position;
        if (count < 0 || (long) count * bytesEach > left) {
            throw new SerializationException("length is longer than what is left: length=" + count + " bytesEach="
                    + bytesEach + " left=" + left);
        }
        return count;
    }

    /** A count of things of which each takes a byte at least. */
    int readCount() {
        return ensureLeft(readVarInt(true), 1);
    }

    @Override
    public String readString() {
        int start = position;
        if (readVarIntFlag()) {
            int length = readVarIntFlag(true);
            if (length > 1) {
                ensureLeft(length - 1, 1);
            } else if (length < 0) {
                ensureLeft(length, 1);
            }
        }
        position = start;
        return super.readString();
    }

    @Override
    public StringBuilder readStringBuilder() {
        return new StringBuilder(String.valueOf(readString()));
    }

    @Override
    public byte[] readBytes(int length) {
        return super.readBytes(ensureLeft(length, Byte.BYTES));
    }

    @Override
    public int[] readInts(int length) {
        return super.readInts(ensureLeft(length, Integer.BYTES));
    }

    @Override
    public int[] readInts(int length, boolean optimizePositive) {
        return super.readInts(ensureLeft(length, 1), optimizePositive);
    }

    @Override
    public long[] readLongs(int length) {
        return super.readLongs(ensureLeft(length, Long.BYTES));
    }

    @Override
    public long[] readLongs(int length, boolean optimizePositive) {
        return super.readLongs(ensureLeft(length, 1), optimizePositive);
    }

    @Override
    public float[] readFloats(int length) {
        return super.readFloats(ensureLeft(length, Float.BYTES));
    }

    @Override
    public double[] readDoubles(int length) {
        return super.readDoubles(ensureLeft(length, Double.BYTES));
    }

    @Override
    public short[] readShorts(int length) {
        return super.readShorts(ensureLeft(length, Short.BYTES));
    }

    @Override
    public char[] readChars(int length) {
        return super.readChars(ensureLeft(length, Character.BYTES));
    }

    @Override
    public boolean[] readBooleans(int length) {
        return super.readBooleans(ensureLeft(length, 1));
    }
}
