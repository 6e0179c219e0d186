package io.garrick.remoting;

/** What a connection is for. Its place in this list is its number on the wire. */
enum LaneKind {
    /** What the runtimes tell each other. */
    CONTROL,
    /** Whether the other node lives. */
    HEARTBEAT,
    /** Messages. */
    USER,
    /** Messages to those who were declared to get large ones. */
    LARGE;

    private static final LaneKind[] KINDS = values();

    static LaneKind of(int number) {
        if (number >= KINDS.length) {
            throw new MalformedFrameException("kind of a lane is unknown: kind=" + number);
        }
        return KINDS[number];
    }

    boolean carriesMessages() {
        return this == USER || this == LARGE;
    }
}
