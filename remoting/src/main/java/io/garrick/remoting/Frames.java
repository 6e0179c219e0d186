package io.garrick.remoting;

/** Types of frames, and what else is agreed on the wire: see docs/wire-protocol.md. */
final class Frames {

    static final int MAGIC = 0x47524B31; // GRK1
    static final int VERSION = 1;

    /** Of what comes before the handshake is done. */
    static final int HANDSHAKE_LIMIT = 4096;

    static final int LONGEST_TEXT = 2048;
    /** Before a message's payload. */
    static final int LONGEST_HEAD = 5 * LONGEST_TEXT;

    static final int MOST_LANES = 64;

    static final int HELLO = 1;
    static final int WELCOME = 2;
    static final int REFUSED = 3;
    static final int BYE = 4;
    static final int BYE_ACK = 5;

    static final int MESSAGE = 16;
    static final int GAP = 17;
    static final int CHUNK = 18;

    static final int SIGNAL = 32;
    static final int ACK = 33;

    static final int PING = 48;
    static final int PONG = 49;

    private Frames() {}
}
