package io.garrick.remoting;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Keys and values at the end of a header: who does not know a key skips it. */
final class Fields {

    private static final int MOST = 64;

    private Fields() {}

    /** A text of a message: what goes beside it, such as a W3C traceparent. */
    static final int CONTEXT = 1;

    /** The bytes of a context as they go; null when they would be too many. */
    static byte @Nullable [] context(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return utf8.length > Frames.LONGEST_TEXT ? null : utf8;
    }

    static void putContext(WireOutput output, byte[] utf8) {
        output.putNumber(1).putNumber(CONTEXT).putNumber(utf8.length).putBytes(utf8, 0, utf8.length);
    }

    /** The context among the fields of a message, if it has one. */
    @Nullable
    static String takeContext(WireInput input) {
        String context = null;
        for (int left = input.takeCount(MOST); left > 0; left--) {
            if (input.takeNumber() == CONTEXT) {
                context = input.takeText(Frames.LONGEST_TEXT);
            } else {
                input.skip(input.takeCount(Integer.MAX_VALUE));
            }
        }
        return context;
    }

    static void skip(WireInput input) {
        for (int left = input.takeCount(MOST); left > 0; left--) {
            input.takeNumber();
            input.skip(input.takeCount(Integer.MAX_VALUE));
        }
    }
}
