package io.garrick.remoting;

/** Keys and values at the end of a header: who does not know a key skips it. */
final class Fields {

    private static final int MOST = 64;

    private Fields() {}

    static void skip(WireInput input) {
        for (int left = input.takeCount(MOST); left > 0; left--) {
            input.takeNumber();
            input.skip(input.takeCount(Integer.MAX_VALUE));
        }
    }
}
