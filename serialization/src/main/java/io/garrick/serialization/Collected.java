package io.garrick.serialization;

/** The bytes of one message, in an array of their own. */
final class Collected implements ByteSink {

    private byte[] bytes = {};
    private int position;

    @Override
    public void begin(int length) {
        bytes = new byte[length];
    }

    @Override
    public void put(byte[] source, int from, int length) {
        System.arraycopy(source, from, bytes, position, length);
        position += length;
    }

    byte[] bytes() {
        return bytes;
    }
}
