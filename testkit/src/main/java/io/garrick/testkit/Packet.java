package io.garrick.testkit;

/** What travels on a {@link Wire}. */
final class Packet {

    private static final byte[] NOTHING = {};

    final Kind kind;
    final byte[] bytes;

    /** Whether it is received together with what was before it, if that has not been received yet. */
    final boolean joins;

    /** Not before. */
    long dueNanos;

    enum Kind {
        /** Somebody would like to connect. */
        ATTEMPT,
        /** He may. */
        ACCEPTANCE,
        /** He may not: nobody listens. */
        REFUSAL,
        BYTES,
        /** Bytes at which the connection breaks. */
        BREAK,
        /** Nothing will come any more. */
        END,
        RESET
    }

    Packet(Kind kind, long dueNanos) {
        this(kind, dueNanos, NOTHING, false);
    }

    Packet(Kind kind, long dueNanos, byte[] bytes, boolean joins) {
        this.kind = kind;
        this.dueNanos = dueNanos;
        this.bytes = bytes;
        this.joins = joins;
    }
}
