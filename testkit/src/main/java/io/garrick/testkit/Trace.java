package io.garrick.testkit;

import io.garrick.actor.spi.MailboxView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has happened in a rehearsal: a hash over everything, and the latest events to read. An event is: when, which actor (its path, since uids differ between
 * systems), and the class of what it was given. The same in every JVM for the same seed.
 */
final class Trace {

    private static final int REMEMBERED = 100;
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;
    private static final String GENERATED = "$$Lambda";
    private static final Label SYSTEM_MESSAGES = Label.of("(system messages)");

    private final Deque<Event> latest = new ArrayDeque<>(REMEMBERED);
    private final Map<Class<?>, Label> classes = new HashMap<>();
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

    private record Event(long number, long nanos, Label where, Label what) {
        @Override
        public String toString() {
            return "#" + number + " at " + nanos + " ns: " + where.text() + " " + what.text();
        }
    }

    /** An actor is about to run. */
    void add(long nanos, Label actor, MailboxView view) {
        Class<?> next = view.nextMessageClass();
        add(nanos, actor, next == null ? SYSTEM_MESSAGES : label(next));
    }

    /** Something else is about to run. */
    void add(long nanos, Label where, Runnable work) {
        add(nanos, where, label(work.getClass()));
    }

    private void add(long nanos, Label where, Label what) {
        count++;
        hash = SeededRandom.mix(SeededRandom.mix(SeededRandom.mix(hash + where.hash()) + what.hash()) + nanos);
        if (latest.size() == REMEMBERED) {
            latest.removeFirst();
        }
        latest.addLast(new Event(count, nanos, where, what));
    }

    private Label label(Class<?> type) {
        @Nullable Label known = classes.get(type);
        if (known == null) {
            known = Label.of(name(type));
            classes.put(type, known);
        }
        return known;
    }

    /** The class's name without what the JVM has made up for it. */
    private static String name(Class<?> type) {
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

    List<String> latest() {
        List<String> lines = new ArrayList<>(latest.size());
        latest.forEach(event -> lines.add(event.toString()));
        return lines;
    }
}
