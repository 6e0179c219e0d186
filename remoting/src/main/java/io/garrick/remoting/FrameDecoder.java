package io.garrick.remoting;

import java.nio.ByteBuffer;

/** Cuts a stream of bytes into frames. A length is looked at before anything of that length is made, and what is made grows with what has come. One thread. */
final class FrameDecoder {

    private static final int LENGTH = 4;
    private static final int FIRST_CAPACITY = 4096;
    private static final int LARGEST_KEPT = 1 << 20;

    private int limit;
    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int from;
    private int to;

    private final WireInput frame = new WireInput();

    /** @param limit of bytes in a frame */
    FrameDecoder(int limit) {
        this.limit = limit;
    }

    /** What follows is judged by another limit. */
    void limit(int bytesInFrame) {
        limit = bytesInFrame;
    }

    /** Takes bytes in. Frames that were not asked for yet stay. */
    void add(ByteBuffer source) {
        int more = source.remaining();
        if (more > bytes.length - to) {
            makeRoom(more);
        }
        source.get(bytes, to, more);
        to += more;
    }

    private void makeRoom(int more) {
        int kept = to - from;
        int needed = Math.addExact(kept, more);
        boolean tooSmall = needed > bytes.length;
        boolean tooLarge = bytes.length > LARGEST_KEPT && needed < LARGEST_KEPT / 2;
        int capacity = tooSmall ? Math.max(needed, bytes.length * 2) : LARGEST_KEPT;
        byte[] target = tooSmall || tooLarge ? new byte[capacity] : bytes;
        System.arraycopy(bytes, from, target, 0, kept);
        bytes = target;
        from = 0;
        to = kept;
    }

    /** Whether there is a whole frame; then {@link #frame} has it until the next call. */
    boolean next() {
        if (to - from < LENGTH) {
            return false;
        }
        int length = (bytes[from] & 0xFF) << 24
                | (bytes[from + 1] & 0xFF) << 16
                | (bytes[from + 2] & 0xFF) << 8
                | bytes[from + 3] & 0xFF;
        if (length < 1 || length > limit) {
            throw new MalformedFrameException("frame is too long or empty: length=" + length + " limit=" + limit);
        }
        if (to - from - LENGTH < length) {
            return false;
        }
        frame.wrap(bytes, from + LENGTH, length);
        from += LENGTH + length;
        return true;
    }

    WireInput frame() {
        return frame;
    }

    /** What has come and is no whole frame yet. */
    int pending() {
        return to - from;
    }

    /** Bytes that it has room for. */
    int capacity() {
        return bytes.length;
    }
}
