package io.garrick.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has happened in a rehearsal: a hash over everything, and the latest events to read. An event is: when, which actor (its path, since uids differ between
 * systems), and the class of what it was given. The same in every JVM for the same seed.
 */
final class Trace {

    static final Label SYSTEM_MESSAGES = Label.of("(system messages)");
    static final Label GOES_ON = Label.of("(goes on)");

    private static final int REMEMBERED = 100;
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;
    private static final String GENERATED = "$$Lambda";

    private final Map<Class<?>, Label> classes = new HashMap<>();

    /** The events, each where its number says; a ring unless all are kept. */
    private long[] nanos = new long[REMEMBERED];

    private Label[] where = new Label[REMEMBERED];
    private Label[] what = new Label[REMEMBERED];
    private @Nullable Label[] preempted = new Label[REMEMBERED];

    private boolean keepsAll;
    private int next;
    private long hash = FNV_OFFSET;
    private long count;

    /** A text and 64 bits that stand for it. */
    record Label(String text, long hash) {

        /** FNV-1a over the characters (Fowler, Noll, Vo 1991). */
        static Label of(String text) {
            long hashed = FNV_OFFSET;
            for (int i = 0; i < text.length(); i++) {
                hashed = (hashed ^ text.charAt(i)) * FNV_PRIME;
            }
            return new Label(text, hashed);
        }
    }

    /** From the beginning: no event is forgotten. */
    void keepAll() {
        keepsAll = true;
    }

    /**
     * Something is about to run.
     *
     * @param preempts who could have gone on instead, if anybody
     */
    void add(long now, Label who, Label message, @Nullable Label preempts) {
        count++;
        hash = SeededRandom.mix(SeededRandom.mix(SeededRandom.mix(hash + who.hash()) + message.hash()) + now);
        if (next == nanos.length) {
            wrap();
        }
        nanos[next] = now;
        where[next] = who;
        what[next] = message;
        preempted[next++] = preempts;
    }

    private void wrap() {
        if (!keepsAll) {
            next = 0;
            return;
        }
        nanos = Arrays.copyOf(nanos, 2 * next);
        where = Arrays.copyOf(where, 2 * next);
        what = Arrays.copyOf(what, 2 * next);
        preempted = Arrays.copyOf(preempted, 2 * next);
    }

    /** The label of a class. */
    Label label(Class<?> type) {
        Label known = classes.get(type);
        if (known == null) {
            known = Label.of(nameOf(type));
            classes.put(type, known);
        }
        return known;
    }

    /** The class's name without what the JVM has made up for it. */
    static String nameOf(Class<?> type) {
        String name = type.getName();
        int generated = name.indexOf(GENERATED);
        return generated < 0 ? name : name.substring(0, generated) + GENERATED;
    }

    long hash() {
        return hash;
    }

    long count() {
        return count;
    }

    /** The latest events, a hundred at most, the oldest first. */
    List<String> latest() {
        return latest(REMEMBERED);
    }

    List<String> latest(int most) {
        int shown = (int) Math.min(Math.min(count, most), REMEMBERED);
        List<String> lines = new ArrayList<>(shown);
        for (long number = count - shown + 1; number <= count; number++) {
            lines.add(line(number));
        }
        return lines;
    }

    private String line(long number) {
        int at = (int) ((number - 1) % nanos.length);
        Label other = preempted[at];
        return "#" + number + " at " + nanos[at] + " ns: " + where[at].text() + " " + what[at].text()
                + (other == null ? "" : " (before " + other.text() + " goes on)");
    }

    /** Where two traces part that keep all events: what happened there in each of them; null when they do not. */
    static @Nullable String difference(Trace one, Trace other) {
        long both = Math.min(one.count, other.count);
        for (int at = 0; at < both; at++) {
            if (one.nanos[at] != other.nanos[at]
                    || !one.where[at].equals(other.where[at])
                    || !one.what[at].equals(other.what[at])) {
                return one.line(at + 1L) + "\n  but then " + other.line(at + 1L);
            }
        }
        if (one.count == other.count) {
            return null;
        }
        Trace longer = one.count > both ? one : other;
        return (longer == one ? "" : "nothing\n  but then ")
                + longer.line(both + 1)
                + (longer == one ? "\n  but then nothing" : "");
    }
}
