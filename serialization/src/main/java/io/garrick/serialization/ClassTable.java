package io.garrick.serialization;

import com.esotericsoftware.kryo.Registration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the messages of one connection have said about classes, in one direction: a class is described by the first message that has a value of it, and is a number from then on.
 * Both ends keep one, and read in the order in which was written. For one thread at a time. The tables of conversations are older than the JVM: RMI's streams have them, and Akka's
 * Artery compresses refs and manifests so.
 *
 * <p>A table that is full, with 4096 classes or 128 KiB of descriptions, stays as it is: messages from then on describe their classes themselves.
 */
public final class ClassTable {

    static final int MOST_CLASSES = 4096;
    static final int MOST_BYTES = 128 << 10;

    /** By whom it is written. */
    private final IdentityHashMap<Class<?>, Integer> numbers = new IdentityHashMap<>();

    private final List<Class<?>> written = new ArrayList<>();

    private final List<Description> descriptions = new ArrayList<>();

    /** By whom it is read, as far as they were needed; of the session's Kryo. */
    private final List<@Nullable Registration> found = new ArrayList<>();

    /** Of what was put or taken. */
    private int bytes;

    /** Up to which of them all messages that were written have told. */
    private int said;

    private boolean taking;

    /** Kept for this table alone. */
    @Nullable
    private Session session;

    ClassTable() {}

    /**
     * How many classes were described.
     *
     * @return to be given to {@link #backTo}
     */
    public int size() {
        return descriptions.size();
    }

    /**
     * Takes back what messages have said that are not sent, by who writes.
     *
     * @param size what {@link #size} was before them
     */
    public void backTo(int size) {
        while (descriptions.size() > size) {
            descriptions.remove(descriptions.size() - 1);
            numbers.remove(written.remove(written.size() - 1));
        }
        said = Math.min(said, size);
    }

    boolean isFull() {
        return size() >= MOST_CLASSES || bytes >= MOST_BYTES;
    }

    void clear() {
        taking = false;
        if (descriptions.isEmpty()) {
            return; // most messages have nothing in it, and an empty map clears all its places
        }
        numbers.clear();
        written.clear();
        descriptions.clear();
        found.clear();
        bytes = 0;
        said = 0;
    }

    // ---------------------------------------------------------------- who writes

    /** Of a class, or -1. */
    int number(Class<?> type) {
        Integer number = numbers.get(type);
        return number == null ? -1 : number;
    }

    void add(Class<?> type, Description description) {
        numbers.put(type, size());
        written.add(type);
        descriptions.add(description);
    }

    /** What has not been said yet, and is from now on. */
    List<Description> unsaid() {
        List<Description> news = descriptions.subList(said, size());
        said = size();
        return news;
    }

    /** They took so many bytes. */
    void said(int count) {
        bytes += count;
    }

    // ---------------------------------------------------------------- who reads

    /**
     * Whether a message was wrong where it tells of classes, so that the two ends do not know any more what the other one knows. Nothing that follows can be read then.
     *
     * @return whether the conversation is over
     */
    public boolean isLost() {
        return taking;
    }

    void beginTaking() {
        taking = true;
    }

    void endTaking(int count) {
        bytes += count;
        taking = false;
    }

    void add(Description description) {
        descriptions.add(description);
        found.add(null);
    }

    Description description(int number) {
        return descriptions.get(number);
    }

    @Nullable
    Registration found(int number) {
        return found.get(number);
    }

    void found(int number, Registration registration) {
        found.set(number, registration);
    }

    // ---------------------------------------------------------------- both

    @Nullable
    Session session() {
        return session;
    }

    void session(Session kept) {
        session = kept;
    }

    /** It has failed: what comes next begins with another one. */
    void dropSession() {
        session = null;
        found.replaceAll(any -> null);
    }
}
