package io.garrick.remoting;

/**
 * Why a node does not want a connection.
 *
 * @param reason by which the other decides what to do
 * @param incarnation of the node that says so
 * @param text for people
 */
record Refusal(Reason reason, long incarnation, String text) {

    /** Its place in this list is its number on the wire. */
    enum Reason {
        /** Another version of the protocol. */
        VERSION,
        /** Another node was meant. */
        ADDRESS,
        /** This incarnation was given up. */
        QUARANTINED,
        /** The association is in a later epoch. */
        STALE,
        /** A reason that came later than this version. */
        OTHER,
        /** There are too many connections, or too many nodes. */
        FULL
    }

    void write(WireOutput output) {
        output.begin(Frames.REFUSED)
                .putNumber(reason.ordinal())
                .putLong(incarnation)
                .putText(text)
                .end();
    }

    static Refusal read(WireInput input) {
        long number = input.takeNumber();
        Reason[] known = Reason.values();
        Reason reason = number >= 0 && number < known.length ? known[(int) number] : Reason.OTHER;
        return new Refusal(reason, input.takeLong(), input.takeText(Frames.LONGEST_TEXT));
    }
}
