package io.garrick.remoting;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages of a large lane that come in pieces, a few at a time; what is made for one grows with what has come. One thread at a time. */
final class Assembly {

    private final int longest;
    private final Progress progress;
    private final Map<Long, Open> open = new HashMap<>();

    /**
     * @param first number that will come
     * @param longest message that is taken
     */
    Assembly(long first, int longest) {
        this.progress = new Progress(first - 1);
        this.longest = longest;
    }

    private static final class Open {
        private final MessageReader.Incoming head;
        private final int length;
        private byte[] bytes = {}; // what is announced takes no room before it comes
        private int size;

        Open(MessageReader.Incoming head, int length) {
            this.head = head;
            this.length = length;
        }

        void add(WireInput input) {
            int more = input.left();
            if (more > length - size) {
                throw new MalformedFrameException(
                        "pieces are more than the message: length=" + length + " come=" + ((long) size + more));
            }
            if (more > bytes.length - size) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(length, Math.max(2L * bytes.length, (long) size + more)));
            }
            input.take(bytes, size, more);
            size += more;
        }
    }

    /** A message that is whole. */
    record Whole(MessageReader.Incoming head, byte[] payload) {}

    /** The number of a message that was not spoken of before. */
    long takeNew(WireInput input) {
        long number = input.takeNumber();
        ensureNew(number);
        return number;
    }

    private void ensureNew(long number) {
        if (!progress.fits(number) || open.containsKey(number)) {
            throw new MalformedFrameException("number of a message is out of turn: number=" + number + " done="
                    + progress.upTo() + " window=" + Progress.WINDOW);
        }
    }

    /** So many from this one on will not come. */
    void skip(long first, WireInput input) {
        for (int i = input.takeCount(Progress.WINDOW) - 1; i >= 0; i--) {
            ensureNew(first + i);
            progress.add(first + i);
        }
    }

    /** Its pieces will come. */
    void begin(long number, MessageReader.Incoming head, WireInput input) {
        int length = input.takeCount(longest);
        input.ensureEmpty();
        if (open.size() == Turns.MOST_OPEN) {
            throw new MalformedFrameException("too many messages in pieces at a time: limit=" + Turns.MOST_OPEN);
        }
        open.put(number, new Open(head, length));
    }

    /** A piece has come; the message, if it is whole now. */
    @Nullable
    Whole piece(WireInput input) {
        long number = input.takeNumber();
        Open message = open.get(number);
        if (message == null) {
            throw new MalformedFrameException("piece of no message: number=" + number);
        }
        message.add(input);
        if (message.size < message.length) {
            return null;
        }
        open.remove(number);
        progress.add(number);
        return new Whole(message.head, message.bytes);
    }

    /** It was delivered whole. */
    void done(long number) {
        progress.add(number);
    }

    /** Up to here all were delivered, or will not come. */
    long upTo() {
        return progress.upTo();
    }
}
