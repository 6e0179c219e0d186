package io.garrick.remoting;

import java.util.BitSet;

/** Which numbers of a large lane are done with: all up to {@link #upTo}, and some of the {@value #WINDOW} behind it. For one thread at a time. */
final class Progress {

    /** How far numbers may be ahead of the oldest that is not done with: more than pass the longest message, one for each piece of it and of those that it takes turns with. */
    static final int WINDOW = 1 << 17;

    private final BitSet done = new BitSet();
    private long upTo;

    Progress(long upTo) {
        this.upTo = upTo;
    }

    long upTo() {
        return upTo;
    }

    /** Whether a number may be dealt with now. */
    boolean fits(long number) {
        return number > upTo && number - upTo <= WINDOW && !done.get(index(number));
    }

    /** One that {@link #fits}. */
    void add(long number) {
        done.set(index(number));
        while (done.get(index(upTo + 1))) {
            upTo++;
            done.clear(index(upTo));
        }
    }

    private static int index(long number) {
        return (int) (number & WINDOW - 1);
    }
}
