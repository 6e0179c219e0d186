package io.garrick.remoting;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * In which order the messages of a large lane are written: those in pieces take turns, piece by piece, {@value #MOST_OPEN} of them at a time, and between the pieces go those that
 * are small (N09). A message waits for all before it to the same recipient (N02), put aside; those to others pass, until {@value #MOST_ASIDE} are aside. What has not
 * been begun is sent by the next connection. By who has taken the lane.
 */
final class Turns {

    static final int MOST_OPEN = 4;
    static final int MOST_ASIDE = 1024;

    private final Supplier<@Nullable Outgoing> queue;

    /** Number of the last message that was taken out of the queue. */
    private long polled;

    /** What was taken out of the queue and not begun, by number. */
    private final TreeMap<Long, Outgoing> aside = new TreeMap<>();

    // ---- of one connection

    @Nullable
    private MessageWriter writer;

    private Progress written = new Progress(0);

    /** Those who have a message before others: one that is open, or large and without a place; and the numbers behind it. */
    private final Map<List<String>, Deque<Long>> lines = new HashMap<>();

    private final Deque<Open> open = new ArrayDeque<>();

    /** Known to be large, and to be begun when another one has ended. */
    private final Deque<Long> forPlace = new ArrayDeque<>();

    /** Nothing before them is to be waited for any more. */
    private final Deque<Long> free = new ArrayDeque<>();

    /** What an earlier connection has left, in order. */
    private final Deque<Long> left = new ArrayDeque<>();

    /** @param queue polls, unless a message is only just being queued */
    Turns(Supplier<@Nullable Outgoing> queue) {
        this.queue = queue;
    }

    private static final class Open {
        private final long number;
        private final List<String> recipient;
        private final byte[] payload;
        private int from;

        Open(long number, List<String> recipient, byte[] payload) {
            this.number = number;
            this.recipient = recipient;
            this.payload = payload;
        }
    }

    /** Up to here all were taken and begun, or given up. */
    long taken() {
        return aside.isEmpty() ? polled : aside.firstKey() - 1;
    }

    /** Whether a message waits that was taken out of the queue. */
    boolean hasAside() {
        return !aside.isEmpty();
    }

    /** Another connection stands, whose first number is the one behind {@link #taken}: names those in between that went by an earlier one. */
    void begin(MessageWriter next) {
        writer = next;
        written = new Progress(taken());
        lines.clear();
        open.clear();
        forPlace.clear();
        free.clear();
        left.clear();
        left.addAll(aside.keySet());
        long last = taken();
        for (long kept : aside.keySet()) {
            gap(last, kept, next);
            last = kept;
        }
        gap(last, polled + 1, next);
    }

    /** All between two numbers went by an earlier connection. */
    private void gap(long last, long kept, MessageWriter to) {
        if (kept - last > 1) {
            to.gap(last + 1, kept - last - 1);
        }
        for (long number = last + 1; number < kept; number++) {
            written.add(number);
        }
    }

    /** The connection has ended: what was begun is lost. */
    void end() {
        open.clear();
    }

    /** Takes the next one that was put aside, to be given up. */
    @Nullable
    Outgoing giveUp() {
        Map.Entry<Long, Outgoing> oldest = aside.pollFirstEntry();
        return oldest == null ? null : oldest.getValue();
    }

    /** One that was taken out of the queue is given up. */
    void givenUp() {
        polled++;
    }

    /** Begins a message, and writes a piece of one; false when there is nothing to write. */
    boolean write() {
        boolean began = begin();
        return writePiece() || began;
    }

    private boolean begin() {
        Long waiting = open.size() < MOST_OPEN ? forPlace.poll() : null;
        if (waiting == null) {
            waiting = free.poll();
        }
        if (waiting != null) {
            start(waiting, recipient(aside(waiting)));
            return true;
        }
        for (Long next = next(); next != null; next = next()) {
            List<String> recipient = recipient(aside(next));
            Deque<Long> line = lines.get(recipient);
            if (line == null) {
                start(next, recipient);
                return true;
            }
            line.add(next);
        }
        return false;
    }

    @Nullable
    private Long next() {
        Long next = left.poll();
        return next == null ? poll() : next;
    }

    @Nullable
    private Long poll() {
        if (aside.size() == MOST_ASIDE || !written.fits(polled + 1)) {
            return null;
        }
        Outgoing next = queue.get();
        if (next == null) {
            return null;
        }
        aside.put(++polled, next);
        return polled;
    }

    @SuppressWarnings("NullAway") // its numbers are the keys
    private Outgoing aside(Long number) {
        return aside.get(number);
    }

    @SuppressWarnings("NullAway") // one of both is there
    private static List<String> recipient(Outgoing outgoing) {
        return (outgoing.selected() != null
                        ? outgoing.selected()
                        : outgoing.recipient().path())
                .elements();
    }

    @SuppressWarnings("NullAway") // a connection that is ready has a writer
    private void start(Long number, List<String> recipient) {
        byte[] payload = writer.writeLarge(number, aside(number), open.size() < MOST_OPEN);
        if (payload == MessageWriter.NO_PLACE) {
            lines.computeIfAbsent(recipient, key -> new ArrayDeque<>());
            forPlace.add(number);
            return;
        }
        aside.remove(number);
        if (payload == null) {
            written(number, recipient);
            return;
        }
        lines.computeIfAbsent(recipient, key -> new ArrayDeque<>());
        open.add(new Open(number, recipient, payload));
    }

    @SuppressWarnings("NullAway") // as above
    private boolean writePiece() {
        Open next = open.poll();
        if (next == null) {
            return false;
        }
        int length = Math.min(MessageWriter.CHUNK_BYTES, next.payload.length - next.from);
        writer.piece(next.number, next.payload, next.from, length);
        next.from += length;
        if (next.from < next.payload.length) {
            open.add(next);
        } else {
            written(next.number, next.recipient);
        }
        return true;
    }

    /** The next one to the same recipient has its turn. */
    private void written(long number, List<String> recipient) {
        written.add(number);
        Deque<Long> line = lines.get(recipient);
        if (line == null) {
            return;
        }
        Long next = line.poll();
        if (next == null) {
            lines.remove(recipient);
        } else {
            free.add(next);
        }
    }
}
